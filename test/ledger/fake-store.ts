import type { Platform, WebhookEvent } from '../../src/proxy/adapter/index.ts'
import { createProxy, type ProxyConfig, type StateStore } from '../../src/proxy/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { shopOrigin, testKey } from '../setup/shop.ts'

export const merchantKey = 'merchant-key-of-a-fake-store-01-xxxxxxxxxxx'
const publicUrl = `${shopOrigin}/cart-recovery`

/** A cart of one line, whose shopper agreed to WhatsApp. */
export function fakePlatform(name: string, more: Partial<Platform> = {}): Platform {
  const price = { amount: 1000, currency: 'EUR' }
  const spec = {}
  return {
    name,
    recovery: {
      read: async (id) => ({
        ...{ id, channelId: '1', total: price },
        lines: [{ id: 'line', kind: 'physical', name: 'Mug', options: [], quantity: 1, price, spec }],
      }),
    },
    contact: { find: async () => ({ phone: '+491701234500', consents: { whatsapp: true } }) },
    webhooks: { receive: async ({ body }) => JSON.parse(body) as WebhookEvent },
    ...more,
  }
}

/** A store of platforms that are only what a test needs of them, on a clock that stands still until it is moved. */
export function openFakeStore(platforms: Platform[], changes: Partial<ProxyConfig> = {}) {
  let now = Date.parse('2026-05-01T10:00:00Z')
  const clock = () => now
  const stateStore: StateStore = changes.stateStore ?? createSqliteStore({ path: ':memory:', clock })
  const logged: string[] = []
  const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
  const channel = { recoveryPageUrl: `${shopOrigin}/cart`, shopUrl: `${shopOrigin}/`, checkoutOrigins: [shopOrigin] }
  const open = (more: Partial<ProxyConfig> = {}) =>
    createProxy({
      ...{ store: 'shop', publicUrl, keys: [testKey], platforms, clock, volatileLedger: true },
      channels: { 1: { ...channel, origins: [shopOrigin] } },
      merchant: { keys: { ida: merchantKey } },
      log: { info: line, warn: line, error: line },
      ...changes,
      stateStore,
      ...more,
    })
  const proxy = open()
  return {
    proxy,
    /** Another instance of the store, such as the next one on the same machine. */
    open,
    stateStore,
    logged,
    clock,
    pass(ms: number) {
      now += ms
    },
    /** What the platform's webhook tells, by whichever instance it reaches. */
    async tell(platform: string, event: WebhookEvent, instance = proxy) {
      const body = JSON.stringify(event)
      const request = new Request(`${publicUrl}/webhooks/${platform}`, { method: 'POST', body })
      return (await instance.fetch(request)).status
    },
    async merchant<Body>(path: string): Promise<Body> {
      const headers = { authorization: `Bearer ${merchantKey}` }
      return (await (await proxy.fetch(new Request(`${publicUrl}/merchant${path}`, { headers }))).json()) as Body
    },
  }
}
