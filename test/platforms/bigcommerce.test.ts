import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { createSandbox, type Exchange, platformReadings, type ReadingName } from '../../src/sandbox/index.ts'
import { createOpenApiCheck, skipWithoutSpecs } from '../package/openapi.ts'
import { cases, type PlatformUnderTest } from './suite.ts'

type Reading = Partial<Record<ReadingName, string>>

function underTest(
  reading: Reading,
  inventory: 'catalog' | 'locations',
  onCall: (exchange: Exchange) => void = () => {},
): PlatformUnderTest {
  const sandbox = createSandbox()
  sandbox.calls.onCall(onCall)
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  let before: (() => void) | undefined
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'GET') {
      before?.()
      before = undefined
    }
    return sandbox.fetch(request)
  }
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const find = (id: string) => sandbox.world.carts.find((cart) => cart.id === id)!
  return {
    platform: bigcommerce({ storeHash, accessToken, fetch, inventory }),
    cart: (key) => {
      const cart = sandbox.world.carts.find((candidate) => candidate.key === key)!
      return { id: cart.id, token: asIssued(cart.token ?? '', sandbox.readings.get('tokenIssued')) }
    },
    loseAnswer: (method) => sandbox.faults.set({ platform: 'bigcommerce', fault: 'lost-answer', method, times: 1 }),
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

/** Every reading by itself, and two dozen mixtures of all of them. */
const readings: Reading[] = [
  ...Object.entries(platformReadings.bigcommerce).flatMap(([name, values]) =>
    values.map((value) => ({ [name]: value })),
  ),
  ...fc.sample(
    fc.record(
      Object.fromEntries(
        Object.entries(platformReadings.bigcommerce).map(([name, values]) => [name, fc.constantFrom(...values)]),
      ),
    ),
    { numRuns: 24, seed: 1 },
  ),
]

// Where the platform does not say what a shopper typed, nobody can repeat it.
const ruledOut: Record<string, (reading: Reading) => boolean> = {
  'a line with options, and one with a typed text, can be set': ({ lineOptions }) => lineOptions === 'absent',
  'each tap makes a checkout link of its own, for the same lines': ({ lineOptions, redirectUrls }) =>
    lineOptions === 'absent' && redirectUrls === 'api-carts-only',
}

for (const inventory of ['catalog', 'locations'] as const) {
  for (const [name, { port, run }] of Object.entries(cases)) {
    test(`${port}, stock from ${inventory}: ${name}, in every reading`, async (t) => {
      let played = 0
      for (const reading of readings) {
        if (ruledOut[name]?.(reading)) continue
        await run(underTest(reading, inventory)).catch((cause: unknown) => {
          throw new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
        })
        played++
      }
      t.diagnostic(`${played} readings played`)
      assert.ok(played > 0)
    })
  }
}

test("the adapter's requests and their answers are as the OpenAPI documents have them", {
  skip: skipWithoutSpecs,
}, async () => {
  const check = createOpenApiCheck()
  const exchanges: Exchange[] = []
  for (const inventory of ['catalog', 'locations'] as const) {
    for (const { run } of Object.values(cases)) {
      for (const reading of [{}, { redirectUrls: 'api-carts-only' }]) {
        await run(underTest(reading, inventory, (exchange) => void exchanges.push(exchange)))
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
