import type { DeferredMessages } from '../elements/text/deferred-messages.ts'
import type { Messages } from '../elements/text/messages.ts'

/** Every sentence of the widget in one language. A missing key fails the type check. */
export interface Locale {
  messages: Messages
  deferredMessages: DeferredMessages
}

/** The languages beside English, by their BCP 47 tag. Each is a file of its own, loaded when a page is in that language. */
export const locales: Record<string, () => Promise<Locale>> = {
  de: () => import('./de.ts'),
}
