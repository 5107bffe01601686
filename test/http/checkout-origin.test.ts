import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createMemoryStore } from '../../src/proxy/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { openShop } from '../setup/shop.ts'

const listed = 'https://store-demo.mybigcommerce.com'
const other = 'https://store-demo-1.mybigcommerce.com'

/** A shop whose platform tells where the channel's checkout is. */
function openShopAt(origin: (signal: AbortSignal) => Promise<string | undefined>) {
  const sandbox = createSandbox()
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const platform = bigcommerce({ storeHash, accessToken, fetch: sandbox.fetch })
  assert.ok(platform.checkout)
  let asked = 0
  const checkout = {
    ...platform.checkout,
    origin: (_channelId: string, signal: AbortSignal) => {
      asked++
      return origin(signal)
    },
  }
  const stateStore = createMemoryStore({ clock: sandbox.clock })
  const shop = openShop('demo', { platforms: [{ ...platform, checkout }], stateStore }, sandbox)
  return { ...shop, asked: () => asked }
}

/** Removes the first line on the way to the checkout, so that there is something to write. */
async function tap(shop: ReturnType<typeof openShopAt>) {
  const { cartHandle, cart } = await shop.recover('hero')
  const [line] = cart?.lineItems ?? []
  assert.ok(line)
  shop.newCalls()
  const answer = await shop.checkout({ cartHandle, lineItems: [{ id: line.id, quantity: 0 }] })
  return { ...answer, writes: shop.newCalls().filter(({ write }) => write) }
}

test('a tap that cannot lead to a listed checkout writes nothing first', async () => {
  const shop = openShopAt(async () => other)
  const { status, body, writes } = await tap(shop)
  assert.deepEqual([status, body.code], [503, 'upstream-down'])
  assert.deepEqual(writes, [])
  const detail = `the checkout is on ${other}, which \`channels.1.checkoutOrigins\` does not list`
  assert.equal(body.detail, detail)
  assert.ok(
    shop.logged.some((line) => line.includes('checkoutOrigins') && line.includes(other)),
    'and the log says so',
  )
})

test('a checkout address that was put right counts at the next tap', async () => {
  let origin = other
  const shop = openShopAt(async () => origin)
  assert.equal((await tap(shop)).status, 503)
  origin = listed
  assert.equal((await tap(shop)).status, 200)
})

test('a listed checkout address is asked for once in ten minutes', async () => {
  const shop = openShopAt(async () => `${listed}/`)
  const { cartHandle } = await shop.recover('hero')
  for (let taps = 0; taps < 3; taps++) assert.equal((await shop.checkout({ cartHandle })).status, 200)
  shop.sandbox.world.clockOffsetSeconds += 9 * 60
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  assert.equal(shop.asked(), 1)
  shop.sandbox.world.clockOffsetSeconds += 2 * 60
  assert.equal((await shop.checkout({ cartHandle })).status, 200)
  assert.equal(shop.asked(), 2)
})

const silences: [string, (signal: AbortSignal) => Promise<string | undefined>][] = [
  ['that the platform does not know', async () => undefined],
  ['that the account may not read', () => Promise.reject(new Error('no scope'))],
  ['that is no address', async () => 'nonsense'],
  [
    'that does not come in time',
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ],
]
for (const [what, origin] of silences) {
  test(`a checkout address ${what} stops nobody`, async () => {
    const { status, writes } = await tap(openShopAt(origin))
    assert.equal(status, 200)
    assert.ok(writes.length > 0)
  })
}

test('a checkout address that could not be read stands in the log', async () => {
  const shop = openShopAt(() => Promise.reject(new Error('no scope')))
  assert.equal((await tap(shop)).status, 200)
  assert.match(shop.logged.join(), /The checkout address could not be read/)
})
