import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createRecoveryClient } from '../../src/client/index.ts'
import type {
  AvailabilityAnswer,
  BackInStockAnswer,
  Cart,
  CheckoutAnswer,
  LineItem,
  Problem,
} from '../../src/contract/index.ts'
import type { CartPort } from '../../src/proxy/adapter/index.ts'
import { createMemoryStore } from '../../src/proxy/index.ts'
import { createRecoveryStore } from '../../src/state/index.ts'
import { createShop, openPage } from '../platforms/vesuviopay-seed.ts'
import { type Answer, openShop, openTextShop, type Shop, shopOrigin } from '../setup/shop.ts'

// A shopper pays only for what their page displayed, and the page says what that was: its cart's revision.

const shownPrice = 1800
const raisedPrice = 9900

const writes = (shop: Shop) => shop.newCalls().filter(({ write }) => write)

/** Sets the price of the cart's first line, in the catalogue as in the cart. */
function setPrice(shop: Shop, price: number, key = 'all-available') {
  const line = shop.sandbox.world.carts.find((cart) => cart.key === key)?.lines[0]
  if (!line) throw new Error('no such line')
  Object.assign(line, { listPrice: price, salePrice: price, priceOverridden: true })
}

/** The catalogue's variant of a line. */
function variantOf(shop: Shop, line: LineItem | undefined) {
  const variants = shop.sandbox.world.products.flatMap((product) => product.variants)
  const variant = variants.find(({ id }) => String(id) === line?.variantId)
  if (!variant) throw new Error('no such variant')
  return variant
}

/** A tap on "Check out" in a page that displays this cart. */
const tap = (
  shop: Shop,
  cartHandle: string,
  cart: Cart | null | undefined,
): Promise<Answer<CheckoutAnswer & Problem>> =>
  shop.post('/checkout', { cartHandle, revision: cart?.revision }, { 'idempotency-key': crypto.randomUUID() })

function assertMoved({ status, body }: Answer<CheckoutAnswer & Problem>) {
  assert.deepEqual([status, body.code], [409, 'stock-moved'])
  assert.equal(body.cart?.lineItems[0]?.price.amount, raisedPrice)
}

test('in a duplicated tab, the price that only the other tab displayed is displayed before it is paid', async () => {
  const shop = openShop()
  setPrice(shop, shownPrice)
  const { cart, cartHandle } = await shop.recover('all-available')
  setPrice(shop, raisedPrice)
  await shop.post<AvailabilityAnswer>('/availability', { cartHandle })
  shop.newCalls()
  const moved = await tap(shop, cartHandle, cart)
  assertMoved(moved)
  assert.deepEqual(writes(shop), [])
  assert.equal((await tap(shop, cartHandle, moved.body.cart)).status, 200)
})

test('a coupon that ended since the page was displayed is displayed before the higher total is paid', async () => {
  const shop = openShop()
  const own = shop.sandbox.world.carts.find(({ key }) => key === 'all-available')
  assert.ok(own)
  const coupon = { code: 'WELCOME10', title: '10% off', percent: 10 }
  own.coupon = coupon
  const { cart, cartHandle } = await shop.recover('all-available')
  own.coupon = null
  shop.newCalls()
  const moved = await tap(shop, cartHandle, cart)
  assert.deepEqual([moved.status, moved.body.code], [409, 'stock-moved'])
  assert.ok((moved.body.cart?.total.amount ?? 0) > (cart?.total.amount ?? 0))
  assert.deepEqual(writes(shop), [])
  assert.equal((await tap(shop, cartHandle, moved.body.cart)).status, 200)
  own.coupon = coupon
  assert.equal((await tap(shop, cartHandle, moved.body.cart)).status, 200, 'a lower total goes on')
})

