import type { SandboxContext } from '../sandbox-context.ts'
import type { World } from '../world/world.ts'
import { readBuzzbip, readTjar } from './automation-accounts.ts'
import { readCount, readList, readRecord, readText, requireKeys } from './fields.ts'
import { readHooks, readRoutes, readWebhooks, withIds } from './hook-fields.ts'
import { readQuota } from './read-quota.ts'

type Change = () => void

/** What `PATCH /sandbox/world` changes about the accounts, once everything else was found to be right. */
export function readAccounts(accounts: Record<string, unknown>, context: SandboxContext): Change[] {
  const { world } = context
  requireKeys(accounts, ['bigcommerce', 'vesuviopay', 'tjar', 'buzzbip'], 'accounts.')
  return [
    ...(accounts.bigcommerce === undefined ? [] : readBigCommerce(accounts.bigcommerce, context)),
    ...(accounts.vesuviopay === undefined ? [] : readVesuvioPay(accounts.vesuviopay, world)),
    ...(accounts.tjar === undefined ? [] : readTjar(accounts.tjar, world)),
    ...(accounts.buzzbip === undefined ? [] : readBuzzbip(accounts.buzzbip, world)),
  ]
}

function readBigCommerce(value: unknown, { world, clock }: SandboxContext): Change[] {
  const { accounts } = world
  const at = 'accounts.bigcommerce'
  const fields = readRecord(value, at)
  requireKeys(fields, ['scopes', 'quota', 'hooks', 'routes', 'clientSecret', 'accessToken'], `${at}.`)
  const changes: Change[] = []
  for (const name of ['clientSecret', 'accessToken'] as const) {
    if (fields[name] === undefined) continue
    const secret = readText(fields[name], `${at}.${name}`)
    changes.push(() => {
      accounts.bigcommerce[name] = secret
    })
  }
  if (fields.hooks !== undefined) {
    const hooks = readHooks(fields.hooks, `${at}.hooks`, clock(), accounts.bigcommerce.hooks)
    changes.push(() => {
      accounts.bigcommerce.hooks = withIds(hooks, world)
    })
  }
  if (fields.routes !== undefined) {
    const routes = readRoutes(fields.routes, `${at}.routes`)
    changes.push(() => {
      accounts.bigcommerce.routes = withIds(routes, world)
    })
  }
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

function readVesuvioPay(value: unknown, { accounts: { vesuviopay: account } }: World): Change[] {
  const at = 'accounts.vesuviopay'
  const fields = readRecord(value, at)
  requireKeys(fields, [...counts, ...phoneLists, 'quota', 'webhooks'], `${at}.`)
  const changes: Change[] = []
  if (fields.webhooks !== undefined) {
    const webhooks = readWebhooks(fields.webhooks, `${at}.webhooks`, account)
    changes.push(() => {
      account.webhooks = webhooks
    })
  }
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

function readTexts(value: unknown, at: string): string[] {
  return readList(value, at).map((text, index) => readText(text, `${at}.${index}`))
}
