import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'

import { generated } from './generate/generate.ts'
import { isRecoverAnswer } from './guards.ts'
import { Availability, buyableQuantity, Cart, isLinkToken, minorUnitDigits, RecoverAnswer } from './index.ts'

const withoutBreaks = (text: string) => text.replaceAll(/[\s(),]+/g, '')

for (const [name, text] of Object.entries(generated)) {
  test(`${name} is generated from the schemas and tables as they are`, () => {
    const written = readFileSync(new URL(name, import.meta.url), 'utf8')
    assert.equal(withoutBreaks(written), withoutBreaks(text), 'run `npm run generate`')
  })
}

const money = fc.record({ amount: fc.integer(), currency: fc.constantFrom('EUR', 'JPY', 'KWD') })
const lineItem = fc.record(
  {
    id: fc.string(),
    kind: fc.constantFrom('physical', 'digital', 'custom'),
    name: fc.string(),
    options: fc.array(fc.record({ name: fc.string(), value: fc.string() }), { maxLength: 2 }),
    quantity: fc.nat(),
    price: money,
    availability: fc.record(
      { status: fc.constantFrom('available', 'partial', 'unknown'), quantity: fc.nat(), checking: fc.boolean() },
      { requiredKeys: ['status'] },
    ),
    sku: fc.string(),
    subscribed: fc.boolean(),
  },
  { requiredKeys: ['id', 'kind', 'name', 'options', 'quantity', 'price', 'availability'] },
)
const abilities = fc.record(
  Object.fromEntries(
    ['editLines', 'restore', 'checkout', 'textCheckout', 'backInStock', 'signIn', 'consent'].map((key) => [
      key,
      fc.boolean(),
    ]),
  ),
)
const answers = fc.record({
  cartHandle: fc.string({ minLength: 1 }),
  cart: fc.option(fc.record({ lineItems: fc.array(lineItem, { maxLength: 3 }), total: money, revision: fc.string() })),
  abilities,
})

test('the browser takes every answer that the schema takes', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      assert.ok(RecoverAnswer.safeParse(answer).success)
      assert.ok(isRecoverAnswer(answer))
    }),
  )
})

test('the browser refuses an answer with any one field missing or of another type', () => {
  const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value !== 'object' || value === null
      ? [path]
      : [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))]
  fc.assert(
    fc.property(answers, fc.nat(), fc.constantFrom<unknown>(undefined, Symbol('wrong')), (answer, pick, wrong) => {
      const broken = structuredClone(answer) as unknown
      const all = paths(broken).filter((path) => path.length > 0)
      const path = all[pick % all.length] ?? []
      const last = path.at(-1) as string
      const parent = path.slice(0, -1).reduce((value, key) => (value as Record<string, unknown>)[key], broken)
      ;(parent as Record<string, unknown>)[last] = wrong
      assert.equal(isRecoverAnswer(broken), RecoverAnswer.safeParse(broken).success, path.join('.'))
    }),
    { numRuns: 1000 },
  )
})

test('nothing that cannot be a token passes for one', () => {
  for (const good of ['305c6c15f6f0a3c0929770a538cf1ff7', '305C6C15-f6f0-a3c0-9297-70a538cf1ff7'])
    assert.ok(isLinkToken(good))
  fc.assert(fc.property(fc.string(), (text) => !isLinkToken(text)))
  fc.assert(
    fc.property(fc.constantFrom('/', '.', '%', '?', '#', '\\', '\n', ' '), fc.nat(31), (bad, at) => {
      const token = 'a'.repeat(32)
      assert.ok(!isLinkToken(token.slice(0, at) + bad + token.slice(at + 1)))
    }),
  )
})

test('currencies have the decimals that ISO 4217 gives them', () => {
  assert.deepEqual(
    ['JPY', 'KRW', 'EUR', 'USD', 'KWD', 'IQD', 'BHD', 'XXX'].map(minorUnitDigits),
    [0, 0, 2, 2, 3, 3, 3, 2],
  )
})

test('what can be bought is never more than chosen, nor than there is', () => {
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.nat(20),
      fc.constantFrom(...Availability.shape.status.options),
      (chosen, quantity, status) => {
        const buyable = buyableQuantity(chosen, { status, quantity })
        assert.ok(buyable <= chosen && buyable <= quantity)
        if (['out-of-stock', 'unavailable', 'discontinued'].includes(status)) assert.equal(buyable, 0)
      },
    ),
  )
  assert.equal(buyableQuantity(3, { status: 'unknown' }), 3)
})

test('an answer keeps nothing that the contract does not know', () => {
  const bare = { lineItems: [], total: { amount: 1, currency: 'EUR' }, revision: 'r' }
  const cart = Cart.parse({ ...bare, total: { ...bare.total, email: 'x' }, customer: 'x' })
  assert.deepEqual(cart, bare)
})
