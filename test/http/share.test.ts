import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AvailabilityAnswer, Problem, RecoverAnswer, ShareAnswer } from '../../src/contract/index.ts'
import { mintLink, sealCustomer } from '../../src/proxy/index.ts'
import { openCartHandle } from '../../src/proxy/sealing/cart-handle.ts'
import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import { openShop, openTextShop, type Shop, shopOrigin, testKey } from '../setup/shop.ts'

const accountChannel = {
  accountCarts: true,
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: ['https://store-demo.mybigcommerce.com'],
}
const hour = 3_600_000
const day = 24 * hour

const share = (shop: Shop, cartHandle: string, key: string = crypto.randomUUID()) =>
  shop.post<ShareAnswer & Problem>('/share', { cartHandle }, { 'idempotency-key': key })
const tokenOf = (link: string) => new URL(link).searchParams.get('t') ?? ''
const open = (shop: Shop, link: string) => shop.post<RecoverAnswer & Problem>('/recover', { token: tokenOf(link) })
const sealerOf = ({ config, sandbox }: Shop) => createSealer(config.store, config.keys, sandbox.clock)
const names = ({ cart }: Pick<RecoverAnswer, 'cart'>) => cart?.lineItems.map(({ name }) => name)

test('a copied link opens the same cart elsewhere, with a handle of its own that says how it came', async () => {
  const shop = openShop()
  const recovered = await shop.recover('hero')
  assert.equal(recovered.abilities.share, true)
  shop.newCalls()
  const { status, body } = await share(shop, recovered.cartHandle)
  assert.equal(status, 200)
  assert.match(body.link, /^https:\/\/shop\.example\/cart-recovery\/open\/1\?t=cr1_/)
  assert.deepEqual(
    shop.newCalls().filter(({ write }) => write),
    [],
  )
  const elsewhere = await open(shop, body.link)
  assert.deepEqual(names(elsewhere.body), names(recovered))
  assert.notEqual(elsewhere.body.cartHandle, recovered.cartHandle)
  const [own, other] = await Promise.all(
    [recovered, elsewhere.body].map(({ cartHandle }) => openCartHandle(sealerOf(shop), cartHandle)),
  )
  assert.deepEqual([own?.shared, other?.shared, other?.cartId], [undefined, true, own?.cartId])
  assert.notEqual(other?.salt, own?.salt)
  assert.ok(!shop.logged.join().includes(tokenOf(body.link)), 'no log has the link')
})

test('it ends with the handle, and so does whatever is copied from it', async () => {
  const shop = openShop()
  const { cartHandle, linkEndsAt } = await shop.recover('hero')
  assert.equal(linkEndsAt, undefined, 'a platform’s own link does not say when it ends')
  shop.sandbox.world.clockOffsetSeconds += 20 * 3600
  const { body: first } = await share(shop, cartHandle)
  const endsAt = Date.parse(first.linkEndsAt)
  assert.ok(endsAt - shop.sandbox.clock() <= 4 * hour && endsAt - shop.sandbox.clock() > 3 * hour)

  const again = await open(shop, first.link)
  assert.equal(again.body.linkEndsAt, first.linkEndsAt)
  const { body: second } = await share(shop, again.body.cartHandle)
  assert.equal(second.linkEndsAt, first.linkEndsAt)
  const { body: later } = await shop.post<AvailabilityAnswer>('/availability', { cartHandle: again.body.cartHandle })
  assert.equal(later.linkEndsAt, first.linkEndsAt)

  shop.sandbox.world.clockOffsetSeconds += 4 * 3600 + 1
  for (const { link } of [first, second]) assert.equal((await open(shop, link)).body.code, 'expired')
  const { body: closed } = await shop.post('/availability', { cartHandle: again.body.cartHandle })
  assert.equal(closed.code, 'link-needed', 'the handle of a copied link ends with it')
})

