import { html } from 'lit'

import { isCheckoutUrl } from '../../client/index.ts'

/** A picture if its address is `https:`, or on this machine while the page is, too; else a drawing of a parcel. */
export function image(address: string | undefined, pageUrl: string, size: number) {
  const url = address && URL.canParse(address, pageUrl) ? new URL(address, pageUrl).href : ''
  return url && isCheckoutUrl(url, pageUrl)
    ? html`<img class="image" src=${url} alt="" width=${size} height=${size} loading="lazy" referrerpolicy="no-referrer">`
    : html`<svg class="image parcel" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 8h12l-1 10H7L6 8Zm3 0a3 3 0 0 1 6 0" />
      </svg>`
}
