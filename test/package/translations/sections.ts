import { globSync } from 'node:fs'

import { locales as consoleLocales } from '../../../src/console/locales/locales.ts'
import { messages as consoleMessages } from '../../../src/console/text/messages.ts'
import { deferredMessages } from '../../../src/elements/text/deferred-messages.ts'
import { messages } from '../../../src/elements/text/messages.ts'
import { rareMessages } from '../../../src/elements/text/rare-messages.ts'
import { hostedMessages } from '../../../src/hosted/messages.ts'
import { deferredLocales } from '../../../src/locales/deferred-locales.ts'
import { locales } from '../../../src/locales/locales.ts'
import { rareLocales } from '../../../src/locales/rare-locales.ts'
import { read, root } from '../source-files.ts'

/** Sentences by their key. */
export type Sentences = Readonly<Record<string, string>>

/** A part of the product's words, as a table names it in its column `where`. */
export interface Section {
  where: string
  english: Sentences
  /** Files of the English sentences; the comment above a key is its context. */
  englishFiles: string[]
  /** The tags that have this part, English left out. */
  tags: string[]
  load(tag: string): Promise<Sentences>
  /** Files of a language's sentences. */
  files(tag: string): string[]
}

type Loaders = Readonly<Record<string, () => Promise<{ messages: Sentences }>>>

const glob = (pattern: string | string[]) => globSync(pattern, { cwd: root }).sort()

const loading = (loaders: Loaders) => ({
  tags: Object.keys(loaders),
  load: async (tag: string) => (await loaders[tag]?.())?.messages ?? {},
})

const widgetSection = (where: string, name: string, english: Sentences, loaders: Loaders): Section => ({
  where,
  english,
  englishFiles: [`src/elements/text/${name}.ts`],
  ...loading(loaders),
  files: (tag) => [`src/locales/${tag}/${name}.ts`],
})

/** All of the copy. A shop overrides what begins with the widget's three. */
export const sections: readonly Section[] = [
  widgetSection('widget', 'messages', messages, locales),
  widgetSection('widget-later', 'deferred-messages', deferredMessages, deferredLocales),
  widgetSection('phone-and-problems', 'rare-messages', rareMessages, rareLocales),
  {
    where: 'console',
    english: consoleMessages,
    englishFiles: glob('src/console/text/*messages.ts'),
    ...loading(consoleLocales),
    files: (tag) => glob([`src/console/locales/${tag}.ts`, `src/console/locales/${tag}/*.ts`]),
  },
  {
    where: 'hosted',
    english: { ...hostedMessages.en },
    englishFiles: ['src/hosted/messages.ts'],
    tags: Object.keys(hostedMessages).filter((tag) => tag !== 'en'),
    load: async (tag) => ({ ...hostedMessages[tag] }),
    files: () => ['src/hosted/messages.ts'],
  },
]

/** The languages beside English. */
export const languages: readonly string[] = Object.keys(locales)

/** The comments that stand directly above a key, by key. */
export function contextsOf({ englishFiles }: Section): Map<string, string> {
  const comment = /^ *(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/|((?:\/\/.*\n *)*\/\/.*))\n *('[^'\n]+'|\w+): /gm
  const found = englishFiles.flatMap((file) => [...read(file).matchAll(comment)])
  return new Map(
    found.map(([, block = '', lines = '', key = '']) => [
      key.replaceAll("'", ''),
      (block.replaceAll(/^ *\* ?/gm, ' ') + lines.replaceAll(/^ *\/\/ ?/gm, ' ')).replaceAll(/\s+/g, ' ').trim(),
    ]),
  )
}
