import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { CheckoutAnswer, Problem, RecoverAnswer } from '../../src/contract/index.ts'
import type { ProxyConfig } from '../../src/proxy/index.ts'
import { openTextShop, type Shop } from '../setup/shop.ts'

const phone = '+491701234501'
const texts = (shop: Shop) => shop.sandbox.world.messages.filter(({ channel }) => channel === 'sms')
const links = (shop: Shop) => texts(shop).filter(({ link }) => link)
const write = <Body>(shop: Shop, path: string, body: object) =>
  shop.post<Body>(path, body, { 'idempotency-key': crypto.randomUUID() })

/** A shop where every finish sends a message, whatever was sent before. */
function openShop(changes: Partial<ProxyConfig> = {}): Shop {
  const shop = openTextShop(changes)
  shop.sandbox.readings.set({ vesuviopaySecondFinish: 'new-sms', vesuviopayFinishLock: 'open' })
  return shop
}

const askForCode = (shop: Shop, { cartHandle }: RecoverAnswer) =>
  write<Problem>(shop, '/sign-in/code', { cartHandle, phone })

async function signInByPhone(shop: Shop, recovered: RecoverAnswer): Promise<void> {
  await askForCode(shop, recovered)
  const { cartHandle } = recovered
  const { status } = await write(shop, '/sign-in', { cartHandle, phone, code: texts(shop).at(-1)?.code })
  assert.equal(status, 200)
}

/** Signs in with a token of the shop's own, which costs no message of the proxy's. */
async function signInByToken(shop: Shop, { cartHandle }: RecoverAnswer): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const ask = (path: string, body: object) =>
    shop.sandbox.fetch(`https://api.vesuviopay.com/api/v1/auth/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  await ask('send-code', { phoneNumber: phone })
  const login = await ask('login', { phoneNumber: phone, verificationCode: texts(shop).at(-1)?.code })
  const { token: shopperToken } = await login.json()
  assert.equal((await write(shop, '/sign-in', { cartHandle, shopperToken })).status, 200)
}

/** "Check out by text" with this quantity of the first line: each change of it is another link. */
const finish = (shop: Shop, { cartHandle, cart }: RecoverAnswer, quantity: number) =>
  write<CheckoutAnswer & Problem>(shop, '/checkout', {
    cartHandle,
    via: 'text',
    lineItems: [{ id: cart?.lineItems[0]?.id, quantity }],
  })

test('with the switch off no text is sent for anything, and nothing that needs one is offered', async () => {
  const shop = openShop({ sms: { enabled: false } })
  const recovered = await shop.recover('vesuviopay-hero')
  const { signIn, textCheckout, restore, checkout, backInStock } = recovered.abilities
  assert.deepEqual({ signIn, textCheckout }, { signIn: false, textCheckout: false })
  assert.deepEqual({ restore, checkout, backInStock }, { restore: true, checkout: true, backInStock: true })
  await signInByToken(shop, recovered)
  const { status, body } = await finish(shop, recovered, 1)
  assert.deepEqual([status, body.code], [501, 'not-supported'])
  assert.equal(links(shop).length, 0)
  assert.equal((await shop.restore({ cartHandle: recovered.cartHandle, lineItems: [] })).status, 200)
})

test('texted checkouts count for what the store sends a day', async () => {
  const shop = openShop({ limits: { textsPerDay: 1 } })
  const recovered = await shop.recover('vesuviopay-hero')
  await signInByToken(shop, recovered)
  assert.equal((await finish(shop, recovered, 1)).status, 200)
  const { status, body } = await finish(shop, recovered, 2)
  assert.deepEqual([status, body.code], [429, 'too-many-codes'])
  assert.ok((body.retryAfterSeconds ?? 0) > 0)
  assert.equal(links(shop).length, 1)
  assert.equal((await askForCode(shop, await shop.recover('vesuviopay-mixed'))).status, 429)
})

test('one cart gets five texts an hour, codes and links together', async () => {
  const shop = openShop()
  const recovered = await shop.recover('vesuviopay-hero')
  await signInByPhone(shop, recovered)
  for (let taps = 0; taps < 20; taps++) await finish(shop, recovered, 1 + (taps % 2))
  assert.ok(texts(shop).length <= 5, `${texts(shop).length} texts`)
})

test('the link follows its code at once, and the same lines again cost no message', async () => {
  const shop = openShop({ limits: { textsPerDay: 2 } })
  const recovered = await shop.recover('vesuviopay-hero')
  await signInByPhone(shop, recovered)
  for (let taps = 0; taps < 4; taps++) assert.equal((await finish(shop, recovered, 1)).status, 200)
  assert.deepEqual([texts(shop).length, links(shop).length], [2, 1])
})

test('a tap that ends before the message counts as none', async () => {
  const shop = openShop({ limits: { textsPerDay: 1 } })
  const recovered = await shop.recover('vesuviopay-hero')
  await signInByToken(shop, recovered)
  shop.sandbox.faults.set({ platform: 'vesuviopay', fault: '503', method: 'GET', path: '/sdk/cart/', times: 3 })
  assert.equal((await finish(shop, recovered, 1)).status, 503)
  assert.equal((await finish(shop, recovered, 1)).status, 200)
})
