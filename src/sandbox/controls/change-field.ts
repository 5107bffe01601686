import type { Change } from '../platform.ts'

/** Checks a field that was sent and gives the change it makes; a field that was left out changes nothing. */
export function changeField<Account extends object, Key extends keyof Account & string>(
  fields: Record<string, unknown>,
  key: Key,
  read: (value: unknown, name: string) => Account[Key],
  account: Account,
  at: string,
): Change[] {
  if (fields[key] === undefined) return []
  const value = read(fields[key], `${at}.${key}`)
  return [
    () => {
      account[key] = value
    },
  ]
}
