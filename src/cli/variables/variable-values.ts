import * as z from 'zod'

/** A text, as it is. */
export const text = () => z.string()

/** Several, separated by commas. */
export const list = () => z.string().transform((items) => items.split(',').map((item) => item.trim()))

/** One of these words. */
export const oneOf = <const Value extends string>(...values: Value[]) =>
  z.enum(values, { error: `must be ${values.join(' or ')}` })

/** A number that a port can have. */
export const port = () =>
  z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a number from 0 to 65535' })
    .transform(Number)
    .refine((number) => number <= 65_535, { error: 'must be a number from 0 to 65535' })

/** A whole number from 0 on. */
export const count = () =>
  z
    .string()
    .regex(/^\d{1,7}$/, { error: 'must be a whole number' })
    .transform(Number)

/** `0`, or not set. */
export const no = () =>
  z
    .literal('0', { error: 'must be 0' })
    .transform(() => false)
    .exactOptional()

/** `1`, or not set. */
export const yes = () =>
  z
    .literal('1', { error: 'must be 1' })
    .transform(() => true)
    .exactOptional()
