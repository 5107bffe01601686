import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'

import { StoredCartSettings } from '../../src/contract/index.ts'
import { RecoveryError, UpstreamError } from '../../src/proxy/adapter/index.ts'
import { signed, stockStore } from './bigcommerce-reads.ts'
import { bigcommerceStore, linkToken } from './bigcommerce-store.ts'
import { checkCart, checkStock, type Outcome } from './check-variation.ts'
import { type Fixture, readFixtures } from './fixtures.ts'
import { readAny } from './reads.ts'
import { deliver, openLink, readSettings } from './shop.ts'
import { pathsOf, toName, type Variation, valueAt, variations, withValue } from './variations.ts'

const isCart = ({ name }: Fixture) => /^bigcommerce\/cart-(?!new)/.test(name)
const isSettings = ({ name }: Fixture) => /^bigcommerce\/settings-/.test(name)
const isVesuvioPayCart = ({ name }: Fixture) => name.startsWith('vesuviopay/cart')
const isStock = ({ name }: Fixture) => /^bigcommerce\/(products?|variants|inventory)-/.test(name)
const fixtures = readFixtures()
const outcomes = { shown: 0, 'refused by name': 0, 'otherwise answered': 0 } satisfies Record<Outcome, number>
let others = 0

const openCart = ({ operation, status = 200 }: Fixture, body: unknown) =>
  openLink(bigcommerceStore({ [operation]: { status, body } }), linkToken)
const openStock = (fixture: Fixture, body: unknown) =>
  openLink(stockStore({ ...fixture, body }, fixture.reads?.line as Parameters<typeof stockStore>[1]), linkToken)

for (const fixture of fixtures.filter(isCart)) {
  test(`${fixture.name}: one odd field refuses the cart by name, or spoils itself alone`, async () => {
    const original = await openCart(fixture, fixture.body)
    await each(fixture, async (variation) => {
      outcomes[checkCart(original, await openCart(fixture, variation.body), variation)] += 1
    })
  })
}

for (const fixture of fixtures.filter(isStock)) {
  test(`${fixture.name}: with one odd field the cart still shows`, async () => {
    const original = await openStock(fixture, fixture.body)
    await each(fixture, async (variation) => {
      checkStock(original, await openStock(fixture, variation.body), variation)
      others += 1
    })
  })
}

for (const fixture of fixtures.filter(isSettings)) {
  test(`${fixture.name}: with one odd field the console shows the other settings`, async () => {
    const isStore = fixture.name.endsWith('settings-of-a-channel-2025') === false
    const path = isStore ? '/merchant/settings' : '/merchant/settings/channels/1'
    await each(fixture, async (variation) => {
      const { operation } = fixture
      const { status, body, log } = await readSettings(
        bigcommerceStore({ [operation]: { body: variation.body } }),
        path,
      )
      others += 1
      if (status === 503 && variation.path.length < 2) return
      assert.equal(status, 200, JSON.stringify(log))
      assert.deepEqual(StoredCartSettings.safeParse(body).error?.issues, undefined)
    })
  })
}

for (const fixture of fixtures.filter(({ name }) => /^bigcommerce\/delivery-/.test(name))) {
  test(`${fixture.name}: with one odd field the delivery is taken, or refused as what it is`, async () => {
    await each(fixture, async (variation) => {
      const body = JSON.stringify(variation.body)
      const { status, log } = await deliver(
        bigcommerceStore({}),
        signed(body, Math.floor(Date.now() / 1000) * 1000),
        body,
      )
      others += 1
      assert.ok([204, 400, 401].includes(status), `${status} ${JSON.stringify(log)}`)
    })
  })
}

/** The same for the shopper's own cart at VesuvioPay, which only opens for a session. */
const neededByVesuvioPay =
  /^(the body|(data)?|data\.items|data\.totalItems|data(\.items)?\.\d+(\.(id|quantity|price))?)$/

for (const fixture of fixtures.filter(isVesuvioPayCart)) {
  test(`${fixture.name}: one odd field refuses the cart by name, or spoils itself alone`, async () => {
    const original = await readAny(fixture)
    await each(fixture, async ({ path, body }) => {
      others += 1
      const read = await readAny({ ...fixture, body }).catch((error: unknown) => {
        assertKnown(error)
        const { message } = error as Error
        if (/price of an item/.test(message)) return assert.match(toName(path), /price$/)
        const [, named = ''] = /: (the body|[\w.]+) is not as documented/.exec(message) ?? []
        assert.match(named, neededByVesuvioPay, message)
        assert.match(toName(path), neededByVesuvioPay, `refused for ${named}`)
      })
      if (!read || neededByVesuvioPay.test(toName(path)) || path.length < 2) return
      const piecesOf = ({ lines }: Record<string, unknown>) =>
        (lines as { quantity: number; price: number }[]).map(({ quantity, price }) => [quantity, price])
      assert.deepEqual(piecesOf(read), piecesOf(original))
    })
  })
}

for (const fixture of fixtures.filter(
  (candidate) => !isCart(candidate) && !isStock(candidate) && !isSettings(candidate) && !isVesuvioPayCart(candidate),
)) {
  test(`${fixture.name}: with one odd field it is read, or refused as what it is`, async () => {
    await each(fixture, async ({ body }) => {
      await readAny({ ...fixture, body }).catch(assertKnown)
      others += 1
    })
  })
}

test('any JSON at all in the place of any one field is no defect either', async () => {
  const carts = fixtures.filter(isCart)
  const places = carts.flatMap((fixture) => pathsOf(fixture.body).map((path) => ({ fixture, path })))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async ({ fixture, path }, value) => {
      const { status, log } = await openCart(fixture, withValue(fixture.body, path, value))
      others += 1
      assert.notEqual(status, 500, `${fixture.name} ${toName(path)}: ${JSON.stringify(log)}`)
    }),
    { numRuns: 300 },
  )
})

after(() => {
  const carts = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  const words = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
  console.log(`one-field variations tried: ${carts + others} (of carts ${carts}: ${words.join(', ')})`)
  assert.ok(carts + others >= 2000)
})

const seen = new Set<string>()

/**
 * Whether the same field was not yet changed in the same way in another answer of that operation. Every one of each body, some
 * 18,000, is tried with CART_RECOVERY_EVERY_VARIATION=1, which takes a minute more.
 */
function isFirstOfItsKind({ platform, operation }: Fixture, { path, change, body }: Variation): boolean {
  if (process.env.CART_RECOVERY_EVERY_VARIATION) return true
  const place = path.map((key) => (typeof key === 'number' ? 'n' : key)).join('.')
  const key = [platform, operation, place, change, JSON.stringify(valueAt(body, path))?.slice(0, 20)].join(' ')
  return !seen.has(key) && Boolean(seen.add(key))
}

/** Tries every variation of a body, and names all that fail at once. */
async function each(fixture: Fixture, tryOne: (variation: Variation) => Promise<void>) {
  const failures: string[] = []
  for (const variation of variations(fixture.body)) {
    const { path, change } = variation
    if (!isFirstOfItsKind(fixture, variation)) continue
    await tryOne(variation).catch((error: Error) => failures.push(`${toName(path)} (${change}): ${error.message}`))
  }
  assert.deepEqual(failures, [])
}

/** The adapter knows what happened; anything else is a defect, and over HTTP it would be a 500. */
function assertKnown(error: unknown) {
  if (error instanceof RecoveryError || error instanceof UpstreamError) return
  throw error
}
