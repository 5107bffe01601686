import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { CheckoutAnswer, Problem, RecoverAnswer, SignInAnswer } from '../../src/contract/index.ts'
import { openTextShop, type Shop } from '../setup/shop.ts'

// A shopper signs in with a handle that an attacker made and gave them. What they sign in with is theirs alone.

const phone = '+491701234501'
const texts = (shop: Shop) => shop.sandbox.world.messages.filter(({ channel }) => channel === 'sms')

/** As text, with the handle that the test names: a page would go on with its own. */
const write = <Body>(shop: Shop, path: string, body: object, key: string = crypto.randomUUID()) =>
  shop.post<Body & Problem>(path, JSON.stringify(body), { 'idempotency-key': key })

async function askForCode(shop: Shop, cartHandle: string): Promise<string | undefined> {
  assert.equal((await write(shop, '/sign-in/code', { cartHandle, phone })).status, 202)
  return texts(shop).at(-1)?.code
}

async function signIn(shop: Shop, cartHandle: string): Promise<string> {
  const code = await askForCode(shop, cartHandle)
  const { status, body } = await write<SignInAnswer>(shop, '/sign-in', { cartHandle, phone, code })
  assert.equal(status, 200)
  return body.cartHandle
}

const soldOutOf = ({ cart }: RecoverAnswer) =>
  cart?.lineItems.filter(({ availability }) => availability.status === 'out-of-stock').map(({ id }) => id) ?? []

test('whoever handed a shopper a handle never holds what they signed in with', async () => {
  const shop = openTextShop()
  const attackers = await shop.recover('vesuviopay-hero')
  const { cart } = attackers
  const cartHandle = await signIn(shop, attackers.cartHandle)
  assert.notEqual(cartHandle, attackers.cartHandle)
  const page = { cartHandle: attackers.cartHandle, revision: cart?.revision }
  const sent = texts(shop).length
  shop.newCalls()
  for (const [path, body] of [
    ['/checkout', { via: 'text' }],
    ['/restore', { lineItems: [] }],
    ['/back-in-stock', { lineItemIds: soldOutOf(attackers), subscribed: true }],
  ] as const) {
    const { body: refused } = await write<CheckoutAnswer>(shop, path, { ...page, ...body })
    assert.deepEqual([path, refused.code, refused.sentTo], [path, 'sign-in-needed', undefined])
  }
  assert.equal(texts(shop).length, sent)
  assert.deepEqual(
    shop.newCalls().filter((call) => call.write),
    [],
  )
  const read = await shop.post<RecoverAnswer>('/availability', JSON.stringify({ cartHandle: page.cartHandle }))
  assert.equal(read.body.cart?.lineItems.length, cart?.lineItems.length, 'the old handle still reads the cart')
  const own = await write<CheckoutAnswer>(shop, '/checkout', { ...page, cartHandle, via: 'text' })
  assert.equal(own.status, 200)
})

test('the page goes on with the new handle: its lines, its revision and its undo', async () => {
  const shop = openTextShop()
  const { cartHandle, cart } = await shop.recover('vesuviopay-hero')
  const first = await signIn(shop, cartHandle)
  const { body } = await shop.restore({ cartHandle: first, revision: cart?.revision, lineItems: [] })
  assert.deepEqual(
    body.cart?.lineItems.map(({ id }) => id),
    cart?.lineItems.map(({ id }) => id),
  )
  shop.sandbox.world.clockOffsetSeconds += 31
  const second = await signIn(shop, first)
  const page = { revision: body.cart?.revision, undo: body.undo }
  assert.equal((await write(shop, '/undo', { cartHandle: first, ...page })).body.code, 'sign-in-needed')
  assert.equal((await write(shop, '/undo', { cartHandle: second, ...page })).status, 200)
})

test('the same tap again gets the same handle, and a wrong code signs nobody out', async () => {
  const shop = openTextShop()
  const { cartHandle, cart } = await shop.recover('vesuviopay-hero')
  const body = { cartHandle, phone, code: await askForCode(shop, cartHandle) }
  const key = crypto.randomUUID()
  const once = await write<SignInAnswer>(shop, '/sign-in', body, key)
  const again = await write<SignInAnswer>(shop, '/sign-in', body, key)
  assert.deepEqual([again.status, again.body.cartHandle], [200, once.body.cartHandle])
  const own = once.body.cartHandle
  const wrong = await write(shop, '/sign-in', { cartHandle: own, phone, code: '000000' })
  assert.equal(wrong.body.code, 'code-wrong')
  const checkout = { cartHandle: own, revision: cart?.revision, via: 'text' }
  assert.equal((await write(shop, '/checkout', checkout)).status, 200)
})
