import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSeed, createShop, openPage, type Said } from '../platforms/vesuviopay-seed.ts'

/** A shop whose stock VesuvioPay tells, because it is listed first. */
async function open(stock: Record<string, number | undefined>, availability: Said) {
  const seed = createSeed({ availability })
  const shop = createShop(stock)
  const page = await openPage([seed.platform(), shop.platform], { cartId: 'shop-cart', platform: 'shop' })
  const shown = page.recovered.cart.lineItems.map(
    ({ name, byText, availability }: { name: string; byText: boolean; availability: { status: string } }) =>
      `${name} ${availability.status}${byText ? '' : ', not by text'}`,
  )
  return { seed, shop, page, shown }
}
const notFound = () => Response.json({ success: false, errorCode: 'VARIANT_NOT_FOUND' }, { status: 404 })
const data = (more: object) => ({ success: true, data: more })

test('a product that VesuvioPay’s sync lacks stays in the cart, and cannot go by text', async () => {
  const { shop, page, shown } = await open({ shirt: 50, mug: 50 }, notFound)
  assert.deepEqual(shown, ['shirt available, not by text', 'mug available, not by text'])
  const { status, body } = await page.post('/checkout')
  assert.deepEqual([status, body.checkoutUrl], [200, 'https://checkout.example/web'])
  assert.deepEqual(shop.written, [])
})

test('what VesuvioPay sold out stays in the cart of a shop that has it', async () => {
  const { shop, page, shown } = await open({ shirt: undefined }, data({ isAvailable: false, availableQuantity: 50 }))
  assert.deepEqual(shown, ['shirt available, not by text'])
  assert.equal((await page.post('/checkout')).status, 200)
  assert.deepEqual(shop.written, [])
})

test('what both sold out is shown so, and goes', async () => {
  const { shop, page, shown } = await open({ shirt: 0, mug: 1 }, data({ isAvailable: false, availableQuantity: 0 }))
  assert.deepEqual(shown, ['shirt out-of-stock', 'mug partial, not by text'])
  const { status } = await page.post('/checkout')
  assert.equal(status, 200)
  assert.deepEqual(shop.written, [
    { id: 'shirt', quantity: 0 },
    { id: 'mug', quantity: 1 },
  ])
})

test('nothing is cut while the shop does not answer', async () => {
  const seed = createSeed({ availability: data({ isAvailable: false, availableQuantity: 0 }) })
  const shop = createShop({ shirt: 0 })
  shop.state.isDown = true
  const page = await openPage([seed.platform(), shop.platform], { cartId: 'shop-cart', platform: 'shop' })
  assert.equal(page.recovered.cart.lineItems[0].availability.status, 'unknown')
  assert.equal((await page.post('/checkout')).status, 200)
  assert.deepEqual(shop.written, [])
})

test('what VesuvioPay oversells is available', async () => {
  const { shown } = await open({ shirt: 0 }, data({ isAvailable: true, availableQuantity: 0 }))
  assert.deepEqual(shown, ['shirt available'])
})

test('“Notify me” on a line that the shop has says that it can be bought', async () => {
  const { page } = await open({ shirt: 9 }, data({ isAvailable: false, availableQuantity: 0, isSubscribed: false }))
  assert.equal((await page.signIn()).status, 200)
  const lineItemIds = [page.recovered.cart.lineItems[0].id]
  const { body } = await page.post('/back-in-stock', { lineItemIds, subscribed: true })
  assert.equal(body.lineItems[0].availability.status, 'available')
})
