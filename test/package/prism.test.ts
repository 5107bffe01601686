import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { type Platform, RecoveryError, UpstreamError } from '../../src/proxy/adapter/index.ts'
import { bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { settings } from '../recorded/bigcommerce-reads.ts'
import { refusable } from '../recorded/check-variation.ts'
import { bodyOf } from '../recorded/fixtures.ts'
import { skipWithoutSpecs } from './openapi.ts'
import { createPrism, type Prism } from './prism.ts'

/** Exchanges in all; some ten seconds. */
const wanted = Number(process.env.CART_RECOVERY_PRISM_EXCHANGES ?? 1000)

/** What Prism finds wrong although it is right, with the reason. */
const causedByTheDocuments: [RegExp, string][] = [
  [
    /^GET \/abandoned-carts\/\*: path\.token .*"uuid"/,
    'the path wants a UUID; the guide’s own links carry 32 hex digits',
  ],
  [
    /^PUT \/abandoned-carts\/settings: .*'enabled'/,
    'the document requires `enabled` and describes it nowhere: after a refusal it is left out once',
  ],
]

const cartId = '74cd7d0a-c748-4efa-b9bf-cf15751e78b2'
const signal = () => AbortSignal.timeout(10_000)
let exchanges = 0
const violations: string[] = []
const refusals = new Map<string, number>()

test('every call fits the documents, and their example answers are read', { skip: skipWithoutSpecs }, async () => {
  const prism = await createPrism()
  await tour(prism)
  record(prism)
})

test('every call fits the project’s own copy of the abandoned-cart document, too', {
  skip: skipWithoutSpecs,
}, async () => {
  const prism = await createPrism(['bigcommerce-abandoned-carts.seed.openapi.yaml'])
  await tour(prism)
  record(prism)
})

test('every documented refusal is understood', { skip: skipWithoutSpecs }, async () => {
  const prism = await createPrism()
  for (const code of [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504]) {
    prism.answer = { dynamic: false, code }
    await tour(prism)
  }
  record(prism)
})

test('any answer that the documents allow is read, or refused for what a cart needs', {
  skip: skipWithoutSpecs,
}, async () => {
  const prism = await createPrism()
  for (let round = 0; exchanges + prism.exchanges < wanted; round += 1) {
    prism.answer = { dynamic: true, ignoreExamples: true, seed: `round ${round}` }
    await tour(prism)
  }
  record(prism)
})

after(() => {
  if (skipWithoutSpecs) return
  console.log(`Prism: ${exchanges} exchanges, ${violations.length} violations of requests`)
  for (const [pattern, cause] of causedByTheDocuments) {
    console.log(`  ${violations.filter((violation) => pattern.test(violation)).length} because ${cause}`)
  }
  for (const [refusal, count] of refusals) console.log(`  answers refused ${count} times: ${refusal}`)
  assert.deepEqual([...new Set(violations.filter(isOurs))], [])
})

const isOurs = (violation: string) => !causedByTheDocuments.some(([pattern]) => pattern.test(violation))

function record(prism: Prism) {
  exchanges += prism.exchanges
  violations.push(...prism.violations)
}

/** Everything that the adapter can ask for, each with an adapter of its own: one failure keeps nothing else from being asked. */
async function tour(prism: Prism): Promise<void> {
  const { recovery } = bigcommerce({
    ...options,
    fetch: async () => Response.json(bodyOf('bigcommerce/cart-every-modifier-2020')),
  })
  const cart = await recovery?.read(cartId, signal())
  assert.ok(cart)
  const [first, second] = cart.lines
  const more = { id: first?.id ?? '', quantity: 3 }
  const none = { id: second?.id ?? '', quantity: 0 }
  const back = { id: 'line-that-was-removed', quantity: 2, spec: first?.spec }
  const channels = { 1: { origins: ['https://shop.example'], recoveryPageUrl: 'https://shop.example/recover' } }
  const request = { channels, webhookUrl: 'https://shop.example/hook', now: Date.now() }

  const steps: ((platform: Platform) => Promise<unknown> | undefined)[] = [
    ({ recovery }) => recovery?.resolve?.(cartId, signal()),
    ({ recovery }) => recovery?.resolve?.(cartId.replaceAll('-', ''), signal()),
    ({ recovery }) => recovery?.read(cartId, signal()),
    ({ availability }) => availability?.check(cart.lines, signal()),
    ({ cart: port }) => port?.apply(cart, [more], signal()),
    ({ cart: port }) => port?.apply(cart, [none], signal()),
    ({ cart: port }) => port?.apply(cart, [back], signal()),
    ({ cart: port }) => port?.discard?.(cartId, signal()),
    ({ checkout }) => checkout?.link(cartId, signal()),
    ({ settings: port }) => port?.read(signal()),
    ({ settings: port }) => port?.write(settings, signal()),
    ({ settings: port }) => port?.readChannel('1', signal()),
    ({ settings: port }) => port?.writeChannel('1', { ...settings, enable_notification: null }, signal()),
    ({ checkUp }) => checkUp?.checkUp({ ...request, fix: false } as never, signal()),
    ({ checkUp }) => checkUp?.checkUp({ ...request, fix: true } as never, signal()),
  ]
  for (const step of steps) await step(bigcommerce({ ...options, fetch: prism.fetch }))?.catch(assertKnown)
}

const options = {
  storeHash: 'records',
  accessToken: 'an-access-token',
  inventory: 'locations' as const,
  webhooks: { clientSecret: 'a-client-secret-of-an-app' },
}

/** A refusal is counted by its field; a cart's must be one that a cart cannot do without. */
function assertKnown(error: unknown) {
  if (error instanceof RecoveryError) return
  if (!(error instanceof UpstreamError)) throw error
  if (error.failure !== 'unexpected-shape') return
  const [, call = '', field = ''] = /^bigcommerce (.*): (the body|[\w.]+) is not/.exec(error.message) ?? []
  if (/\/carts/.test(call)) assert.match(field, refusable, error.message)
  const refusal = `${call} ${field.replaceAll(/\d+/g, 'n')}`
  refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1)
}
