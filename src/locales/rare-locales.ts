import type { RareMessages } from '../elements/text/rare-messages.ts'
import type { LanguageTag, Loaders } from './locales.ts'

/** The languages beside English: phone and problems. */
export const rareLocales: Loaders<RareMessages> = {
  ar: () => import('./ar/rare-messages.ts'),
  de: () => import('./de/rare-messages.ts'),
  es: () => import('./es/rare-messages.ts'),
  fr: () => import('./fr/rare-messages.ts'),
  he: () => import('./he/rare-messages.ts'),
  it: () => import('./it/rare-messages.ts'),
  ja: () => import('./ja/rare-messages.ts'),
  nl: () => import('./nl/rare-messages.ts'),
  pl: () => import('./pl/rare-messages.ts'),
  pt: () => import('./pt/rare-messages.ts'),
  tr: () => import('./tr/rare-messages.ts'),
} satisfies Record<LanguageTag, unknown>