test('the shopper is told when a link of a message ends, and it is never copied for longer than a day', async () => {
  const shop = openShop()
  const minted = await mintLink(shop.config, { cartId: shop.cart('hero').id })
  const { body } = await open(shop, minted)
  const lasts = Date.parse(body.linkEndsAt ?? '') - shop.sandbox.clock()
  assert.ok(lasts > 29 * day && lasts <= 30 * day)
  const { body: copied } = await share(shop, body.cartHandle)
  assert.ok(Date.parse(copied.linkEndsAt) - shop.sandbox.clock() <= day)
})

test('a cart has three of them a day, however often it is opened; a tap that is repeated has its own again', async () => {
  const shop = openShop()
  const one = await shop.recover('hero')
  const other = await shop.recover('hero')
  const key = crypto.randomUUID()
  const first = await share(shop, one.cartHandle, key)
  assert.deepEqual((await share(shop, one.cartHandle, key)).body, first.body)
  for (const { cartHandle } of [one, other]) assert.equal((await share(shop, cartHandle)).status, 200)
  for (const { cartHandle } of [one, other, (await open(shop, first.body.link)).body]) {
    const { status, body } = await share(shop, cartHandle)
    assert.deepEqual([status, body.code], [429, 'busy'])
    assert.ok((body.retryAfterSeconds ?? 0) > 3600)
  }
  assert.equal((await share(shop, (await shop.recover('all-available')).cartHandle)).status, 200)
})

test('nothing is made for another store, another page, or without a key', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  const foreign = await openShop('demo', { store: 'other' }).recover('hero')
  assert.equal((await share(shop, foreign.cartHandle)).body.code, 'link-needed')
  assert.equal((await shop.post('/share', { cartHandle })).body.code, 'idempotency-key-missing')
  const headers = { 'idempotency-key': crypto.randomUUID(), origin: 'https://evil.example' }
  assert.equal((await shop.post('/share', { cartHandle }, headers)).body.code, 'origin-not-allowed')
  const { body } = await share(shop, cartHandle)
  const others = openShop('demo', { store: 'other' })
  assert.equal((await open(others, body.link)).body.code, 'invalid-link')
})

test('the link of a signed-in shopper signs in whoever opens it no more than a message’s does', async () => {
  const shop = openTextShop()
  const { cartHandle } = await shop.recover('vesuviopay-sold-out')
  const key = () => ({ 'idempotency-key': crypto.randomUUID() })
  const phone = '+491701234501'
  await shop.post('/sign-in/code', { cartHandle, phone }, key())
  const { code } = shop.sandbox.world.messages.findLast(({ channel }) => channel === 'sms') ?? {}
  const signedIn = await shop.post<RecoverAnswer>('/sign-in', { cartHandle, phone, code }, key())
  const { body } = await share(shop, signedIn.body.cartHandle)
  const elsewhere = await open(shop, body.link)
  const lineItemIds = elsewhere.body.cart?.lineItems.map(({ id }) => id).slice(0, 1)
  const wish = { cartHandle: elsewhere.body.cartHandle, lineItemIds, subscribed: true }
  assert.equal((await shop.post('/back-in-stock', wish, key())).body.code, 'sign-in-needed')

  const own = shop.sandbox.world.vesuviopay.carts[0]?.id ?? ''
  const ownLink = await open(shop, await mintLink(shop.config, { cartId: own, platform: 'vesuviopay' }))
  const refused = await share(shop, ownLink.body.cartHandle)
  assert.deepEqual([ownLink.body.abilities.share, refused.body.code], [false, 'account-cart'])
})

test('a cart of an account has none, also where its customer is signed in', async () => {
  const shop = openShop('demo', { channels: { 1: accountChannel } })
  const { token } = shop.cart('account')
  const shopperToken = await sealCustomer({ key: testKey, store: 'shop', customerId: 4711, clock: shop.sandbox.clock })
  const closed = await shop.post<RecoverAnswer>('/recover', { token })
  assert.equal((await share(shop, closed.body.cartHandle)).body.code, 'account-cart')
  const { body } = await shop.post<RecoverAnswer>('/recover', { token, shopperToken })
  assert.deepEqual([body.cart?.lineItems.length, body.abilities.share], [2, false])
  const { status, body: refused } = await share(shop, body.cartHandle)
  assert.deepEqual([status, refused.code, refused.link], [403, 'account-cart', undefined])
})
