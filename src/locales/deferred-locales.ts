import type { DeferredMessages } from '../elements/text/deferred-messages.ts'
import type { LanguageTag, Loaders } from './locales.ts'

/** The languages beside English: what is loaded after the first paint. */
export const deferredLocales: Loaders<DeferredMessages> = {
  ar: () => import('./ar/deferred-messages.ts'),
  de: () => import('./de/deferred-messages.ts'),
  es: () => import('./es/deferred-messages.ts'),
  fr: () => import('./fr/deferred-messages.ts'),
  he: () => import('./he/deferred-messages.ts'),
  it: () => import('./it/deferred-messages.ts'),
  ja: () => import('./ja/deferred-messages.ts'),
  nl: () => import('./nl/deferred-messages.ts'),
  pl: () => import('./pl/deferred-messages.ts'),
  pt: () => import('./pt/deferred-messages.ts'),
  tr: () => import('./tr/deferred-messages.ts'),
} satisfies Record<LanguageTag, unknown>
