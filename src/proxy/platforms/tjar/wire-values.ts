import * as z from 'zod'

import { isRecord, Numeral } from '../../adapter/index.ts'

// The reference shows examples, no schemas, and calls these pages "Developing". So each field is read in every form that
// an API of this kind uses.

/** An amount or a count. Beyond the limit no minor units are exact any more. */
export const Amount = Numeral.pipe(z.number().min(0).max(1e12))
export const Count = Amount.pipe(z.int())
export const Id = z.union([z.string().min(1), z.number()]).transform(String)
export const Text = z.string().nullish().catch(undefined)
/** What is a number in one answer, and a text in another. */
export const TextOrNumber = z.union([z.string(), z.number()]).nullish().catch(undefined)

/** A name, or one for each language. Source: the example has `name` and `name_ar`. Inferred: both in one object. */
export const Name = z
  .union([z.string(), z.object({ ar: Text, en: Text })])
  .nullish()
  .catch(undefined)

/** "No id" is null in the examples. Inferred: 0, false and what is empty, as in similar APIs. Anything else is an id. */
export const OptionalId = z
  .unknown()
  .transform((value) => (isEmpty(value) ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)))
  .optional()

/** An object without keys is what PHP writes for an empty list, and the other way round. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return !value || value === '0'
}

/** A list; or an object that PHP wrote for one with gaps, or for an empty one. Undefined for everything else. */
export function toList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  const isNumbered = isRecord(value) && Object.keys(value).every((key) => /^\d+$/.test(key))
  return isNumbered ? Object.values(value) : undefined
}
