import type { RareMessages } from '../elements/text/rare-messages.ts'
import type { Loaders } from './locales.ts'

/** The languages beside English: phone and problems. */
export const rareLocales: Loaders<RareMessages> = {
  de: () => import('./de/rare-messages.ts'),
}
