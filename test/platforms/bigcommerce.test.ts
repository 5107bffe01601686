import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type CartPlatformUnderTest, cartCases, type Scene, testPlatform } from '../../src/proxy/adapter/suite/index.ts'
import { substituteCases } from '../../src/proxy/adapter/suite/substitute-cases.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, type Exchange, platformReadings } from '../../src/sandbox/index.ts'
import { createOpenApiCheck, skipWithoutSpecs } from '../package/openapi.ts'
import { everyReading, type Reading } from './every-reading.ts'

/** The carts of the sandbox's world by the scenes of the suite. */
const keys: Record<Scene, string> = {
  ordinary: 'all-available',
  'every-kind': 'every-kind',
  'every-availability': 'every-availability',
  substitutable: 'one-sold-out',
  'made-elsewhere': 'storefront',
  'in-yen': 'yen',
  'in-dinar': 'dinar',
  ordered: 'converted',
  expired: 'expired',
  emptied: 'emptied',
}

function underTest(
  reading: Reading,
  inventory: 'catalog' | 'locations',
  onCall: (exchange: Exchange) => void = () => {},
): CartPlatformUnderTest {
  const sandbox = createSandbox()
  sandbox.calls.onCall(onCall)
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  let before: ((method: string) => void) | undefined
  let taken = Number.POSITIVE_INFINITY
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'GET') {
      if (taken-- <= 0) return new Response('{}', { status: 429 })
      before?.(request.method)
      before = undefined
    }
    return sandbox.fetch(request)
  }
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const find = (id: string) => sandbox.world.carts.find((cart) => cart.id === id)!
  return {
    platform: bigcommerce({ storeHash, accessToken, fetch, inventory }),
    cart: (scene) => {
      const cart = sandbox.world.carts.find(({ key }) => key === keys[scene])!
      return { id: cart.id, token: asIssued(cart.token ?? '', sandbox.readings.get('tokenIssued')) }
    },
    loseNextAnswer() {
      before = (method) => sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method, times: 1 })
    },
    refuseWritesAfter(count) {
      taken = count
    },
    editElsewhere(cartId, lineId, quantity) {
      before = () => {
        const cart = find(cartId)
        cart.lines.find(({ id }) => id === lineId)!.quantity = quantity
        cart.version++
      }
    },
    held: (cartId) => Object.fromEntries(find(cartId).lines.map(({ id, quantity }) => [id, quantity])),
    writes: () => sandbox.calls.list().filter(({ write }) => write).length,
  }
}

/** A token as the message carries it. */
function asIssued(token: string, issued: string): string {
  return issued === 'dashed' ? token.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5') : token
}

const readings = everyReading(platformReadings.bigcommerce, { mixtures: 24, seed: 1 })

// Where the platform does not say what a shopper typed, it cannot be repeated.
const untold = ({ lineOptions }: Reading) => lineOptions === 'absent'
const except = {
  // Where the platform does not say what was chosen, no other choice can be named.
  ...Object.fromEntries(Object.keys(substituteCases).map((title) => [title, untold])),
  'a line with options, and one with a typed text, can be set': ({ lineOptions }: Reading) => lineOptions === 'absent',
  'a removed line comes back once with its options': ({ lineOptions }: Reading) => lineOptions === 'absent',
  'each tap leads to a checkout of the same lines, by a link of its own': ({ lineOptions, redirectUrls }: Reading) =>
    lineOptions === 'absent' && redirectUrls === 'api-carts-only',
}

const notOfLocations = 'the levels of other variants are not asked for where a store has several locations'
const leftOut = Object.fromEntries(Object.keys(substituteCases).map((title) => [title, notOfLocations]))

for (const inventory of ['catalog', 'locations'] as const) {
  const create = (reading: Reading = {}) => underTest(reading, inventory)
  // Where each location sells independently of its quantity, nothing is ever sold out.
  const soldOut = ({ inStockFlag }: Reading) => inventory === 'locations' && inStockFlag === 'always'
  const exceptSoldOut = { ...except, 'every kind of availability is told': soldOut }
  testPlatform(`bigcommerce, stock from ${inventory}`, cartCases, create, {
    readings,
    except: exceptSoldOut,
    ...(inventory === 'locations' && { leftOut }),
  })
}

test('a cart whose lines are all to go keeps them all', async () => {
  const { platform, cart, held } = underTest({}, 'catalog')
  const id = (await cart('ordinary'))?.id ?? ''
  assert.ok(platform.recovery && platform.cart)
  const read = await platform.recovery.read(id, AbortSignal.timeout(8000))
  const targets = read.lines.map((line) => ({ ...line, quantity: 0 }))
  await assert.rejects(platform.cart.apply(read, targets, AbortSignal.timeout(8000)), { code: 'empty' })
  assert.deepEqual(
    Object.keys(await held(id)),
    read.lines.map((line) => line.id),
  )
})

test("the adapter's requests and their answers are as the OpenAPI documents have them", {
  skip: skipWithoutSpecs,
}, async () => {
  const check = createOpenApiCheck()
  const exchanges: Exchange[] = []
  for (const inventory of ['catalog', 'locations'] as const) {
    const leaves = inventory === 'locations' ? leftOut : {}
    for (const [title, { run, skip }] of Object.entries(cartCases)) {
      if (title in leaves) continue
      for (const reading of [{}, { redirectUrls: 'api-carts-only' }]) {
        const t = underTest(reading, inventory, (exchange) => void exchanges.push(exchange))
        if (!(await skip?.(t))) await run(t)
      }
    }
  }
  for (const { request, requestBody, response } of exchanges) {
    assert.deepEqual(
      check(request, requestBody, response, await response.text()),
      [],
      `${request.method} ${request.url}`,
    )
  }
  console.log(`The adapter: ${exchanges.length} exchanges checked against the OpenAPI documents`)
  assert.ok(exchanges.length > 100)
})
