import * as z from 'zod'

/** A field that cannot be read counts as absent, as null does: one odd field never fails a body. */
export const lenient = <Schema extends z.ZodType>(schema: Schema) =>
  z.transform((value): z.output<Schema> | undefined => {
    if (value === null || value === undefined) return undefined
    const { data } = schema.safeParse(value)
    return data
  })

/** An object with keys, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A number, also as text: 2, "2", " 2.00 ". */
export const Numeral = z.preprocess(
  (value) => (typeof value === 'string' && numeral.test(value) ? Number(value) : value),
  z.number(),
)
const numeral = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/

/** Yes or no, also as text, or as 1 and 0. Undefined for what is neither. */
export const Flag = z.transform((value) =>
  typeof value === 'boolean' ? value : flags.get(toText(value)?.trim().toLowerCase() ?? ''),
)
const flags = new Map(['true', 'yes', '1', 'false', 'no', '0'].map((text, index) => [text, index < 3]))

/** A text that says something. A number counts as its digits. Undefined for what is neither. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
