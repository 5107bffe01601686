import type { DeferredMessages } from '../elements/text/deferred-messages.ts'
import type { Loaders } from './locales.ts'

/** The languages beside English: what is loaded after the first paint. */
export const deferredLocales: Loaders<DeferredMessages> = {
  de: () => import('./de/deferred-messages.ts'),
}