test('a second reading that the tap overtook was not displayed', async () => {
  const shop = openShop()
  setPrice(shop, shownPrice)
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'hang', path: '/catalog', times: 1 })
  const { cart, cartHandle } = await shop.recover('all-available')
  assert.equal(cart?.lineItems[0]?.availability.checking, true)
  setPrice(shop, raisedPrice)
  await shop.post<AvailabilityAnswer>('/availability', { cartHandle })
  assertMoved(await tap(shop, cartHandle, cart))
})

test('an answer that was lost was not displayed: the next tap says it again', async () => {
  const shop = openShop()
  setPrice(shop, shownPrice)
  const { cart, cartHandle } = await shop.recover('all-available')
  setPrice(shop, raisedPrice)
  assertMoved(await tap(shop, cartHandle, cart))
  const second = await tap(shop, cartHandle, cart)
  assertMoved(second)
  assert.equal((await tap(shop, cartHandle, second.body.cart)).status, 200)
})

test('a cart that was opened on one instance is checked out on another', async () => {
  const one = openShop('demo')
  const other = openShop('demo', { stateStore: createMemoryStore({ clock: one.sandbox.clock }) }, one.sandbox)
  // One line of it is sold out and one is short, so the tap writes what the page displayed of them.
  const { cart, cartHandle } = await one.recover('hero')
  assert.equal((await tap(other, cartHandle, cart)).status, 200)
  assert.deepEqual(Object.values(other.held('hero')), [3, 1, 2])
})

test('a price that the write itself changed is displayed before it is paid', async () => {
  // A shop with prices by quantity: one alone costs more than one of two.
  const { platform, written, cart } = createShop({ shirt: undefined })
  const page = await openPage(
    [
      {
        ...platform,
        cart: {
          async apply(_, targets) {
            written.push(...targets)
            const [line] = cart.lines
            assert.ok(line && targets[0])
            Object.assign(line, { quantity: targets[0].quantity, price: { amount: 3499, currency: 'EUR' } })
            return { cart: structuredClone(cart), lines: [], refused: [], changedElsewhere: [] }
          },
        },
      },
    ],
    { cartId: 'shop-cart', platform: 'shop' },
  )
  const lineItems = [{ id: page.recovered.cart.lineItems[0].id, quantity: 1 }]
  const moved = await page.post('/checkout', { lineItems })
  assert.deepEqual([moved.status, moved.body.code], [409, 'stock-moved'])
  assert.equal(moved.body.cart.lineItems[0].price.amount, 3499)
  assert.equal((await page.post('/checkout', { lineItems })).status, 200)
  assert.equal(written.length, 1)
})

for (const [what, newId, price, status] of [
  ['another price', 'shirt-2', 3499, 409],
  ['its price', 'shirt-2', 2999, 200],
] as const) {
  test(`a line that the write gave another id, at ${what}, is ${status === 200 ? 'paid as displayed' : 'displayed first'}`, async () => {
    const { platform, cart } = createShop({ shirt: undefined })
    const apply: CartPort['apply'] = async (_, [target]) => {
      const [line] = cart.lines
      assert.ok(line && target)
      const { id, quantity: before } = line
      Object.assign(line, { id: newId, quantity: target.quantity, price: { amount: price, currency: 'EUR' } })
      const written = [{ id, newId, before, written: target.quantity, spec: {} }]
      return { cart: structuredClone(cart), lines: written, refused: [], changedElsewhere: [] }
    }
    const page = await openPage([{ ...platform, cart: { apply } }], { cartId: 'shop-cart', platform: 'shop' })
    const lineItems = [{ id: page.recovered.cart.lineItems[0].id, quantity: 1 }]
    assert.equal((await page.post('/checkout', { lineItems })).status, status)
  })
}

