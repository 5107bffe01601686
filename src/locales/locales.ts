import type { Messages } from '../elements/text/messages.ts'

/** Patterns by their key. */
export type Table = Readonly<Record<string, string>>

/** Loads a table in each language, by its BCP 47 tag. */
export type Loaders<Sentences extends Table> = Record<string, () => Promise<{ messages: Sentences }>>

const loaders = {
  ar: () => import('./ar/messages.ts'),
  de: () => import('./de/messages.ts'),
  es: () => import('./es/messages.ts'),
  fr: () => import('./fr/messages.ts'),
  he: () => import('./he/messages.ts'),
  it: () => import('./it/messages.ts'),
  ja: () => import('./ja/messages.ts'),
  nl: () => import('./nl/messages.ts'),
  pl: () => import('./pl/messages.ts'),
  pt: () => import('./pt/messages.ts'),
  tr: () => import('./tr/messages.ts'),
} satisfies Loaders<Messages>

/** A language that has its files. Every table of languages names each of them, or `tsc` fails. */
export type LanguageTag = keyof typeof loaders

/** The languages beside English: what a cart needs for its first paint. Each is a file of its own, loaded when a page is in it. */
export const locales: Loaders<Messages> = loaders
