import type { ConsoleMessages } from '../text/messages.ts'

/** The languages beside English, by their BCP 47 tag. Each is a file of its own, loaded when a console is in that language. */
export const locales: Record<string, () => Promise<{ messages: ConsoleMessages }>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  tr: () => import('./tr.ts'),
}
