import { deferredMessages } from '../src/elements/text/deferred-messages.ts'
import { messages } from '../src/elements/text/messages.ts'
import { rareMessages } from '../src/elements/text/rare-messages.ts'

/** BCP 47 tag of the language that no one speaks: English, in letters that English lacks, and 40 % longer. */
export const pseudoLanguage = 'en-XA'

/** How much longer a sentence is than in English. German and Finnish are, on average. */
const growth = 1.4

/**
 * Every sentence of the widget in the pseudo-language, for the frame's `messages`. What is still in plain letters was not
 * taken from the tables, and what misses a bracket is cut off.
 */
export function pseudoMessages(): Record<string, string> {
  const english: Record<string, string> = { ...messages, ...deferredMessages, ...rareMessages }
  return Object.fromEntries(Object.entries(english).map(([key, pattern]) => [key, toPseudo(pattern)]))
}

/** One pattern. Names of values, and the forms of a plural, stay as they are. */
export function toPseudo(pattern: string): string {
  return pattern === '' ? '' : `[${mapText(pattern, accent)}]`
}

/** Changes the words of a pattern: outside of braces, and inside the forms of a plural. */
function mapText(pattern: string, change: (text: string) => string): string {
  return splitByBraces(pattern)
    .map((piece) => {
      if (!piece.startsWith('{')) return change(piece)
      const [, head = '', forms] = /^(\{\s*\w+\s*,\s*plural\s*,)(.*)\}$/s.exec(piece) ?? []
      if (forms === undefined) return piece
      const mapped = splitByBraces(forms).map((form) =>
        form.startsWith('{') ? `{${mapText(form.slice(1, -1), change)}}` : form,
      )
      return `${head}${mapped.join('')}}`
    })
    .join('')
}

/** A pattern in pieces: words, and what is between matching braces. */
function splitByBraces(pattern: string): string[] {
  const pieces = ['']
  let depth = 0
  for (const character of pattern) {
    if (character === '{' && depth++ === 0) pieces.push('')
    pieces[pieces.length - 1] += character
    if (character === '}' && --depth === 0) pieces.push('')
  }
  return pieces.filter(Boolean)
}

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZz'
const accented = 'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþŔŕŠšŢţÛûṼṽŴŵÝýŽž'

/** Accents every letter, and repeats vowels until the text is long enough. Words without one get tildes. */
function accent(text: string): string {
  let owed = 0
  return text.replaceAll(/\p{L}+/gu, (word) => {
    let changed = ''
    for (const letter of word) {
      const drawn = accented[plain.indexOf(letter)] ?? letter
      owed += growth - 1
      changed += drawn
      for (; /[aeiouy]/i.test(letter) && owed > 0; owed -= 1) changed += drawn.toLowerCase()
    }
    if (owed < 1) return changed
    owed -= 1
    return `${changed}~`
  })
}
