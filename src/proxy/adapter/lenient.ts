import * as z from 'zod'

/** A field that cannot be read counts as absent, as null does: one odd field never fails a body. */
export const lenient = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined)

/** An object with keys, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A number, also as text: 2, "2", " 2.00 ". */
export const Numeral = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/)
    .transform(Number)
    .pipe(z.number()),
])

/** Yes or no, also as text, or as 1 and 0. Undefined for what is neither. */
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
