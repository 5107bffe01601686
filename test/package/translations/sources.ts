import type { Sentences } from './sections.ts'

/** A file of sentences. Of one that holds several languages, `body` is the part of this one. */
export interface Source {
  path: string
  head: string
  body: string
  tail: string
}

/** Takes the part of a language out of a file; a file of one language is all body. */
export function toSource(path: string, text: string, tag: string): Source {
  const own = new RegExp(`^ {2}'?${tag}'?: \\{\\n[\\s\\S]*?^ {2}\\},\\n`, 'm').exec(text)
  const [start, end] = own ? [own.index, own.index + own[0].length] : [0, text.length]
  return { path, head: text.slice(0, start), body: text.slice(start, end), tail: text.slice(end) }
}

/**
 * Puts sentences in place of those in the files, and leaves all else as it is: order, comments, and what did not change. A new key
 * stands below the one that is above it in English, and a key that English lost goes.
 */
export function withSentences(sources: readonly Source[], sentences: Sentences): Source[] {
  const written = sources.map((source) => ({ ...source, body: replaceKnown(source.body, sentences) }))
  let above: string | undefined
  for (const [key, sentence] of Object.entries(sentences)) {
    if (!written.some(({ body }) => keysIn(body).includes(key))) {
      const line = `${/^\w+$/.test(key) ? key : `'${key}'`}: ${toLiteral(sentence)},\n`
      const source = written.find(({ body }) => above === undefined || keysIn(body).includes(above))
      if (source) source.body = insertBelow(source.body, above, line)
    }
    above = key
  }
  return written
}

/** The sentences that a file's text holds, by key. */
export function sentencesIn(text: string): Sentences {
  return Object.fromEntries(
    [...text.matchAll(property)].map(([, , key = '', literal = '']) => [nameOf(key), textOf(literal)]),
  )
}

const property = /^( *)('[^'\n]+'|\w+):\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),(?: *\/\/.*)?\n/gm

const nameOf = (key: string) => key.replaceAll("'", '')
const keysIn = (text: string) => Object.keys(sentencesIn(text))

function replaceKnown(text: string, sentences: Sentences): string {
  return text.replaceAll(property, (all, _indent, key: string, literal: string) => {
    const sentence = sentences[nameOf(key)]
    if (sentence === undefined) return ''
    return sentence === textOf(literal) ? all : all.replace(literal, () => toLiteral(sentence))
  })
}

function insertBelow(text: string, above: string | undefined, line: string): string {
  if (above === undefined) return text.replace(/(= |: )\{\n/, (start) => start + line)
  return text.replaceAll(property, (all, _indent, key: string) => (nameOf(key) === above ? all + line : all))
}

function textOf(literal: string): string {
  return JSON.parse(
    `"${literal
      .slice(1, -1)
      .replaceAll("\\'", "'")
      .replaceAll(/(?<!\\)"/g, '\\"')}"`,
  )
}

/** Spaces, hyphens and marks that an editor shows like others, or not at all, are written as escapes. */
function toLiteral(text: string): string {
  const escaped = text.replaceAll(/[\\']/g, '\\$&')
  const shown = escaped.replaceAll(
    /[\u00a0\u200b-\u2011\u202a-\u202f\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `'${shown}'`
}
