import type { ConsoleMessages } from '../text/messages.ts'

/** The languages beside English, by their BCP 47 tag. Each is a file of its own, loaded when a console is in that language. */
export const locales: Record<string, () => Promise<{ messages: ConsoleMessages }>> = {
  de: () => import('./de.ts'),
}
