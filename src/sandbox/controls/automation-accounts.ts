import type { World } from '../world/world.ts'
import { readBoolean, readCount, readOneOf, readRecord, readText, requireKeys } from './fields.ts'
import { readQuota } from './read-quota.ts'

type Change = () => void

/** What can be switched about the account at Tjar. A new key makes the caller's the wrong one. */
export function readTjar(value: unknown, { accounts: { tjar: account } }: World): Change[] {
  const at = 'accounts.tjar'
  const fields = readRecord(value, at)
  requireKeys(fields, ['apiKey', 'perPage', 'quota'], `${at}.`)
  return [
    ...change(fields.apiKey, (given) => ({ apiKey: readText(given, `${at}.apiKey`) }), account),
    ...change(fields.perPage, (given) => ({ perPage: readCount(given, `${at}.perPage`, 1) }), account),
    ...(fields.quota === undefined ? [] : [readQuota(fields.quota, `${at}.quota`, account)]),
  ]
}

const texts = ['username', 'password', 'apiKey', 'platformType', 'baseUri'] as const
const mapped = ['phone', 'countryCode', 'firstName', 'link', 'currency'] as const

/** What can be switched about the account at Buzzbip. */
export function readBuzzbip(value: unknown, { accounts: { buzzbip: account } }: World): Change[] {
  const at = 'accounts.buzzbip'
  const fields = readRecord(value, at)
  requireKeys(fields, [...texts, 'hasApiAccess', 'tokenLifetimeSeconds', 'channel', 'fields', 'quota'], `${at}.`)
  const names = fields.fields === undefined ? {} : readRecord(fields.fields, `${at}.fields`)
  requireKeys(names, mapped, `${at}.fields.`)
  return [
    ...texts.flatMap((name) =>
      change(fields[name], (given) => ({ [name]: readText(given, `${at}.${name}`) }), account),
    ),
    ...mapped.flatMap((name) =>
      change(names[name], (given) => ({ [name]: readText(given, `${at}.fields.${name}`) }), account.fields),
    ),
    ...change(fields.hasApiAccess, (given) => ({ hasApiAccess: readBoolean(given, `${at}.hasApiAccess`) }), account),
    ...change(
      fields.tokenLifetimeSeconds,
      (given) => ({ tokenLifetimeSeconds: readCount(given, `${at}.tokenLifetimeSeconds`, 1) }),
      account,
    ),
    ...change(
      fields.channel,
      (given) => ({ channel: readOneOf(given, `${at}.channel`, ['whatsapp', 'sms'] as const) }),
      account,
    ),
    ...(fields.quota === undefined ? [] : [readQuota(fields.quota, `${at}.quota`, account)]),
  ]
}

/** Reads a field that was sent, now; applies it later. */
function change<Account extends object>(
  value: unknown,
  read: (value: unknown) => Partial<Account>,
  account: Account,
): Change[] {
  if (value === undefined) return []
  const fields = read(value)
  return [() => void Object.assign(account, fields)]
}
