import type { Messages } from '../elements/text/messages.ts'

/** Patterns by their key. */
export type Table = Readonly<Record<string, string>>

/** Loads a table in each language, by its BCP 47 tag. */
export type Loaders<Sentences extends Table> = Record<string, () => Promise<{ messages: Sentences }>>

/** The languages beside English: what a cart needs for its first paint. Each is a file of its own, loaded when a page is in it. */
export const locales: Loaders<Messages> = {
  de: () => import('./de/messages.ts'),
}
