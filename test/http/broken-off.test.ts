import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { RecoverAnswer, RestoreAnswer } from '../../src/contract/index.ts'
import { openShop, type Shop } from '../setup/shop.ts'

// A platform that breaks off between two writes of one request: what was written is told, and can be undone.

const lines = 12

/** A cart with so many lines that can be set to one piece, in the order of the choices. */
async function open() {
  const shop = openShop()
  shop.sandbox.world.accounts.bigcommerce.quota.requests = 10_000
  const cart = shop.sandbox.world.carts.find(({ key }) => key === 'fifty-lines')
  assert.ok(cart)
  cart.lines = cart.lines.filter(({ kind }) => kind === 'physical').slice(0, lines)
  for (const line of cart.lines) line.quantity = 3
  for (const { variants } of shop.sandbox.world.products) for (const variant of variants) variant.stock = 50
  const { cartHandle, cart: shown } = await shop.recover('fifty-lines')
  const lineItems = shown?.lineItems.map(({ id }) => ({ id, quantity: 1 })) ?? []
  assert.equal(lineItems.length, lines)
  shop.newCalls()
  const revision = shown?.revision
  return { shop, cartHandle, revision, lineItems, held: () => Object.values(shop.held('fifty-lines')) }
}

/** So many lines at the chosen quantity, and the others as they were. */
const afterWrites = (written: number) => Array.from({ length: lines }, (_, index) => (index < written ? 1 : 3))
const untouched = afterWrites(0)
const counted = (outcomes: RestoreAnswer['outcomes'] = []) => {
  const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length
  return { applied: count('applied') + count('reduced'), pending: count('pending') }
}
const shownIn = (cart: RecoverAnswer['cart'] | undefined) => cart?.lineItems.map(({ quantity }) => quantity)
const writesOf = (shop: Shop) => shop.newCalls().filter(({ method }) => method === 'PUT')

/** After so many writes the platform refuses the others, and asks to wait for so long. */
const refuseAfter = (shop: Shop, writes: number, delayMs = 1) =>
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: '429', method: 'PUT', after: writes, delayMs })

for (const done of [1, 5, 11]) {
  test(`"keep shopping" that breaks off after ${done} of ${lines} lines tells both, and its undo takes them back`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    refuseAfter(shop, done)
    const { status, body } = await shop.restore({ cartHandle, lineItems })
    assert.deepEqual([status, counted(body.outcomes)], [200, { applied: done, pending: lines - done }])
    assert.deepEqual([shownIn(body.cart), held()], [afterWrites(done), afterWrites(done)])
    // Lines are displayed with the stock that was read before the platform began to refuse.
    assert.ok(body.cart.lineItems.every(({ availability }) => availability.status !== 'unknown'))
    const again = await shop.restore({ cartHandle, lineItems })
    assert.deepEqual([again.status, again.body.code, again.body.retryAfterSeconds], [429, 'busy', 1])
    assert.equal(again.body.undo, undefined)
    shop.sandbox.faults.clear()
    assert.equal((await shop.undo({ cartHandle, undo: body.undo })).status, 200)
    assert.deepEqual(held(), untouched)
  })

  test(`"keep shopping" that breaks off after ${done} of ${lines} lines goes on where it was`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    refuseAfter(shop, done)
    await shop.restore({ cartHandle, lineItems })
    shop.sandbox.faults.clear()
    shop.newCalls()
    const { body } = await shop.restore({ cartHandle, lineItems })
    assert.deepEqual(counted(body.outcomes), { applied: lines - done, pending: 0 })
    assert.equal(writesOf(shop).length, lines - done)
    assert.deepEqual(held(), afterWrites(lines))
  })

  test(`a checkout that breaks off after ${done} of ${lines} lines leads nowhere, and what it wrote can be undone`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    refuseAfter(shop, done)
    const { status, body } = await shop.checkout({ cartHandle, lineItems })
    assert.deepEqual([status, body.code, body.retryAfterSeconds], [429, 'busy', 1])
    assert.deepEqual(counted(body.outcomes), { applied: done, pending: lines - done })
    assert.deepEqual([shownIn(body.cart), held()], [afterWrites(done), afterWrites(done)])
    assert.ok(!shop.newCalls().some(({ path }) => path.includes('redirect_urls')))
    shop.sandbox.faults.clear()
    assert.equal((await shop.undo({ cartHandle, undo: body.undo })).status, 200)
    assert.deepEqual(held(), untouched)
  })

  test(`a checkout that breaks off after ${done} of ${lines} lines is repaired by the next tap`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    refuseAfter(shop, done)
    const { body } = await shop.checkout({ cartHandle, lineItems })
    shop.sandbox.faults.clear()
    assert.equal((await shop.checkout({ cartHandle, lineItems })).status, 200)
    assert.deepEqual(held(), afterWrites(lines))
    const over = await shop.undo({ cartHandle, undo: body.undo })
    assert.equal(over.body.code, 'undo-over', 'never after a checkout')
  })
}

