import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { CheckoutAnswer, RecoverAnswer } from '../../src/contract/index.ts'
import { openTextShop, type Shop } from '../setup/shop.ts'

const phone = '+491701234501'
const api = 'https://api.vesuviopay.com/api/v1'

const texts = (shop: Shop) => shop.sandbox.world.messages.filter(({ channel }) => channel === 'sms')
const write = <Body>(shop: Shop, path: string, body: object) =>
  shop.post<Body>(path, body, { 'idempotency-key': crypto.randomUUID() })

const ask = (shop: Shop, path: string, body: object) =>
  shop.sandbox.fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** A code for this tab alone. Two codes to one number are half a minute apart. */
async function codeOf(shop: Shop, cartHandle: string): Promise<string> {
  shop.sandbox.world.clockOffsetSeconds += 30
  assert.equal((await write(shop, '/sign-in/code', { cartHandle, phone })).status, 202)
  return texts(shop).at(-1)?.code ?? ''
}

/** A token of the shop's own sign-in, another one each time. Its code is asked for where the proxy does not count it. */
async function tokenOf(shop: Shop): Promise<string> {
  await ask(shop, '/auth/send-code', { phoneNumber: phone })
  const verificationCode = texts(shop).at(-1)?.code ?? ''
  return (await (await ask(shop, '/auth/login', { phoneNumber: phone, verificationCode })).json()).token
}

type Way = 'token' | 'phone'

/** A tab that opened the link to a cart and is signed in, by the shop's token or by phone. */
async function openTab(shop: Shop, by: Way, key = 'vesuviopay-hero'): Promise<RecoverAnswer> {
  const recovered = await shop.recover(key)
  const { cartHandle } = recovered
  const signIn =
    by === 'phone' ? { phone, code: await codeOf(shop, cartHandle) } : { shopperToken: await tokenOf(shop) }
  assert.equal((await write(shop, '/sign-in', { cartHandle, ...signIn })).status, 200)
  return recovered
}

/** What the shopper left on another device: a cart of its own, with the same lines. */
function leaveAgain(shop: Shop): string {
  const { carts } = shop.sandbox.world
  const hero = carts.find(({ key }) => key === 'vesuviopay-hero')
  assert.ok(hero)
  carts.push({ ...structuredClone(hero), id: crypto.randomUUID(), token: '7'.repeat(32), key: 'again' })
  return 'again'
}

/** What the shopper's own cart holds at the platform. */
const held = (shop: Shop) =>
  shop.sandbox.world.vesuviopay.carts.find((cart) => cart.phone === phone)?.items.map(({ quantity }) => quantity)

const twoOfEvery = ({ cartHandle, cart }: RecoverAnswer) => ({
  cartHandle,
  lineItems: cart?.lineItems.map(({ id }) => ({ id, quantity: 2 })) ?? [],
})

const ways: [Way, Way][] = [
  ['token', 'token'],
  ['phone', 'phone'],
  ['phone', 'token'],
]

for (const [first, second] of ways) {
  test(`tabs of one shopper, one by ${first} and one by ${second}, ask for 2 of every line at once: 2 it is`, async () => {
    const shop = openTextShop()
    const tabs = [await openTab(shop, first), await openTab(shop, second, leaveAgain(shop))]
    // Time for both to read the shopper's cart before either has added to it.
    shop.sandbox.faults.set({ platform: 'vesuviopay', fault: 'slow', method: 'POST', path: '/items/bulk', delayMs: 60 })
    const answers = await Promise.all(tabs.map((tab) => shop.restore(twoOfEvery(tab))))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    )
    assert.ok(held(shop)?.length)
    assert.deepEqual(new Set(held(shop)), new Set([2]))
  })

  test(`tabs of one cart, one by ${first} and one by ${second}, check out by text: one message`, async () => {
    const shop = openTextShop()
    shop.sandbox.readings.set({ vesuviopaySecondFinish: 'new-sms', vesuviopayFinishLock: 'open' })
    const tabs = [await openTab(shop, first), await openTab(shop, second)]
    const finish = ({ cartHandle }: RecoverAnswer) =>
      write<CheckoutAnswer>(shop, '/checkout', { cartHandle, via: 'text' })
    const [one, two] = await Promise.all(tabs.map(finish))
    assert.deepEqual([one?.status, two?.status], [200, 200])
    assert.equal(one?.body.checkoutUrl, two?.body.checkoutUrl)
    assert.equal(texts(shop).filter(({ link }) => link).length, 1)
  })
}

test('where a token says nothing of its shopper, the same token is the same shopper', async () => {
  const shop = openTextShop()
  shop.sandbox.readings.set({ vesuviopayTokenForm: 'opaque', vesuviopaySecondFinish: 'new-sms' })
  const shopperToken = await tokenOf(shop)
  const urls = new Set<string | null | undefined>()
  for (let tab = 0; tab < 2; tab++) {
    const { cartHandle } = await shop.recover('vesuviopay-hero')
    await write(shop, '/sign-in', { cartHandle, shopperToken })
    urls.add((await write<CheckoutAnswer>(shop, '/checkout', { cartHandle, via: 'text' })).body.checkoutUrl)
  }
  assert.deepEqual([urls.size, texts(shop).filter(({ link }) => link).length], [1, 1])
})
