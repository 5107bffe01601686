import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import fc from 'fast-check'

import { RecoveryError } from '../../src/proxy/adapter/index.ts'
import { toName, type Variation, variations } from '../recorded/variations.ts'
import { createSeed, createShop, openPage, said, storeId } from './vesuviopay-seed.ts'

// Each answer of VesuvioPay's with one field changed. The cart still shows, or is refused by the name of the field.

const secret = 'the-secret-of-the-webhook'
const now = Date.parse('2026-03-01T12:00:00Z')
const counts = { tried: 0, 'carts refused by name': 0, 'shown as empty': 0 }
after(() => console.log(`VesuvioPay: ${JSON.stringify(counts)}`))

/** Every variation once, in an order that differs from run to run. */
async function each(body: unknown, check: (variation: Variation) => Promise<void>) {
  const all = [...variations(body)]
  assert.ok(all.length > 20)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...all.keys()], { minLength: all.length }), async (shuffled) => {
      for (const index of shuffled) {
        const variation = all[index] as Variation
        counts.tried++
        await check(variation).catch((cause: unknown) => {
          throw new Error(`${toName(variation.path)}: ${variation.change}`, { cause })
        })
      }
    }),
    { numRuns: 1 },
  )
}

const ownCart = { cartId: 'own-cart', platform: 'vesuviopay' }
const shopCart = { cartId: 'shop-cart', platform: 'shop' }
/** Fields that a line cannot do without, and what holds them. */
const needed = /^(data|data\.items|data\.items\.0|data\.items\.0\.(id|quantity|price)|data\.totalItems)?$/

test('one odd field in a cart refuses it by name, or spoils only itself', async () => {
  await each(said.cart, async ({ path, body }) => {
    const seed = createSeed({ cart: body as object })
    const page = await openPage([seed.platform()], ownCart)
    // Whatever the cart looks like, the shopper is signed in.
    const signedIn = await page.signIn()
    const { status, body: answer } = await page.post('/availability')
    const name = toName(path)
    const isRefusal = name === 'success'
    if (signedIn.status !== 200) assert.fail(`not signed in: ${signedIn.body.code}`)
    if (status === 200) {
      const [line] = answer.cart.lineItems
      assert.deepEqual([line.quantity, line.price.amount], [2, 2999])
      assert.ok(line.name)
      return
    }
    assert.ok(needed.test(name) || isRefusal, `${status} ${JSON.stringify(answer)}`)
    if (answer.code === 'cart-gone') counts['shown as empty']++
    else counts['carts refused by name']++
    assert.ok(['cart-gone', 'upstream-down'].includes(answer.code), answer.code)
  })
})

test('a line that is refused is refused by the name of its field', async () => {
  for (const { path, change, body } of variations(said.cart)) {
    const field = toName(path).replace(/^data\.items\.0\./, '')
    if (!/^(id|quantity|price)$/.test(field)) continue
    const read = createSeed({ cart: body as object })
      .platform()
      .recovery?.read('own-cart', AbortSignal.timeout(5000), { token: 'jwt' })
    const refusal = await read?.then(
      () => undefined,
      (error: Error) => error.message,
    )
    if (refusal !== undefined) assert.match(refusal, new RegExp(`\\b${field}\\b`), change)
  }
})

test('one odd field in an availability never cuts a line that the shop has, nor hides the cart', async () => {
  await each(said.availability, async ({ body }) => {
    const seed = createSeed({ availability: body as object })
    const shop = createShop({ shirt: 9 })
    const page = await openPage([seed.platform(), shop.platform], shopCart)
    assert.equal(page.recovered.cart.lineItems[0].availability.status, 'available')
    assert.equal((await page.post('/checkout')).status, 200)
    assert.deepEqual(shop.written, [])
  })
})

test('one odd field in the same answer with a subscription degrades, and is no fault of ours', async () => {
  await each(said.availability, async ({ body }) => {
    const page = await openPage([createSeed({ availability: body as object }).platform()], ownCart)
    await page.signIn()
    const { body: shown } = await page.post('/availability')
    const lineItemIds = shown.cart.lineItems.map(({ id }: { id: string }) => id)
    const { status } = await page.post('/back-in-stock', { lineItemIds, subscribed: true })
    assert.notEqual(status, 500)
  })
})

test('one odd field in the answer of finishing never sends a second message', async () => {
  const whole = { ...said.finish, message: 'sent', data: { ...said.finish.data, cartId: 'c', customerId: 'k' } }
  await each(whole, async ({ path, change, body }) => {
    const seed = createSeed({ finish: body as object })
    const page = await openPage([seed.platform()], ownCart)
    await page.signIn()
    await page.post('/availability')
    const taps = [await page.post('/checkout', { via: 'text' }), await page.post('/checkout', { via: 'text' })]
    const isRefusal = toName(path) === 'success' && taps[0]?.status !== 200
    assert.deepEqual(
      taps.map(({ status }) => status === 200),
      [!isRefusal, !isRefusal],
      change,
    )
    if (!isRefusal) assert.equal(seed.times(/finish$/), 1)
  })
})

test('one odd field in the settings leaves a cart whose currency is configured as it is', async () => {
  const settings = { success: true, data: { currency: 'EUR', locale: 'de', taxes: [], expiresInMinutes: 30 } }
  await each(settings, async ({ body }) => {
    const page = await openPage([createSeed({ settings: body as object }).platform({ currency: 'EUR' })], ownCart)
    await page.signIn()
    assert.equal((await page.post('/availability')).status, 200)
    const asking = await openPage([createSeed({ settings: body as object }).platform()], ownCart)
    await asking.signIn()
    const { status, body: answer } = await asking.post('/availability')
    assert.ok(status === 200 || answer.code === 'upstream-down')
  })
})

test('one odd field in a delivery is read, refused or ignored, and never a fault of ours', async () => {
  const delivery = {
    id: 'evt_1',
    type: 'cart.abandoned',
    created_at: '2026-03-01T11:59:00Z',
    data: { storeId, customerId: 'c', cartId: 'k', occurredAt: '2026-03-01T11:58:00Z', externalReference: null },
  }
  const { webhooks } = createSeed().platform({ webhookSecret: secret })
  await each(delivery, async ({ body }) => {
    const text = JSON.stringify(body)
    const signature = `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
    const headers = new Headers({ 'x-webhook-signature': signature })
    const ignored: string[] = []
    const onIgnored = (reason: string) => void ignored.push(reason)
    const event = await webhooks?.receive({ headers, body: text, now, onIgnored }).catch((error: unknown) => {
      assert.ok(error instanceof RecoveryError && /^(invalid-request|webhook-refused)$/.test(error.code), String(error))
      return 'refused'
    })
    if (event === undefined) assert.equal(ignored.length, 1)
  })
})
