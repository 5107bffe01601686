import { html, svg } from 'lit'

/** A bar that fills this share of its track, from 0 to 1. Hidden from screen readers: the number stands beside it. */
export function bar(share: number) {
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`
  // SVG attributes, because a page's Content Security Policy may forbid style attributes.
  return html`<svg class="bar" width="100%" height="14" aria-hidden="true">
    ${svg`<rect class="track" width="100%" height="14" rx="4" /><rect class="fill" width=${width} height="14" rx="4" />`}
  </svg>`
}
