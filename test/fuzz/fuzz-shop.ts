import { createHmac } from 'node:crypto'

import { createProxy, type Log } from '../../src/proxy/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { fetchAndWait } from '../setup/fetch-and-wait.ts'
import {
  bigcommerceOf,
  buzzbipOf,
  createMerchantSandbox,
  merchantKey,
  tjarOf,
  vesuviopayOf,
} from '../setup/merchant.ts'
import { shopOrigin, testKey } from '../setup/shop.ts'

export const serverKey = Buffer.alloc(32, 9).toString('base64url')
export { merchantKey, shopOrigin }

/** A store with all that a store may have, in one process. */
export function openFuzzShop() {
  const { sandbox, connect } = createMerchantSandbox()
  const { clock, world } = sandbox
  const levels = { info: 0, warn: 0, error: 0 }
  const count = (level: keyof typeof levels) => () => void levels[level]++
  const log: Log = { info: count('info'), warn: count('warn'), error: count('error') }
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: `${shopOrigin}/`,
    checkoutOrigins: ['https://store-demo.mybigcommerce.com', 'https://checkout.vesuviopay.example'],
    accountCarts: true,
  }
  const proxy = createProxy({
    store: 'shop',
    publicUrl: `${shopOrigin}/cart-recovery`,
    keys: [testKey],
    serverKey,
    adopt: true,
    merchant: { keys: { ida: merchantKey } },
    platforms: [vesuviopayOf(sandbox), bigcommerceOf(sandbox), buzzbipOf(sandbox), tjarOf(sandbox)],
    channels: { 1: channel, 3: channel, tjar: channel },
    sms: { countries: ['DE', 'US'] },
    volatileLedger: true,
    stateStore: createSqliteStore({ path: ':memory:', clock }),
    clock,
    log,
  })
  connect(() => proxy)
  let calls = 0
  sandbox.calls.onCall(() => void calls++)
  // What a flood uses up of a quota is another subject.
  world.accounts.bigcommerce.quota.requests = 1e9
  const { clientSecret } = sandbox.credentials.bigcommerce.webhooks
  const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text)
  return {
    sandbox,
    levels,
    /** Waits for what goes on after the answer, so that calls are counted where they belong. */
    fetch: (request: Request) => fetchAndWait(proxy, request),
    callCount: () => calls,
    /** The headers with which a platform signs that body. */
    sign(platform: 'bigcommerce' | 'vesuviopay', body: string): Record<string, string> {
      if (platform === 'vesuviopay') {
        const { webhookSecret } = sandbox.credentials.vesuviopay
        return { 'x-webhook-signature': `sha256=${hmac(webhookSecret, body).digest('hex')}` }
      }
      const seconds = String(Math.floor(clock() / 1000))
      const mac = hmac(clientSecret, `m1.${seconds}.${body}`).digest('base64')
      return { 'webhook-id': 'm1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` }
    },
  }
}

export type FuzzShop = ReturnType<typeof openFuzzShop>
