import { readList, readRecord, requireKeys } from './fields.ts'

/** Shown in place of a secret. Sent back, it leaves the secret as it is. */
export const hidden = '[hidden]'

/** Reads a list of objects. `name` gives the full name of a field, for the message of a refusal. */
export function readRows<Row>(
  value: unknown,
  at: string,
  keys: string[],
  read: (row: Record<string, unknown>, name: (key: string) => string) => Row,
): Row[] {
  return readList(value, at).map((entry, index) => {
    const row = readRecord(entry, `${at}.${index}`)
    requireKeys(row, keys, `${at}.${index}.`)
    return read(row, (key) => `${at}.${index}.${key}`)
  })
}
