import type { SandboxContext } from '../sandbox-context.ts'
import type { World } from '../world.ts'
import { readCount, readList, readRecord, readText, requireKeys } from './fields.ts'

type Change = () => void

/** What `PATCH /sandbox/world` changes about the accounts, once everything else was found to be right. */
export function readAccounts(accounts: Record<string, unknown>, { world }: SandboxContext): Change[] {
  requireKeys(accounts, ['bigcommerce', 'vesuviopay'], 'accounts.')
  return [
    ...(accounts.bigcommerce === undefined ? [] : readBigcommerce(accounts.bigcommerce, world)),
    ...(accounts.vesuviopay === undefined ? [] : readVesuviopay(accounts.vesuviopay, world)),
  ]
}

function readBigcommerce(value: unknown, { accounts }: World): Change[] {
  const at = 'accounts.bigcommerce'
  const fields = readRecord(value, at)
  requireKeys(fields, ['scopes', 'quota'], `${at}.`)
  const changes: Change[] = []
  if (fields.scopes !== undefined) {
    const scopes = readTexts(fields.scopes, `${at}.scopes`)
    changes.push(() => {
      accounts.bigcommerce.scopes = scopes
    })
  }
  if (fields.quota !== undefined) changes.push(readQuota(fields.quota, `${at}.quota`, accounts.bigcommerce))
  return changes
}

const counts = [
  'bulkLimit',
  'codeLifetimeSeconds',
  'codeTries',
  'tokenLifetimeSeconds',
  'checkoutLinkLifetimeSeconds',
] as const
const phoneLists = ['refusedPhones', 'unverifiedPhones', 'incompletePhones'] as const

function readVesuviopay(value: unknown, { accounts: { vesuviopay: account } }: World): Change[] {
  const at = 'accounts.vesuviopay'
  const fields = readRecord(value, at)
  requireKeys(fields, [...counts, ...phoneLists, 'quota'], `${at}.`)
  const changes: Change[] = []
  for (const name of counts) {
    if (fields[name] === undefined) continue
    const count = readCount(fields[name], `${at}.${name}`, 1)
    changes.push(() => {
      account[name] = count
    })
  }
  for (const name of phoneLists) {
    if (fields[name] === undefined) continue
    const phones = readTexts(fields[name], `${at}.${name}`)
    changes.push(() => {
      account[name] = phones
    })
  }
  if (fields.quota !== undefined) changes.push(readQuota(fields.quota, `${at}.quota`, account))
  return changes
}

function readQuota(value: unknown, at: string, account: { quota: { requests: number; windowMs: number } }): Change {
  const quota = readRecord(value, at)
  requireKeys(quota, ['requests', 'windowMs'], `${at}.`)
  const requests = readCount(quota.requests ?? account.quota.requests, `${at}.requests`)
  const windowMs = readCount(quota.windowMs ?? account.quota.windowMs, `${at}.windowMs`, 1)
  return () => {
    account.quota = { requests, windowMs }
  }
}

function readTexts(value: unknown, at: string): string[] {
  return readList(value, at).map((text, index) => readText(text, `${at}.${index}`))
}
