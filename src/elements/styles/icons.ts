import { type SVGTemplateResult, svg } from 'lit'

export type IconName = 'check' | 'few' | 'gone' | 'unsure' | 'minus' | 'plus'

/** Line drawings on a 20 × 20 grid, in the colour of the text beside them. */
const paths: Record<IconName, SVGTemplateResult> = {
  check: svg`<path d="m4.5 10.5 3.5 3.5 7.5-8" />`,
  few: svg`<circle cx="10" cy="10" r="7" /><path d="M10 6v4.5l2.5 1.5" />`,
  gone: svg`<circle cx="10" cy="10" r="7" /><path d="m5 15 10-10" />`,
  unsure: svg`<circle cx="10" cy="10" r="7" /><path d="M8 8a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1v.3M10 13.7v.1" />`,
  minus: svg`<path d="M5 10h10" />`,
  plus: svg`<path d="M5 10h10M10 5v10" />`,
}

/** A drawing beside a text that says the same; hidden from screen readers. */
export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${paths[name]}</svg>`
}
