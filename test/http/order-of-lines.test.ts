import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  CheckoutAnswer,
  MerchantCartsAnswer,
  MerchantSummary,
  Problem,
  RecoverAnswer,
  RestoreAnswer,
} from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import type { ReadingValues } from '../../src/sandbox/index.ts'
import { bigcommerceOf, type MerchantShop, vesuviopayOf } from '../setup/merchant.ts'
import { openTextStore, signIn } from '../setup/text-store.ts'
import { watchStore } from '../setup/watched-store.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const phone = '+491701234501'
const told = { vesuviopayOrderLines: 'present' } as Partial<ReadingValues>

/** A cart that its shopper left, with lines that can be had. */
function copyOf(shop: MerchantShop, key: string) {
  const { world } = shop.sandbox
  const { id: _id, token: _token, ...hero } = structuredClone(shop.cart('vesuviopay-hero'))
  for (const product of world.products) for (const variant of product.variants) variant.stock = 50
  const cart = { ...hero, id: crypto.randomUUID(), token: crypto.randomUUID().replaceAll('-', ''), key }
  world.carts.push(cart)
  return cart
}

/** Opens a cart and signs its shopper in. */
async function open(shop: MerchantShop, token: string | null) {
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  await signIn(shop, body.cartHandle, phone)
  return body
}

type LineItems = { id: string; quantity: number }[]

async function checkOut(shop: MerchantShop, cartHandle: string, lineItems?: LineItems) {
  const body = { cartHandle, via: 'text', ...(lineItems && { lineItems }) }
  const finished = await shop.shopper<CheckoutAnswer>('POST', '/checkout', body)
  assert.equal(finished.status, 200, JSON.stringify(finished.body))
  return finished.body.checkoutUrl ?? ''
}

async function pay(shop: MerchantShop, checkoutUrl: string) {
  await shop.sandbox.fetch(checkoutUrl, { method: 'POST', redirect: 'manual' })
  await shop.proxy.work()
}

/** The shopper's own cart is ordered in the shop, without a link of ours. */
async function orderOwnCart(shop: MerchantShop, change: (items: { quantity: number }[]) => void = () => {}) {
  const own = shop.sandbox.world.vesuviopay.carts.find((cart) => cart.phone === phone)
  assert.ok(own)
  change(own.items)
  await shop.happens(own.id, 'convert')
}

const statuses = async (shop: MerchantShop) =>
  (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?platform=bigcommerce')).body.carts.map(
    ({ status }) => status,
  )
const quantities = ({ lines }: { lines: { quantity: number }[] }) => lines.map(({ quantity }) => quantity)

test('an order after "Keep shopping" closes the cart its lines came from', async () => {
  const shop = openTextStore('delete-cart')
  const cart = copyOf(shop, 'left')
  const { cartHandle } = await open(shop, cart.token)
  assert.equal((await shop.shopper('POST', '/restore', { cartHandle, lineItems: [] })).status, 200)
  assert.deepEqual(await statuses(shop), ['opened'])
  await orderOwnCart(shop)
  assert.deepEqual(await statuses(shop), ['recovered'])
  assert.equal(cart.status, 'abandoned', 'whether its lines were in the order is not known, so none is taken out')
})

test('an order that comes while "Keep shopping" still reads back what it wrote closes the cart, too', async () => {
  const shop = openTextStore('keep')
  const { sandbox } = shop
  let hasOrdered = false
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await sandbox.fetch(input, init)
    if (!hasOrdered && String(input).endsWith('/items/bulk')) {
      hasOrdered = true
      await orderOwnCart(shop)
    }
    return answer
  }
  shop.change({ platforms: [vesuviopayOf(sandbox, fetch), bigcommerceOf(sandbox)] })
  const { cartHandle } = await open(shop, copyOf(shop, 'left').token)
  await shop.shopper('POST', '/restore', { cartHandle, lineItems: [] })
  assert.equal(hasOrdered, true)
  assert.deepEqual(await statuses(shop), ['recovered'])
})

test('with an order that tells its lines, "Keep shopping" takes out what was ordered', async () => {
  const shop = openTextStore('delete-cart', told)
  const cart = copyOf(shop, 'left')
  const before = quantities(cart)
  const { cartHandle } = await open(shop, cart.token)
  await shop.shopper('POST', '/restore', { cartHandle, lineItems: [] })
  await orderOwnCart(shop, (items) => items.splice(1))
  assert.deepEqual(await statuses(shop), ['recovered'])
  assert.deepEqual(quantities(cart), before.slice(1))
})

test('lines that were taken out again close nothing', async () => {
  const shop = openTextStore('delete-cart')
  const cart = copyOf(shop, 'left')
  const { cartHandle } = await open(shop, cart.token)
  const { body } = await shop.shopper<RestoreAnswer>('POST', '/restore', { cartHandle, lineItems: [] })
  assert.equal((await shop.shopper('POST', '/undo', { cartHandle, undo: body.undo })).status, 200)
  await orderOwnCart(shop)
  assert.deepEqual(await statuses(shop), ['opened'])
})

