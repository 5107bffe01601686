// A small shop as BigCommerce's documents describe one: variants are made of options, modifiers are chosen beside them.
// Source: docs/store-operations/catalog, "Modifier options"; reference/carts.v3.yml, "Create a Cart", for what a value is.

export interface Modifier {
  id: number
  name: string
  required?: boolean
  type: 'text' | 'number' | 'date' | 'pick-list' | 'checkbox'
  /** Label by value id, of a pick list or a checkbox. */
  values?: Record<number, string>
}

export interface Product {
  id: number
  /** What makes its variants: option id, and value id by its label. */
  option?: { id: number; name: string; values: Record<number, string> }
  /** Variant id by value id; a product without options has one variant, of value 0. */
  variants: Record<number, number>
  modifiers: Modifier[]
}

const engraving: Modifier = { id: 1145, name: 'Engraving', type: 'text' }

/** The same shop for every test. */
export const products: Product[] = [
  { id: 101, variants: { 0: 1001 }, modifiers: [] },
  {
    id: 102,
    option: { id: 1120, name: 'Size', values: { 11: 'M', 12: 'L' } },
    variants: { 11: 85, 12: 86 },
    modifiers: [],
  },
  { id: 114, variants: { 0: 1002 }, modifiers: [engraving] },
  {
    id: 115,
    option: { id: 1150, name: 'Colour', values: { 21: 'Red', 22: 'Blue' } },
    variants: { 21: 91, 22: 92 },
    modifiers: [
      { ...engraving, id: 1151, required: true },
      { id: 1152, name: 'Gift wrap', type: 'checkbox', values: { 187: 'Yes', 188: 'No' } },
      { id: 1153, name: 'Box', type: 'pick-list', values: { 186: 'Gift box', 189: 'Plain box' } },
    ],
  },
  {
    id: 116,
    variants: { 0: 1003 },
    modifiers: [
      { id: 1161, name: 'Delivery', type: 'date' },
      { id: 1162, name: 'Candles', type: 'number' },
    ],
  },
]

/** A value as it is kept: a value's id, the typed text, or the day at noon of the shop, in seconds. */
export type Chosen = { valueId: number } | { text: string } | { day: number }

/** What was chosen for one modifier, out of `option_value`. Undefined where that is not one of its values. */
export function readValue(modifier: Modifier, value: unknown, dates: DateForms): Chosen | undefined {
  if (modifier.type === 'date') return readDay(value, dates)
  if (modifier.type === 'text' || modifier.type === 'number') {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    return text === '' || (modifier.type === 'number' && Number.isNaN(Number(text))) ? undefined : { text }
  }
  const valueId = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return valueId in (modifier.values ?? {}) ? { valueId } : undefined
}

/** Which of the two documented forms of a date are taken. */
export type DateForms = 'either' | 'timestamp' | 'calendar'

function readDay(value: unknown, forms: DateForms): Chosen | undefined {
  if (typeof value === 'number') return forms === 'calendar' ? undefined : { day: value }
  if (forms === 'timestamp' || typeof value !== 'object' || value === null) return undefined
  const { day, month, year } = value as Record<string, unknown>
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), 5)
  return Number.isNaN(time) ? undefined : { day: time / 1000 }
}

/** The day in words, as a recorded cart has it: "May 2nd 2021" for 1619931600. */
export function toDayText(seconds: number): string {
  const date = new Date(seconds * 1000)
  const day = date.getUTCDate()
  const ending = [11, 12, 13].includes(day) ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${date.toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${day}${ending} ${date.getUTCFullYear()}`
}
