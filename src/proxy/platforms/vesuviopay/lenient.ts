import * as z from 'zod'

// No page shows the schemas of the answers. So a field that is not of the expected kind is absent, and fails only itself.

/** A value of this kind, or undefined where it is of any other. */
const lenient = <Value>(schema: z.ZodType<Value>) => schema.optional().catch(undefined)

/** A text that says something; also an id that came as a number. */
export const Text = lenient(z.union([z.string(), z.number()]).transform((value) => String(value).trim() || undefined))

/** A number, also where it came as a text. */
export const Numeric = lenient(z.union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())]))

/** Yes or no, also as a text, or as 1 and 0. */
export const Flag = lenient(
  z.union([
    z.boolean(),
    z
      .union([z.string(), z.number()])
      .transform((value) => flags[String(value).trim().toLowerCase()])
      .pipe(z.boolean()),
  ]),
)
const flags: Record<string, boolean> = { true: true, yes: true, '1': true, false: false, no: false, '0': false }

export type Fields = Readonly<Record<string, unknown>>

/** The fields of an object; none where the value is something else. */
export const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {})

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first of these values that is of this kind. */
export function firstOf<Value>(schema: z.ZodType<Value | undefined>, ...values: unknown[]): Value | undefined {
  for (const value of values) {
    const found = schema.parse(value)
    if (found !== undefined) return found
  }
  return undefined
}
