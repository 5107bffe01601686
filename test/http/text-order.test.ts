import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import type {
  AvailabilityAnswer,
  CheckoutAnswer,
  MerchantCartsAnswer,
  MerchantSummary,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { mintLink } from '../../src/proxy/index.ts'
import type { ReadingValues } from '../../src/sandbox/index.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop, vesuviopayOf } from '../setup/merchant.ts'
import { shopOrigin } from '../setup/shop.ts'
import { openTextStore, signIn } from '../setup/text-store.ts'

const shopUrl = `${shopOrigin}/`
const channel = { origins: [shopOrigin], recoveryPageUrl: `${shopUrl}cart`, shopUrl, checkoutOrigins: [shopOrigin] }
const phones = { nobody: '+491701234501', holder: '+491701234513' }
/** From the link to the order. Gives what the link opened. */
async function orderByText(shop: MerchantShop, key: string): Promise<RecoverAnswer> {
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart(key).token })
  const { cartHandle } = body
  await signIn(shop, cartHandle, phones.nobody)
  const finished = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle, via: 'text' })
  assert.equal(finished.status, 200, JSON.stringify(finished.body))
  await shop.sandbox.fetch(finished.body.checkoutUrl ?? '', { method: 'POST', redirect: 'manual' })
  await shop.proxy.work()
  return body
}

for (const reading of ['present', 'absent'] as const) {
  const eventNames = reading === 'present' ? 'the cart' : 'the customer only'
  test(`an order by text that names ${eventNames} closes the cart its lines came from`, async () => {
    const shop = openTextStore('keep', { vesuviopayOrderCart: reading } as Partial<ReadingValues>)
    await orderByText(shop, 'vesuviopay-hero')
    const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?platform=bigcommerce')).body
    assert.deepEqual(
      carts.map(({ status }) => status),
      ['recovered'],
    )
    assert.equal(shop.cart('vesuviopay-hero').status, 'abandoned')
  })
}

test('where the configuration asks for it, BigCommerce’s copy is deleted after the order', async () => {
  const shop = openTextStore('delete-cart')
  const hero = shop.cart('vesuviopay-hero')
  // Everything of it can be had, so everything of it is ordered.
  const variants = hero.lines.flatMap((line) =>
    'variantId' in line ? [{ productId: String(line.productId), variantId: String(line.variantId), stock: 50 }] : [],
  )
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ variants })
  await shop.sandbox.controls.fetch(new Request('http://127.0.0.1/sandbox/world', { method: 'PATCH', headers, body }))
  await orderByText(shop, 'vesuviopay-hero')
  assert.equal(hero.status, 'deleted')
  const gone = await shop.shopper<Problem>('POST', '/recover', { token: hero.token })
  assert.deepEqual([gone.status, gone.body.code], [410, 'completed'])
})

test('a link to a cart that was ordered by text says so, and orders again only by choice', async () => {
  const shop = openTextStore('keep')
  const { token } = shop.cart('vesuviopay-hero')
  const before = await orderByText(shop, 'vesuviopay-hero')
  const link = await shop.shopper<Problem>('POST', '/recover', { token })
  assert.deepEqual([link.status, link.body.code, link.body.again], [410, 'completed', true])
  for (const via of ['web', 'text']) {
    const tap = await shop.shopper<Problem>('POST', '/checkout', { cartHandle: before.cartHandle, via })
    assert.deepEqual([tap.status, tap.body.code, tap.body.again], [410, 'completed', true])
  }
  // A page that was open all the time can still be read: what was sold out may be subscribed to.
  assert.equal((await shop.shopper('POST', '/availability', { cartHandle: before.cartHandle })).status, 200)

  for (const way of [{ token }, { cartHandle: before.cartHandle }]) {
    const again = await shop.shopper<RecoverAnswer>('POST', '/recover', { ...way, again: true })
    assert.equal(again.status, 200)
    const { cartHandle, cart } = again.body
    assert.ok(cart?.lineItems.length)
    const tap = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle })
    assert.equal(tap.status, 200, JSON.stringify(tap.body))
  }
  assert.equal((await shop.shopper('POST', '/recover', { token })).status, 410, 'a link stays one to an ordered cart')
})

