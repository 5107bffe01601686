/** One choice of a line, as the cart tells it. */
export interface LineOption {
  /** Of the option or modifier; absent where the cart does not say. */
  nameId?: number | undefined
  value: string
  /** Of a listed value; a date's Unix time. Absent where the shopper typed the value. */
  valueId?: number | undefined
}

/** A way to write options. Where BigCommerce refuses or misreads one way, it may accept another. */
export interface OptionForm {
  /** "The API supports timestamps and dates as an object literal" (reference/carts.v3.yml, createCart). */
  dates: 'timestamp' | 'calendar'
  /** Answers may hold typed texts escaped for HTML. Written as they are shown, those would be escaped twice. */
  texts: 'unescaped' | 'as-shown'
}

/** In the order of trying. */
export const optionForms: readonly OptionForm[] = [
  { dates: 'timestamp', texts: 'unescaped' },
  { dates: 'calendar', texts: 'unescaped' },
  { dates: 'timestamp', texts: 'as-shown' },
  { dates: 'calendar', texts: 'as-shown' },
]

/**
 * Leaves out optional texts that the shopper left empty: carts list them, and no write takes them. An option without an id
 * stays, because it may be a choice that could not be read.
 */
export const withoutEmpty = (options: readonly LineOption[]) =>
  options.filter(({ nameId, value, valueId }) => !nameId || valueId !== undefined || value.trim() !== '')

/** The `option_selections` of a line. */
export function toSelections(options: readonly LineOption[], form: OptionForm) {
  return withoutEmpty(options).map((option) => ({ option_id: option.nameId, option_value: toValue(option, form) }))
}

function toValue({ value, valueId }: LineOption, { dates, texts }: OptionForm) {
  if (valueId === undefined) return texts === 'unescaped' ? unescapeHtml(value) : value
  return (dates === 'calendar' && toDay(value, valueId)) || valueId
}

/** No id of a catalogue's value is as large as the Unix time of any day since 1973. */
const firstTime = 1e8
const dayMs = 86_400_000

/**
 * The day that a value means, where it is a date. Its time is midnight in the shop's time zone, which may be another day
 * elsewhere, so its text decides between the neighbours. Undefined where the text does not tell.
 */
function toDay(text: string, time: number): { day: string; month: string; year: string } | undefined {
  if (time < firstTime) return undefined
  const days = [-1, 0, 1].map((offset) => new Date(time * 1000 + offset * dayMs))
  const [day, ...others] = days.filter((date) => isNamed(date, text.match(/\d+/g)?.map(Number) ?? []))
  if (!day || others.length > 0) return undefined
  const padded = (number: number) => String(number).padStart(2, '0')
  return {
    day: padded(day.getUTCDate()),
    month: padded(day.getUTCMonth() + 1),
    year: String(day.getUTCFullYear()),
  }
}

/** Whether these numbers name the date: day and year, and the month unless it is a word. */
function isNamed(date: Date, numbers: number[]): boolean {
  const parts = [date.getUTCFullYear(), date.getUTCDate(), ...(numbers.length > 2 ? [date.getUTCMonth() + 1] : [])]
  const left = [...numbers]
  return parts.every((part) => {
    const index = left.indexOf(part)
    if (index < 0) return false
    left.splice(index, 1)
    return true
  })
}

/**
 * `similar`: the same but for how texts are escaped. `unknown`: one of both does not say its options, which is no difference.
 */
export type Similarity = 'same' | 'similar' | 'unknown' | 'different'

/** How far two lists of options mean the same choices. */
export function compareOptions(a: readonly LineOption[] | undefined, b: readonly LineOption[] | undefined): Similarity {
  if (!a || !b) return 'unknown'
  const [some, others] = [withoutEmpty(a), withoutEmpty(b)]
  if (some.length !== others.length) return 'different'
  const left = [...others]
  let similarity: Similarity = 'same'
  for (const option of some) {
    const found = left.findIndex((candidate) => candidate.nameId === option.nameId && isSimilar(candidate, option))
    const [match] = found < 0 ? [] : left.splice(found, 1)
    if (!match) return 'different'
    if (!isSame(match, option)) similarity = 'similar'
  }
  return similarity
}

/** A value that was made anew has another id, and a date may be another time of its day: the text is the same. */
const isSame = (a: LineOption, b: LineOption) =>
  (a.valueId !== undefined && a.valueId === b.valueId) ||
  (trimmed(a.value) === trimmed(b.value) && trimmed(a.value) !== '')

const isSimilar = (a: LineOption, b: LineOption) =>
  isSame(a, b) || (unescapeHtml(trimmed(a.value)) === unescapeHtml(trimmed(b.value)) && trimmed(a.value) !== '')

export const trimmed = (text: string) => text.trim().replace(/\s+/g, ' ')

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Without one layer of HTML escaping. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 ? String.fromCodePoint(code) : whole
  })
}
