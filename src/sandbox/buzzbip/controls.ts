import { changeField } from '../controls/change-field.ts'
import { readBoolean, readCount, readOneOf, readRecord, readText, requireKeys } from '../controls/fields.ts'
import { readQuota } from '../controls/read-quota.ts'
import type { Change } from '../platform.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { type StoreName, storeOf } from '../world/stores.ts'
import type { SentMessage } from '../world/world.ts'

/** What the control routes show of the account. */
export function viewAccount({ world }: SandboxContext) {
  const {
    username: _username,
    password: _password,
    apiKey: _apiKey,
    signingKey: _signingKey,
    ...account
  } = world.accounts.buzzbip
  return account
}

const texts = ['username', 'password', 'apiKey', 'platformType', 'baseUri'] as const
const mapped = ['phone', 'countryCode', 'firstName', 'link', 'currency'] as const

/** What `PATCH /sandbox/world` changes about the account. */
export function readAccount(value: unknown, at: string, { world }: SandboxContext): Change[] {
  const account = world.accounts.buzzbip
  const fields = readRecord(value, at)
  requireKeys(fields, [...texts, 'hasApiAccess', 'tokenLifetimeSeconds', 'channel', 'fields', 'quota'], `${at}.`)
  const names = fields.fields === undefined ? {} : readRecord(fields.fields, `${at}.fields`)
  requireKeys(names, mapped, `${at}.fields.`)
  return [
    ...texts.flatMap((key) => changeField(fields, key, readText, account, at)),
    ...mapped.flatMap((key) => changeField(names, key, readText, account.fields, `${at}.fields`)),
    ...changeField(fields, 'hasApiAccess', readBoolean, account, at),
    ...changeField(fields, 'tokenLifetimeSeconds', (count, name) => readCount(count, name, 1), account, at),
    ...changeField(fields, 'channel', (value, name) => readOneOf(value, name, ['whatsapp', 'sms']), account, at),
    ...changeField(fields, 'quota', (quota, name) => readQuota(quota, name, account.quota), account, at),
  ]
}

/** Buzzbip knows no stores: the store of a message is the one whose recovery page its link opens, or the first one. */
export function viewMessage({ link }: SentMessage, { world, recoveryPageUrls }: SandboxContext): { store: StoreName } {
  const pages = Object.entries(recoveryPageUrls()).map(([key, url]) => ({ key, url: url.split('?')[0] ?? '' }))
  // One page may lie below another; then the longer address decides.
  const fits = pages.filter(({ url }) => url !== '' && link?.startsWith(url))
  const [page = pages[0]] = fits.toSorted((one, two) => two.url.length - one.url.length)
  const key = page?.key ?? ''
  const isPlatform = (name: string): name is StoreName => Object.hasOwn(world.accounts, name)
  return { store: isPlatform(key) ? key : storeOf(key) }
}