for (const done of [1, 5, 11]) {
  test(`an undo that breaks off after ${done} of ${lines} lines says what it set back, and the same one takes back the rest`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    const { undo } = (await shop.restore({ cartHandle, lineItems })).body
    const setBack = Array.from({ length: lines }, (_, index) => (index < done ? 3 : 1))
    refuseAfter(shop, done)
    const { status, body } = await shop.undo({ cartHandle, undo })
    assert.deepEqual([status, body.code, body.retryAfterSeconds, body.undo], [429, 'busy', 1, undo])
    assert.deepEqual(counted(body.outcomes), { applied: done, pending: lines - done })
    assert.deepEqual([shownIn(body.cart), held()], [setBack, setBack])
    shop.sandbox.faults.clear()
    const { status: again, body: rest } = await shop.undo({ cartHandle, undo })
    assert.deepEqual([again, counted(rest.outcomes), held()], [200, { applied: lines - done, pending: 0 }, untouched])
  })
}

test('a tap whose answer did not arrive is repaired by the next one, from the page as it was', async () => {
  const { shop, cartHandle, revision, lineItems, held } = await open()
  refuseAfter(shop, 5)
  await shop.checkout({ cartHandle, revision, lineItems })
  shop.sandbox.faults.clear()
  const { status } = await shop.checkout({ cartHandle, revision, lineItems })
  assert.deepEqual([status, held()], [200, afterWrites(lines)])
})

for (const [fault, code] of [
  ['lost-answer', 'unconfirmed'],
  ['429', 'busy'],
] as const) {
  test(`where the lines were written and the link is not made (${fault}), the lines can be undone`, async () => {
    const { shop, cartHandle, lineItems, held } = await open()
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault, method: 'POST', path: '/redirect_urls', delayMs: 1 })
    const { body } = await shop.checkout({ cartHandle, lineItems })
    assert.deepEqual([body.code, counted(body.outcomes)], [code, { applied: lines, pending: 0 }])
    assert.deepEqual([shownIn(body.cart), held()], [afterWrites(lines), afterWrites(lines)])
    shop.sandbox.faults.clear()
    await shop.undo({ cartHandle, undo: body.undo })
    assert.deepEqual(held(), untouched)
  })
}

test('where a write made a price another one, it is displayed, and the write can be undone', async () => {
  const { shop, cartHandle, lineItems, held } = await open()
  shop.sandbox.calls.onCall(({ request }) => {
    const [first] = shop.sandbox.world.carts.find(({ key }) => key === 'fifty-lines')?.lines ?? []
    const changed = { listPrice: 7700, salePrice: 7700, priceOverridden: true }
    if (request.method === 'PUT' && first) Object.assign(first, changed)
  })
  const { body } = await shop.checkout({ cartHandle, lineItems: lineItems.slice(0, 1) })
  assert.equal(body.code, 'stock-moved')
  assert.deepEqual(counted(body.outcomes), { applied: 1, pending: 0 })
  await shop.undo({ cartHandle, undo: body.undo })
  assert.deepEqual(held(), untouched)
})

test('what cannot be read back is unconfirmed, and the lines before it can be undone', async () => {
  const { shop, cartHandle, lineItems, held } = await open()
  let writes = 0
  shop.sandbox.calls.onCall(({ request }) => {
    if (request.method !== 'PUT' || ++writes !== 5) return
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'reset' })
  })
  const { body } = await shop.restore({ cartHandle, lineItems })
  assert.deepEqual([body.code, counted(body.outcomes)], ['unconfirmed', { applied: 5, pending: lines - 5 }])
  shop.sandbox.faults.clear()
  await shop.undo({ cartHandle, undo: body.undo })
  assert.deepEqual(held(), untouched)
})

test('a checkout that wrote nothing has nothing to undo', async () => {
  const { shop, cartHandle, lineItems } = await open()
  refuseAfter(shop, 0)
  const { body } = await shop.checkout({ cartHandle, lineItems })
  assert.deepEqual([body.code, body.undo, body.outcomes, body.cart], ['busy', undefined, undefined, undefined])
})

test('a cart that is ordered half-way is gone, with nothing to undo', async () => {
  const { shop, cartHandle, lineItems } = await open()
  const cart = shop.sandbox.world.carts.find(({ key }) => key === 'fifty-lines')
  let writes = 0
  shop.sandbox.calls.onCall(({ request }) => {
    if (request.method === 'PUT' && ++writes === 5 && cart) cart.status = 'converted'
  })
  const { body } = await shop.checkout({ cartHandle, lineItems })
  assert.match(body.code, /^(cart-gone|completed)$/)
  assert.equal(body.undo, undefined)
})

test('the log says that a request broke off, and why', async () => {
  const { shop, cartHandle, lineItems } = await open()
  refuseAfter(shop, 3)
  await shop.restore({ cartHandle, lineItems })
  assert.ok(shop.logged.some((line) => line.includes('broke off') && line.includes('429')))
})
