import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'

import { UnsecuredJWT } from 'jose'

import type { CheckoutAnswer, LineItem, MerchantCartsAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { mintLink } from '../../src/proxy/index.ts'
import { createSeed, createShop, storeId } from '../platforms/vesuviopay-seed.ts'
import { openMerchantShop } from '../setup/merchant.ts'
import { openShop, openTextShop, type Shop, shopOrigin } from '../setup/shop.ts'

const phone = '+491701234501'
const texts = (shop: Shop) => shop.sandbox.world.messages.filter(({ channel }) => channel === 'sms')
const write = <Body>(shop: Shop, path: string, body: object) =>
  shop.post<Body>(path, body, { 'idempotency-key': crypto.randomUUID() })

/** A cart of the text shop whose shopper is signed in. */
async function openSignedIn(shop: Shop): Promise<RecoverAnswer> {
  const recovered = await shop.recover('vesuviopay-hero')
  const { cartHandle } = recovered
  await write(shop, '/sign-in/code', { cartHandle, phone })
  assert.equal((await write(shop, '/sign-in', { cartHandle, phone, code: texts(shop).at(-1)?.code })).status, 200)
  return recovered
}

test('an undo of another cart is refused, and writes nothing', async () => {
  const shop = openShop()
  const { cartHandle, cart } = await shop.recover('all-available')
  const lineItems = [{ id: cart?.lineItems[0]?.id, quantity: 1 }]
  const { body } = await shop.restore({ cartHandle, lineItems })
  assert.ok(body.undo)
  const other = await shop.recover('hero')
  const before = shop.held('all-available')
  const refused = await shop.undo({ cartHandle: other.cartHandle, undo: body.undo })
  assert.deepEqual([refused.status, refused.body.code], [410, 'undo-over'])
  assert.deepEqual(shop.held('all-available'), before)
  assert.equal((await shop.undo({ cartHandle, undo: body.undo })).status, 200)
})

test("VesuvioPay's undo leaves alone what was changed elsewhere, and says so", async () => {
  const shop = openTextShop()
  const { cartHandle, cart } = await openSignedIn(shop)
  const items = () => shop.sandbox.world.vesuviopay.carts.find((one) => one.phone === phone)?.items ?? []
  const { body } = await shop.restore({ cartHandle, lineItems: [] })
  const [edited, ...others] = items()
  assert.ok(edited && others.length > 0)
  // In the shop's app, after "Keep shopping".
  edited.quantity += 4
  const kept = edited.quantity
  const undone = await shop.undo({ cartHandle, undo: body.undo })
  assert.equal(undone.status, 200)
  assert.deepEqual(
    items().map(({ variantId, quantity }) => [variantId, quantity]),
    [[edited.variantId, kept]],
  )
  const isEdited = ({ variantId }: LineItem) => variantId === String(edited.variantId)
  const id = cart?.lineItems.find(isEdited)?.id
  const outcome = undone.body.outcomes.find((one) => one.id === id)
  assert.deepEqual([outcome?.outcome, outcome?.quantity], ['changed-elsewhere', kept])
})

test('a texted link serves the same lines only: other quantities get a link and a message of their own', async () => {
  const shop = openTextShop()
  shop.sandbox.readings.set({ vesuviopaySecondFinish: 'new-sms', vesuviopayFinishLock: 'open' })
  const { cartHandle, cart } = await openSignedIn(shop)
  const finish = async (quantity: number) => {
    const lineItems = [{ id: cart?.lineItems[0]?.id, quantity }]
    const { status, body } = await write<CheckoutAnswer>(shop, '/checkout', { cartHandle, via: 'text', lineItems })
    assert.equal(status, 200)
    return body.checkoutUrl
  }
  const one = await finish(1)
  assert.equal(await finish(1), one)
  const two = await finish(2)
  assert.notEqual(two, one)
  assert.equal(await finish(2), two)
  assert.equal(texts(shop).filter(({ link }) => link).length, 2)
})

test('the order of another cart of the customer closes nothing, and that of the cart which was filled does', async () => {
  const webhookSecret = 'the-secret-of-the-webhook'
  const finish = { data: { checkoutUrl: 'https://checkout.example/1', cartId: 'filled', customerId: 'customer-7' } }
  const item = { id: 'item', externalProductId: 'prod_mug', externalVariantId: 'var_mug', quantity: 2, price: 29.99 }
  const seed = createSeed({ finish, cart: { success: true, data: { items: [item] } } })
  const recovered = createShop({ mug: 50 })
  const channel = {
    origins: [shopOrigin],
    recoveryPageUrl: `${shopOrigin}/cart`,
    shopUrl: `${shopOrigin}/`,
    checkoutOrigins: ['https://checkout.example'],
  }
  const shop = openMerchantShop({
    platforms: () => [seed.platform({ webhookSecret }), recovered.platform],
    changes: { channels: { 1: channel }, sms: { countries: ['DE'] } },
  })
  const link = await mintLink(shop.config, { cartId: recovered.cart.id, platform: 'shop' })
  const token = new URL(link).searchParams.get('t')
  const { cartHandle } = (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body
  const shopperToken = new UnsecuredJWT({ sub: 'customer-7' }).encode()
  assert.equal((await shop.shopper('POST', '/sign-in', { cartHandle, shopperToken })).status, 200)
  const { status } = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle, via: 'text' })
  assert.equal(status, 200)

  async function order(cartId: string) {
    const at = new Date(shop.sandbox.clock()).toISOString()
    const data = { storeId, cartId, customerId: 'customer-7', occurredAt: at }
    const body = JSON.stringify({ id: `evt_${cartId}`, type: 'order.created', created_at: at, data })
    const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`
    const url = `${shopOrigin}/cart-recovery/webhooks/vesuviopay`
    const headers = { 'x-webhook-signature': signature }
    assert.equal((await shop.proxy.fetch(new Request(url, { method: 'POST', headers, body }))).status, 204)
    const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?platform=shop')).body
    return carts.map((one) => one.status)
  }
  assert.deepEqual(await order('another'), ['checked-out'])
  assert.deepEqual(await order('filled'), ['recovered'])
})