test('an order closes every cart that its lines came from', async () => {
  const shop = openTextStore('keep')
  const [first, second] = [copyOf(shop, 'first'), copyOf(shop, 'second')]
  for (const cart of [first, second]) {
    const { cartHandle } = await open(shop, cart.token)
    await shop.shopper('POST', '/restore', { cartHandle, lineItems: [] })
    shop.pass(minuteMs)
  }
  await orderOwnCart(shop)
  assert.deepEqual(await statuses(shop), ['recovered', 'recovered'])
})

for (const [lines, readings] of [
  ['tells other lines', told],
  ['tells no lines', {}],
] as const) {
  test(`a later order that ${lines} closes nothing, deletes nothing and is no revenue`, async () => {
    const shop = openTextStore('delete-cart', readings)
    const cart = copyOf(shop, 'left')
    const before = quantities(cart)
    const { cartHandle } = await open(shop, cart.token)
    await checkOut(shop, cartHandle)
    shop.pass(3 * dayMs)
    const other = shop.sandbox.world.products.find(
      ({ id }) => !cart.lines.some((line) => 'productId' in line && line.productId === id),
    )
    const variant = other?.variants[0]
    assert.ok(other && variant)
    const own = shop.sandbox.world.vesuviopay.carts.find((one) => one.phone === phone)
    assert.ok(own)
    own.items = [{ id: 'mug', productId: other.id, variantId: variant.id, quantity: 1 } as (typeof own.items)[number]]
    await orderOwnCart(shop)
    assert.deepEqual([await statuses(shop), cart.status, quantities(cart)], [['checked-out'], 'abandoned', before])
    assert.equal((await shop.merchant<MerchantSummary>('GET', '/summary')).body.recovered.carts, 0)
  })
}

test('part of a cart ordered, and then the rest: each order takes out its lines, and the last deletes the cart', async () => {
  const shop = openTextStore('delete-cart')
  const cart = copyOf(shop, 'left')
  const before = quantities(cart)
  const { cartHandle, cart: shown } = await open(shop, cart.token)
  const [first, ...others] = shown?.lineItems ?? []
  assert.ok(first && others.length > 0)
  const none = others.map(({ id }) => ({ id, quantity: 0 }))
  await pay(shop, await checkOut(shop, cartHandle, [{ id: first.id, quantity: first.quantity }, ...none]))
  assert.deepEqual([cart.status, quantities(cart)], ['abandoned', before.slice(1)])
  const { recovered } = (await shop.merchant<MerchantSummary>('GET', '/summary')).body
  assert.deepEqual(recovered.value, [{ ...first.price, amount: first.price.amount * first.quantity }])

  const again = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: cart.token, again: true })
  assert.equal(again.status, 200)
  shop.pass(minuteMs)
  await signIn(shop, again.body.cartHandle, phone)
  await pay(shop, await checkOut(shop, again.body.cartHandle))
  assert.equal(cart.status, 'deleted')
})

test('what the shopper added to the cart meanwhile stays, and what was ordered twice is taken out once', async () => {
  const shop = openTextStore('delete-cart')
  const cart = copyOf(shop, 'left')
  const [line] = cart.lines
  assert.ok(line)
  const { cartHandle } = await open(shop, cart.token)
  const url = await checkOut(shop, cartHandle)
  line.quantity += 2
  cart.version = (cart.version ?? 1) + 1
  await pay(shop, url)
  assert.deepEqual([cart.status, quantities(cart)], ['abandoned', [2]])
  // The same order is told a second time, as `order.confirmed`.
  for (const { id } of shop.sandbox.world.deliveries) {
    await shop.sandbox.controls.fetch(
      new Request(`http://127.0.0.1/sandbox/deliveries/${id}/repeat`, { method: 'POST' }),
    )
  }
  await shop.proxy.work()
  assert.deepEqual(quantities(cart), [2])
})

test('a job whose end could not be stored takes nothing out a second time', async () => {
  let hasFailed = false
  let shop: MerchantShop | undefined
  const store = createSqliteStore({ path: ':memory:', clock: () => shop?.sandbox.clock() ?? Date.now() })
  const stateStore = watchStore(store, ({ sql, parameters }) => {
    if (hasFailed || !sql.startsWith('update "jobs" set "due_at"') || parameters[0] !== null) return
    hasFailed = true
    throw new Error('the database is down')
  })
  shop = openTextStore('delete-cart', {}, stateStore)
  const cart = copyOf(shop, 'left')
  const [line] = cart.lines
  assert.ok(line)
  const ordered = line.quantity
  const { cartHandle } = await open(shop, cart.token)
  const url = await checkOut(shop, cartHandle)
  line.quantity = 3 * ordered
  await pay(shop, url)
  shop.pass(20 * minuteMs)
  await shop.proxy.work()
  assert.ok(hasFailed)
  assert.deepEqual(quantities(cart), [2 * ordered])
})

test('a link to a cart whose lines were ordered says so', async () => {
  const shop = openTextStore('keep')
  const cart = copyOf(shop, 'left')
  const { cartHandle } = await open(shop, cart.token)
  await shop.shopper('POST', '/restore', { cartHandle, lineItems: [] })
  await orderOwnCart(shop)
  const { status, body } = await shop.shopper<Problem>('POST', '/recover', { token: cart.token })
  assert.deepEqual([status, body.code, body.again], [410, 'completed', true])
})
