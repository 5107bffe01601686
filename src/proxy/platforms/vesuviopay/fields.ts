import * as z from 'zod'

import { isRecord, lenient, Numeral, toText } from '../../adapter/index.ts'

// No page shows the schemas of the answers. So a field that is not of the expected kind is absent, and fails only itself.

/** A text that says something; also an id that came as a number. */
export const Text = z.transform((value) => toText(value)?.trim() || undefined)

/** A number, also as text. */
export const Numeric = lenient(Numeral)

export type Fields = Readonly<Record<string, unknown>>

/** The fields of an object; none where the value is something else. */
export const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {})

/** The first of these values that is of this kind. */
export function firstOf<Value>(schema: z.ZodType<Value | undefined>, ...values: unknown[]): Value | undefined {
  for (const value of values) {
    const found = schema.parse(value)
    if (found !== undefined) return found
  }
  return undefined
}