test('a cart that is gone with its order cannot be ordered again', async () => {
  const shop = openTextStore('delete-cart')
  const { token, cartHandle } = { token: shop.cart('vesuviopay-hero').token, cartHandle: 'none' }
  await shop.sandbox.controls.fetch(
    new Request(`http://127.0.0.1/sandbox/carts/${shop.cart('vesuviopay-hero').id}/convert`, { method: 'POST' }),
  )
  await shop.proxy.work()
  for (const body of [{ token }, { token, again: true }]) {
    const { status, body: gone } = await shop.shopper<Problem>('POST', '/recover', body)
    assert.deepEqual([status, gone.again], [410, undefined])
  }
  assert.equal((await shop.shopper('POST', '/recover', { cartHandle, again: true })).status, 401)
  assert.equal((await shop.shopper('POST', '/recover', { cartHandle })).status, 400)
})

test('a copy that holds more than was ordered is kept', async () => {
  const shop = openTextStore('delete-cart')
  const hero = shop.cart('vesuviopay-hero')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: hero.token })
  const [first, ...others] = body.cart?.lineItems ?? []
  assert.ok(first)
  await signIn(shop, body.cartHandle, phones.nobody)
  const lineItems = [{ id: first.id, quantity: 1 }, ...others.map(({ id }) => ({ id, quantity: 0 }))]
  const { body: finished, status } = await shop.shopper<CheckoutAnswer>('POST', '/checkout', {
    cartHandle: body.cartHandle,
    via: 'text',
    lineItems,
  })
  assert.equal(status, 200, JSON.stringify(finished))
  await shop.sandbox.fetch(finished.checkoutUrl ?? '', { method: 'POST', redirect: 'manual' })
  await shop.proxy.work()
  assert.equal(hero.status, 'abandoned')
})

test('a sealed link to a cart that VesuvioPay shows to its shopper alone opens at sign-in', async () => {
  const shop = openTextStore('keep')
  const own = shop.sandbox.world.vesuviopay.carts.find(({ phone }) => phone === phones.holder)
  assert.ok(own)
  const link = await mintLink(shop.config, { cartId: own.id, platform: 'vesuviopay' })
  const token = new URL(link).searchParams.get('t')
  const opened = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
  assert.deepEqual([opened.status, opened.body.cart], [200, null])
  const { cartHandle, abilities } = opened.body
  assert.deepEqual(
    { sign: abilities.signIn, text: abilities.textCheckout, web: abilities.checkout, edit: abilities.editLines },
    { sign: true, text: true, web: false, edit: false },
  )
  const before = await shop.shopper<Problem>('POST', '/availability', { cartHandle })
  assert.deepEqual([before.status, before.body.code], [401, 'sign-in-needed'])
  await signIn(shop, cartHandle, phones.holder)
  const after = await shop.shopper<AvailabilityAnswer>('POST', '/availability', { cartHandle })
  assert.equal(after.status, 200)
  assert.equal(after.body.cart.lineItems.length, own.items.length)
  const finished = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle, via: 'text' })
  assert.equal(finished.status, 200, JSON.stringify(finished.body))
})

test('VesuvioPay’s word of an abandoned cart is written down, and nobody is written to without an address', async () => {
  const shop = openTextStore('keep')
  const own = shop.sandbox.world.vesuviopay.carts.find(({ phone }) => phone === phones.holder)
  assert.ok(own)
  await shop.happens(own.id, 'abandon')
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  assert.deepEqual(
    carts.map(({ platform, status, total }) => ({ platform, status, total })),
    [{ platform: 'vesuviopay', status: 'abandoned', total: null }],
  )
  assert.deepEqual(shop.messages(), [])
})

test('consent is asked for where a cart can be written about, and not for the shopper’s own', async () => {
  const shop = openMerchantShop({
    platforms: (sandbox) => [vesuviopayOf(sandbox), bigcommerceOf(sandbox), buzzbipOf(sandbox)],
    changes: { channels: { 3: channel }, sms: { countries: ['DE'] } },
  })
  const own = shop.sandbox.world.vesuviopay.carts.find(({ phone }) => phone === phones.holder)
  assert.ok(own)
  const link = await mintLink(shop.config, { cartId: own.id, platform: 'vesuviopay' })
  const tokens = [shop.cart('vesuviopay-hero').token, new URL(link).searchParams.get('t')]
  const asked = tokens.map(async (token) => {
    const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token })
    return [body.abilities.consent, body.consent]
  })
  assert.deepEqual(await Promise.all(asked), [
    [true, { whatsapp: false }],
    [false, undefined],
  ])
})

