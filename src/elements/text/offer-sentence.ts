import type { Offer } from '../../contract/browser.ts'
import { formatPercent } from '../../format/index.ts'
import type { FrameSettings } from '../frame/frame-settings.ts'

/** What becomes of the offer that came with the message. Undefined where the platform says neither its name nor how much it is. */
export function offerSentence(
  { status, label, percent }: Offer,
  { text, locale }: Pick<FrameSettings, 'text' | 'locale'>,
): string | undefined {
  const name =
    label ?? (percent === undefined ? undefined : text('percentOff', { percent: formatPercent(percent, locale) }))
  return name === undefined ? undefined : text(`offer.${status}`, { label: name })
}