for (const [what, amount, status] of [
  ['costs something is displayed before it is paid', 500, 409],
  ['is free is no reason to wait', 0, 200],
] as const) {
  test(`a line that a promotion adds with the write and that ${what}`, async () => {
    const { platform, cart } = createShop({ shirt: undefined })
    const apply: CartPort['apply'] = async (_, [target]) => {
      const [line] = cart.lines
      assert.ok(line && target)
      line.quantity = target.quantity
      cart.lines.push({ ...line, id: 'promoted', quantity: 1, price: { amount, currency: 'EUR' } })
      return { cart: structuredClone(cart), lines: [], refused: [], changedElsewhere: [] }
    }
    const page = await openPage([{ ...platform, cart: { apply } }], { cartId: 'shop-cart', platform: 'shop' })
    const lineItems = [{ id: page.recovered.cart.lineItems[0].id, quantity: 1 }]
    assert.equal((await page.post('/checkout', { lineItems })).status, status)
  })
}

/** Revisions that say nothing of what this page displays. */
const unreadable: [string, (shop: Shop, cart: Cart) => Promise<unknown>][] = [
  ['missing', async () => undefined],
  ['no revision at all', async () => ''],
  ['changed on the way', async (_, { revision }) => `${revision.slice(0, -4)}AAAA`],
  ['that of another cart', async (shop) => (await shop.recover('hero')).cart?.revision],
  ['that of another link to the same cart', async (shop) => (await shop.recover('all-available')).cart?.revision],
  ['a cart handle', async (shop) => (await shop.recover('all-available')).cartHandle],
]
for (const [name, make] of unreadable) {
  test(`where the revision is ${name}, the cart is displayed, and nothing is written`, async () => {
    const shop = openShop()
    const { cart, cartHandle } = await shop.recover('all-available')
    const lineItems = cart?.lineItems.slice(0, 1).map(({ id }) => ({ id, quantity: 1 })) ?? []
    const restored = await shop.restore({ cartHandle, lineItems })
    const held = shop.held('all-available')
    const revision = await make(shop, restored.body.cart)
    shop.newCalls()
    const answers = [
      await shop.checkout({ cartHandle, revision }),
      // A line that is gone may have been on that page.
      await shop.checkout({ cartHandle, revision, lineItems: [{ id: 'a-line-of-before', quantity: 1 }] }),
      await shop.restore({ cartHandle, revision, lineItems }),
      await shop.undo({ cartHandle, revision, undo: restored.body.undo }),
    ]
    for (const { status, body } of answers) {
      assert.deepEqual([status, body.code], [409, 'stock-moved'])
      assert.equal(body.cart?.lineItems.length, cart?.lineItems.length)
    }
    assert.deepEqual(writes(shop), [])
    assert.deepEqual(shop.held('all-available'), held)
    // What was answered is displayed now, so the next tap goes through.
    assert.equal((await shop.undo({ cartHandle, undo: restored.body.undo })).status, 200)
    assert.equal((await shop.checkout({ cartHandle })).status, 200)
  })
}

test('a line that another tab removed is not added again behind the shopper’s back', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('all-available')
  const [first, second] = cart?.lineItems ?? []
  await shop.restore({ cartHandle, lineItems: [{ id: first?.id, quantity: 0 }] })
  const held = shop.held('all-available')
  shop.newCalls()
  const lineItems = [
    { id: first?.id, quantity: 1 },
    { id: second?.id, quantity: 0 },
  ]
  const { body } = await shop.restore({ cartHandle, revision: cart?.revision, lineItems })
  assert.deepEqual([body.code, body.cart.lineItems.length], ['stock-moved', (cart?.lineItems.length ?? 0) - 1])
  assert.deepEqual(writes(shop), [])
  assert.deepEqual(shop.held('all-available'), held)
})

