import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { createMemoryStore, createProxy } from '../../../src/proxy/index.ts'
import { createEdgePlatform } from '../../setup/edge-platform.ts'
import { openShop, shopOrigin, testKey } from '../../setup/shop.ts'
import { guess } from './attacker.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** 60,000 on demand: `FLOOD=60000 node --test test/http/hostile/flat-memory.test.ts`. */
const count = Number(process.env.FLOOD ?? 10_000)

/** A request's time limits live as long as the longest of them, that of a lock. */
const deadlineMs = 15_500

const base = `${shopOrigin}/cart-recovery`

test(`${count} recoveries with new tokens, keys and addresses leave the heap as it was`, {
  timeout: 1_800_000,
}, async (t) => {
  const { platform } = createEdgePlatform()
  const { recovery } = platform
  assert.ok(recovery)
  const proxy = createProxy({
    store: 'shop',
    publicUrl: base,
    keys: [testKey],
    channels: {
      1: {
        origins: [shopOrigin],
        recoveryPageUrl: `${shopOrigin}/cart`,
        shopUrl: `${shopOrigin}/`,
        checkoutOrigins: [shopOrigin],
      },
    },
    // Every token leads to a cart of its own, which can be written.
    platforms: [
      {
        ...platform,
        recovery: { ...recovery, resolve: async (token) => `cart-of-${token}` },
        cart: { apply: async () => [] } as never,
      },
    ],
    // So small that it is full long before the second quarter.
    stateStore: createMemoryStore({ maxSize: 500_000 }),
  })
  const ask = async (n: number, path: string, body: object) => {
    const address = `203.${n % 200}.${Math.floor(n / 200) % 250}.${Math.floor(n / 50_000)}`
    const headers = { origin: shopOrigin, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const request = new Request(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = await proxy.fetch(request, { address })
    return { status: response.status, body: await response.json() }
  }
  const heaps: number[] = []
  const statuses = new Map<string, number>()
  const note = (path: string, status: number) =>
    statuses.set(`${path} ${status}`, (statuses.get(`${path} ${status}`) ?? 0) + 1)
  for (let n = 0; n < count; n++) {
    const opened = await ask(n, '/recover', { token: guess() })
    note('/recover', opened.status)
    const { cartHandle, cart } = opened.body
    note('/restore', (await ask(n, '/restore', { cartHandle, revision: cart?.revision, lineItems: [] })).status)
    if ((n + 1) % (count / 2) !== 0) continue
    await new Promise((resolve) => setTimeout(resolve, deadlineMs))
    // What the first one finds ended, with its finalizers, the second one takes away.
    for (let times = 0; times < 2; times++) {
      collect()
      await new Promise((resolve) => setImmediate(resolve))
    }
    heaps.push(process.memoryUsage().heapUsed / 1e6)
  }
  // At the ends of the second quarter and of the last.
  const [second = 0, last = 0] = heaps
  t.diagnostic(`${second.toFixed(2)} MB, then ${last.toFixed(2)} MB; ${JSON.stringify([...statuses])}`)
  assert.equal(statuses.get('/recover 200'), count)
  assert.ok(last <= second * 1.1, `${second.toFixed(2)} MB in the second quarter, ${last.toFixed(2)} MB in the last`)
})

test('one link, tapped with ever new keys, keeps sixteen answers', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  for (let taps = 0; taps < 20; taps++) assert.equal((await shop.restore({ cartHandle, lineItems: [] })).status, 200)
  const rows = (await shop.config.stateStore?.database?.db.selectFrom('state').select('key').execute()) ?? []
  assert.equal(rows.filter(({ key }) => key.startsWith('once:')).length, 16)
})
