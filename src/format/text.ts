import { formatNumber } from './number.ts'

/** What a sentence inserts. A number is written in the digits of the locale, and a text is kept apart from what stands around it. */
export type Values = Readonly<Record<string, string | number>>

/** Gives a sentence by its key. A value that is left out leaves its place empty. */
export type Text<Patterns extends Readonly<Record<string, string>>> = <Key extends keyof Patterns & string>(
  key: Key,
  ...values: ValueName<Patterns[Key]> extends never ? [] : [Readonly<Record<ValueName<Patterns[Key]>, string | number>>]
) => string

/** In which language a text is written, and how its numbers are. */
export interface TextLanguage {
  /** BCP 47 tag of the words: its grammar picks the form for a count. */
  language: string
  /** BCP 47 tag of the numbers. */
  locale: string
}

/**
 * Makes a table of patterns speak. A pattern is a part of ICU's MessageFormat: `{name}` inserts a value, and
 * `{count, plural, one {# item} other {# items}}` picks by a number, which `#` writes. `overrides` are the shop's own
 * patterns for some keys; what is no text there is passed over.
 */
export function createText<const Patterns extends Readonly<Record<string, string>>>(
  patterns: Readonly<Record<keyof Patterns, string>>,
  { language, locale }: TextLanguage,
  overrides?: unknown,
): Text<Patterns> {
  const own = Object(overrides) as Partial<Record<keyof Patterns, unknown>>
  return (key, ...[values]) => {
    const pattern = own[key]
    return fill(typeof pattern === 'string' ? pattern : patterns[key], values ?? {}, language, locale)
  }
}

/** Puts whole sentences one after the other. Japanese has no space between them. */
export function joinSentences(sentences: readonly (string | false | undefined)[], language: string): string {
  return sentences.filter(Boolean).join(/^ja/.test(language) ? '' : ' ')
}

/**
 * Keeps an inserted text from turning the words around it: a name from right to left would exchange the numbers beside it.
 * U+2068 and U+2069 isolate it; they are left out where nothing runs from right to left.
 */
export function isolate(text: string, around = text): string {
  return rightToLeft.test(text + around) ? `\u2068${text.replace(/[\u2066-\u2069]/g, '')}\u2069` : text
}

/** Names as a list in the grammar of the language, each kept apart from the others. */
export function formatList(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language).format(names.map((name) => isolate(name, names.join(''))))
}

// Letters that are written from right to left, and marks that change the direction.
const rightToLeft = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ud802\ud803\ud83a\ud83b\ufb1d-\ufdff\ufe70-\ufeff]/

const place = /\{\s*(\w+)\s*(?:,\s*plural\s*,((?:[^{}]|\{(?:[^{}]|\{\w+\})*\})*))?\}/g

function fill(pattern: string, values: Values, language: string, locale: string): string {
  return pattern.replace(place, (_, name: string, forms?: string) => {
    const value = values[name] ?? ''
    if (forms === undefined) return typeof value === 'number' ? formatNumber(value, locale) : isolate(value, pattern)
    const form = pluralForm(forms, Number(value), language)
    return fill(form.replaceAll('#', formatNumber(Number(value), locale)), values, language, locale)
  })
}

function pluralForm(forms: string, count: number, language: string): string {
  const byName = new Map(
    [...forms.matchAll(/(=?\w+)\s*\{((?:[^{}]|\{\w+\})*)\}/g)].map(([, name, form]) => [name, form]),
  )
  return (
    byName.get(`=${count}`) ?? byName.get(new Intl.PluralRules(language).select(count)) ?? byName.get('other') ?? ''
  )
}

/** The names of the values that a pattern inserts. */
export type ValueName<Pattern extends string> = Pattern extends `${string}{${infer After}`
  ? NameAtStart<After> | ValueName<After>
  : never

type NameAtStart<After extends string> = After extends `${infer Place}}${string}`
  ? Place extends `${infer Name},${string}`
    ? OneWord<Name>
    : OneWord<Place>
  : never

// The forms of a plural are in braces too; they have more than one word, or a place inside.
type OneWord<Name extends string> = Name extends `${string}${' ' | '#' | '{'}${string}` ? never : Name