test('“Keep shopping” twice, because its first answer was lost, ends as once', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('hero')
  const page = { cartHandle, revision: cart?.revision }
  const [few, unwanted] = cart?.lineItems ?? []
  variantOf(shop, few).stock = 5
  const lineItems = [
    { id: few?.id, quantity: 9 },
    { id: unwanted?.id, quantity: 0 },
  ]
  const first = await shop.restore({ ...page, lineItems })
  assert.deepEqual(
    first.body.outcomes.map(({ outcome, quantity }) => [outcome, quantity]),
    [
      ['reduced', 5],
      ['removed', 0],
    ],
  )
  const held = shop.held('hero')
  shop.newCalls()
  const second = await shop.restore({ ...page, lineItems })
  assert.equal(second.status, 200)
  assert.ok(second.body.outcomes.every(({ outcome }) => outcome !== 'changed-elsewhere'))
  assert.deepEqual(writes(shop), [])
  assert.deepEqual(shop.held('hero'), held)
})

test('what “Notify me” answers of a line is displayed, and the next tap agrees to it', async () => {
  const shop = openTextShop()
  const { cart, cartHandle } = await shop.recover('vesuviopay-hero')
  const phone = '+491701234501'
  const write = (path: string, body: object) =>
    shop.post<BackInStockAnswer & CheckoutAnswer & Problem>(path, body, { 'idempotency-key': crypto.randomUUID() })
  await write('/sign-in/code', { cartHandle, phone })
  const { code } = shop.sandbox.world.messages.at(-1) ?? {}
  assert.equal((await write('/sign-in', { cartHandle, phone, code })).status, 200)
  const dead = cart?.lineItems.find(({ availability }) => availability.status === 'out-of-stock')
  assert.ok(dead)
  variantOf(shop, dead).stock = 9
  const page = { cartHandle, revision: cart?.revision }
  const asked = await write('/back-in-stock', { ...page, lineItemIds: [dead.id], subscribed: true })
  assert.equal(asked.body.lineItems[0]?.availability.status, 'available')
  assert.equal((await write('/checkout', page)).body.code, 'stock-moved')
  const { status, body } = await write('/checkout', { cartHandle, revision: asked.body.revision })
  assert.equal(status, 200)
  assert.ok(body.outcomes?.every(({ id }) => id !== dead.id))
  const unread = await write('/back-in-stock', { cartHandle, revision: 'x', lineItemIds: [dead.id], subscribed: true })
  assert.equal('revision' in unread.body, false)
})

/** The widget's own store before the proxy. Answers to `held` paths wait until they are let through. */
async function openWidget(shop: Shop) {
  let isHeld = false
  let letThrough = () => {}
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const request = new Request(`${shopOrigin}${String(input)}`, { ...init, referrerPolicy: '' })
    request.headers.set('origin', shopOrigin)
    const response = await shop.fetch(request)
    if (isHeld && request.url.endsWith('/availability')) {
      await new Promise<void>((resolve) => {
        letThrough = resolve
      })
    }
    return response
  }
  const store = createRecoveryStore(createRecoveryClient({ endpoint: '/cart-recovery', fetch }))
  await store.recover(shop.cart('all-available').token)
  return {
    store,
    onPage: () => {
      const recovery = store.$recovery.get()
      return 'open' in recovery ? recovery.open?.cart.lineItems[0]?.price.amount : undefined
    },
    hold: () => {
      isHeld = true
    },
    letThrough: () => letThrough(),
  }
}

test('in the widget, a tap during the quiet reading of `pageshow` pays what is on the page, or says what moved', async () => {
  const shop = openShop()
  setPrice(shop, shownPrice)
  const { store, onPage, hold, letThrough } = await openWidget(shop)
  setPrice(shop, raisedPrice)
  hold()
  const reading = store.revalidate()
  while (shop.logged.filter((line) => line.includes('/availability')).length === 0) await new Promise(setImmediate)
  assert.equal(onPage(), shownPrice)
  const checkoutUrl = await store.checkout()
  letThrough()
  await reading
  assert.equal(checkoutUrl, undefined)
  const { status, ...state } = store.$recovery.get()
  assert.equal(status, 'ready')
  assert.equal('problem' in state && state.problem?.code, 'stock-moved')
  assert.equal(onPage(), raisedPrice)
  assert.ok(await store.checkout())
})
