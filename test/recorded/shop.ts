import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { createMemoryStore, createProxy, type LogFields, type Platform } from '../../src/proxy/index.ts'

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
    stateStore: createMemoryStore(),
    log: { info: record, warn: record, error: record },
    volatileLedger: true,
  })
  const response = await proxy.fetch(
    new Request('https://shop.example/cart-recovery/recover', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    }),
  )
  return { status: response.status, body: await response.json(), log }
}
