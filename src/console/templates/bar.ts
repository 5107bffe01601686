import { html, svg } from 'lit'

/** A bar, this much of its track, from 0 to 1. It only repeats what is written beside it. */
export function bar(share: number) {
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`
  // Attributes of SVG, because a style attribute is what a page's policy may forbid.
  return html`<svg class="bar" width="100%" height="14" aria-hidden="true">
    ${svg`<rect class="track" width="100%" height="14" rx="4" /><rect class="fill" width=${width} height="14" rx="4" />`}
  </svg>`
}
