import * as z from 'zod'

import { toText } from '../../adapter/index.ts'

// Fields as BigCommerce really sends them: numbers and ids also as text, empty objects also as lists, and null almost
// anywhere. A field that cannot be read counts as absent, so that one odd field never fails a body.

/** An id: a text or a number, and never empty. */
export const Id = z.union([z.number(), z.string().regex(/\S/)]).transform(String)

/** A text that says something. A number counts as its digits. */
export const Text = z.transform(toText)

/** What a list holds. PHP writes lists with gaps as objects, and empty objects as lists. */
const toList = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

/** A list of which every entry must be as described. Nothing at all is an empty list. */
export const list = <Schema extends z.ZodType>(entry: Schema) => z.preprocess(toList, z.array(entry))

/** A list without the entries that cannot be read. */
export const listOfReadable = <Schema extends z.ZodType>(entry: Schema) =>
  z.preprocess((value) => toList(value).filter((candidate) => entry.safeParse(candidate).success), z.array(entry))
