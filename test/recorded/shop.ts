import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { createProxy, type LogFields, type Platform } from '../../src/proxy/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'

const origin = 'https://shop.example'
const channel = {
  origins: [origin],
  recoveryPageUrl: `${origin}/recover`,
  shopUrl: origin,
  checkoutOrigins: ['https://records.example', 'https://records.mybigcommerce.com'],
}

/** What the proxy answered over HTTP, and what it logged meanwhile. */
export interface Opened {
  status: number
  body: Partial<RecoverAnswer & Problem>
  log: LogFields[]
}

/** Opens a link on a real proxy whose only platform is the given one. */
export async function openLink(platform: Platform, token: string): Promise<Opened> {
  return ask(platform, 'POST', '/recover', { origin, 'content-type': 'application/json' }, JSON.stringify({ token }))
}

/** The platform's own settings, as the merchant's console reads them. */
export async function readSettings(platform: Platform, path = '/merchant/settings'): Promise<Opened> {
  return ask(platform, 'GET', path, { authorization: `Bearer ${merchantKey}` })
}

/** A delivery of the platform's webhooks. */
export async function deliver(platform: Platform, headers: Record<string, string>, body: string): Promise<Opened> {
  return ask(platform, 'POST', `/webhooks/${platform.name}`, { ...headers, 'content-type': 'application/json' }, body)
}

const merchantKey = 'a-key-of-the-merchant-console-xxxxxxxxxxxxx'

async function ask(
  platform: Platform,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Opened> {
  const log: LogFields[] = []
  const record = (fields: LogFields) => {
    log.push(fields)
  }
  const proxy = createProxy({
    store: 'records',
    publicUrl: 'https://shop.example/cart-recovery',
    keys: ['0'.repeat(43)],
    platforms: [platform],
    channels: { 1: channel },
    merchant: { keys: { console: merchantKey } },
    stateStore: createSqliteStore({ path: ':memory:' }),
    log: { info: record, warn: record, error: record },
    volatileLedger: true,
  })
  const request = new Request(`https://shop.example/cart-recovery${path}`, { method, headers, ...(body && { body }) })
  const response = await proxy.fetch(request)
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {}, log }
}