test('a cart that VesuvioPay emptied is not closed by that alone: the order of it may still come', async () => {
  const shop = openTextStore('keep')
  const own = shop.sandbox.world.vesuviopay.carts.find(({ phone }) => phone === phones.holder)
  assert.ok(own)
  await shop.happens(own.id, 'abandon')
  const statuses = async () =>
    (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body.carts.map(({ status }) => status)
  const now = shop.sandbox.clock()
  assert.equal(await deliver(shop, 'cart.cleared', now, { cartId: own.id }), 204)
  assert.deepEqual(await statuses(), ['abandoned'])
  assert.equal(await deliver(shop, 'order.created', now + 1, { cartId: own.id }), 204)
  assert.deepEqual(await statuses(), ['recovered'])
})

/** An event as VesuvioPay signs it, from whenever. */
async function deliver(shop: MerchantShop, type: string, at: number, data: object): Promise<number> {
  const { storeId, webhookSecret } = shop.sandbox.credentials.vesuviopay
  const when = new Date(at).toISOString()
  const event = { id: `evt_${at}`, type, created_at: when, data: { storeId, occurredAt: when, ...data } }
  const body = JSON.stringify(event)
  const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`
  const url = `${shopOrigin}/cart-recovery/webhooks/vesuviopay`
  const headers = { 'x-webhook-signature': signature }
  const { status } = await shop.proxy.fetch(new Request(url, { method: 'POST', headers, body }))
  await shop.proxy.work()
  return status
}

/** From the link to the checkout by text, of the first line only. Nothing is ordered yet. */
async function finishByText(shop: MerchantShop) {
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('vesuviopay-hero').token })
  const [first, ...others] = body.cart?.lineItems ?? []
  assert.ok(first)
  await signIn(shop, body.cartHandle, phones.nobody)
  const lineItems = [{ id: first.id, quantity: 1 }, ...others.map(({ id }) => ({ id, quantity: 0 }))]
  const finish = () =>
    shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle: body.cartHandle, via: 'text', lineItems })
  return { first, finish }
}

test('an order of before, or of another cart of the same customer, closes nothing', async () => {
  const shop = openTextStore('delete-cart')
  const { finish } = await finishByText(shop)
  assert.equal((await finish()).status, 200)
  const session = shop.sandbox.world.vesuviopay.sessions.at(-1)
  const { sub } = JSON.parse(atob(session?.token.split('.')[1] ?? ''))
  const dayAgo = shop.sandbox.clock() - 20 * 60 * 60 * 1000
  assert.equal(await deliver(shop, 'order.confirmed', dayAgo, { customerId: sub }), 204)
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?platform=bigcommerce')).body
  assert.deepEqual(
    carts.map(({ status }) => status),
    ['checked-out'],
  )
  assert.equal(shop.cart('vesuviopay-hero').status, 'abandoned')
})

test('what was ordered by text counts, and not what was left', async () => {
  const shop = openTextStore('keep')
  const { first, finish } = await finishByText(shop)
  const { body } = await finish()
  await shop.sandbox.fetch(body.checkoutUrl ?? '', { method: 'POST', redirect: 'manual' })
  await shop.proxy.work()
  const { recovered } = (await shop.merchant<MerchantSummary>('GET', '/summary')).body
  assert.deepEqual(recovered.value, [first.price])
})

test('a code is not lost silently: the checkout by text names what it does not have', async () => {
  const shop = openTextStore('keep')
  const { token } = shop.cart('vesuviopay-hero')
  const { body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token, coupon: 'WELCOME10' })
  assert.equal(body.cart?.offer?.status, 'at-checkout')
  const cartHandle = await signIn(shop, body.cartHandle, phones.nobody)
  const finished = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle, via: 'text' })
  assert.deepEqual(finished.body.codesToEnter, ['WELCOME10'])
})
