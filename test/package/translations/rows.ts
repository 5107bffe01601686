import { read } from '../source-files.ts'
import { faultsOf } from './pattern.ts'
import { contextsOf, type Sentences, sections } from './sections.ts'
import { toSource, withSentences } from './sources.ts'
import type { Row } from './table.ts'

/** Sentences by the part that they belong to. */
export type Translations = ReadonlyMap<string, Sentences>

/** Where a language's table is. */
export const tablePath = (tag: string) => `docs/translations/${tag}.csv`

/** What the code says in a language. */
export async function translationsOf(tag: string): Promise<Translations> {
  return new Map(
    await Promise.all(sections.map(async ({ where, load }) => [where, await load(tag)] satisfies [string, Sentences])),
  )
}

/** What a table says. */
export function translationsIn(rows: readonly Row[]): Translations {
  const sentencesOf = (where: string) =>
    Object.fromEntries(rows.filter((row) => row.where === where).map(({ key, translation }) => [key, translation]))
  return new Map(sections.map(({ where }) => [where, sentencesOf(where)]))
}

/**
 * The rows of a table, in the order of the English sentences. When one was reviewed, and remarks, are taken from `kept`, also
 * where the sentence belongs to another part by now.
 */
export function rowsOf(translations: Translations, kept: readonly Row[]): Row[] {
  const keptByName = new Map(kept.map((row) => [nameOf(row), row]))
  const keptBySentence = new Map(kept.map((row) => [sentenceOf(row), row]))
  return sections.flatMap((section) => {
    const { where, english } = section
    const contexts = contextsOf(section)
    return Object.entries(english).map(([key, sentence]) => {
      const before =
        keptByName.get(nameOf({ where, key })) ?? keptBySentence.get(sentenceOf({ key, english: sentence }))
      const { reviewed = '', remark = '' } = before ?? {}
      const translation = translations.get(where)?.[key] ?? ''
      return { where, key, context: contexts.get(key) ?? '', english: sentence, translation, reviewed, remark }
    })
  })
}

/** What keeps a table from being imported, each with part, key and reason. */
export function checkRows(rows: readonly Row[], tag: string): string[] {
  const englishOf = new Map(sections.map(({ where, english }) => [where, new Map(Object.entries(english))]))
  const seen = new Set<string>()
  const faults = rows.flatMap((row) => {
    const english = englishOf.get(row.where)?.get(row.key)
    if (english === undefined) return [`${nameOf(row)}: English has no such key`]
    if (seen.has(nameOf(row))) return [`${nameOf(row)}: stands twice`]
    seen.add(nameOf(row))
    return faultsOf(english, row.translation, tag).map((reason) => `${nameOf(row)}: ${reason}`)
  })
  const missing = [...englishOf].flatMap(([where, english]) => [...english.keys()].map((key) => nameOf({ where, key })))
  return [...faults, ...missing.filter((name) => !seen.has(name)).map((name) => `${name}: the table has no such row`)]
}

/** The files of a language with these sentences in them; the order of lines and their format are for Biome to mend. */
export function sourcesOf(tag: string, translations: Translations): { path: string; text: string }[] {
  return sections.flatMap(({ where, english, files }) => {
    const own = translations.get(where) ?? {}
    const sentences = Object.fromEntries(Object.keys(english).map((key) => [key, own[key] ?? '']))
    const sources = files(tag).map((path) => toSource(path, read(path), tag))
    return withSentences(sources, sentences).map(({ path, head, body, tail }) => ({ path, text: head + body + tail }))
  })
}

const sentenceOf = ({ key, english }: Pick<Row, 'key' | 'english'>) => `${key} ${english}`
const nameOf = ({ where, key }: Pick<Row, 'where' | 'key'>) => `${where} ${key}`
