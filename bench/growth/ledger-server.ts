// The proxy over a ledger that was filled before, in a process of its own: `node ledger-server.ts PORT`. Besides requests it
// answers what the bench asks of its process: to do what is due, to be at a later time.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'

import { createProxy } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../../src/proxy/platforms/tjar/tjar.ts'
import { openStore } from '../setup/open-store.ts'
import { channel, keys, merchantKey, store, webhookSecret } from './store.ts'

const apiUrl = process.env.BENCH_UPSTREAM ?? ''
let advancedMs = 0
const proxy = createProxy({
  store,
  publicUrl: 'https://shop.example/cart-recovery',
  keys,
  platforms: [
    bigcommerce({
      storeHash: 'lines10',
      accessToken: 'an-access-token',
      apiUrl,
      webhooks: { secretHeader: webhookSecret },
    }),
    tjar({ storeDomain: 'bench.tjar.sa', apiKey: 'an-api-key', apiUrl }),
    buzzbip({ username: 'ada', password: 'a-password', apiUrl }),
  ],
  channels: { 1: channel },
  merchant: { keys: { bench: merchantKey } },
  stateStore: openStore(process.env.BENCH_DATABASE ?? ''),
  clock: () => Date.now() + advancedMs,
})

process.on('message', async (message) => {
  if (typeof message !== 'object' || message === null || !('advanceMs' in message)) return
  advancedMs += Number(message.advanceMs)
  const startedAt = performance.now()
  await proxy.work()
  process.send?.({ ms: performance.now() - startedAt })
})
createServer(getRequestListener((request) => proxy.fetch(request), { overrideGlobalObjects: false })).listen(
  Number(process.argv[2]),
  '127.0.0.1',
)
