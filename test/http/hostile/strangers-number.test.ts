import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ConsentAnswer, MerchantMessagesAnswer, Problem, RecoverAnswer } from '../../../src/contract/index.ts'
import { vesuviopay } from '../../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop } from '../../setup/merchant.ts'
import { signIn } from '../../setup/text-store.ts'

/** A shopper of the sandbox, who can be sent a code. */
const phone = '+491701234501'
const hour = 60 * 60_000

/** Carts of BigCommerce, messages by WhatsApp, and sign-in by phone at VesuvioPay. */
function openShop(): MerchantShop {
  return openMerchantShop({
    platforms: (sandbox) => [
      vesuviopay({ ...sandbox.credentials.vesuviopay, sendCodePath: 'auth/send-code', fetch: sandbox.fetch }),
      bigcommerceOf(sandbox),
      buzzbipOf(sandbox),
    ],
    changes: { sms: { countries: ['DE'] } },
  })
}

/** A guest\'s cart that anybody may have filled, with this number and the checkout\'s box ticked or left alone. */
function leaveCart(shop: MerchantShop, changes: { phone?: string; firstName?: string; whatsapp?: boolean } = {}) {
  const { world } = shop.sandbox
  const { id: _id, ...hero } = shop.cart('hero')
  const key = crypto.randomUUID()
  const { firstName = 'Ida', whatsapp = true } = changes
  world.carts.push({
    ...structuredClone(hero),
    ...{ id: crypto.randomUUID(), key, token: key.replaceAll('-', ''), email: `${key}@shop.example` },
    shopper: { ...hero.shopper, firstName, phone: changes.phone ?? phone },
    consent: { ...hero.consent, whatsapp },
  })
  return key
}

async function open(shop: MerchantShop, key: string): Promise<string> {
  const { token } = shop.cart(key)
  return (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body.cartHandle
}

const choose = (shop: MerchantShop, cartHandle: string, whatsapp: boolean) =>
  shop.shopper<ConsentAnswer & Problem>('PUT', '/consent', { cartHandle, channels: { whatsapp } })

/** Leaves the cart, and works off what is due. How many messages that makes in all. */
async function leave(shop: MerchantShop, key: string): Promise<number> {
  shop.pass(hour)
  await shop.happens(key, 'abandon')
  return shop.messages().filter(({ channel }) => channel === 'whatsapp').length
}

const reasons = async (shop: MerchantShop) =>
  (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports.map(({ reason }) => reason)

test('thirteen carts with one number send it three messages in a day, and the next day three', async () => {
  const shop = openShop()
  let sent = 0
  for (let n = 0; n < 13; n++) sent = await leave(shop, leaveCart(shop))
  assert.equal(sent, 3)
  assert.equal((await reasons(shop)).filter((reason) => reason === 'enough-today').length, 10)
  assert.equal(await leave(shop, leaveCart(shop, { phone: '+491701234599' })), 4, 'another number')
  shop.pass(24 * hour)
  assert.equal(await leave(shop, leaveCart(shop)), 5)
})

test('a message that was not taken counts as none', async () => {
  const shop = openShop()
  shop.sandbox.faults.set({ platform: 'buzzbip', fault: '503', path: '/api/v1/cart/', times: 6 })
  const key = leaveCart(shop)
  await leave(shop, key)
  for (let n = 0; n < 12; n++) {
    shop.pass(hour)
    await shop.proxy.work()
  }
  assert.equal(await leave(shop, leaveCart(shop)), 2)
})

test('words that are no name are left out of the message', async () => {
  const shop = openShop()
  await leave(shop, leaveCart(shop, { firstName: 'URGENT your parcel is held, pay at https://evil.example/pay now' }))
  await leave(shop, leaveCart(shop, { firstName: 'ليلى', phone: '+491701234598' }))
  const [hostile, honest] = shop.messages().map(({ text }) => text)
  assert.ok(hostile && !/URGENT|parcel|evil/.test(hostile), hostile)
  assert.match(honest ?? '', /ليلى/)
})

test('the no of a number stands against the yes of every cart that names it', async () => {
  const shop = openShop()
  const hers = leaveCart(shop)
  assert.equal((await choose(shop, await open(shop, hers), false)).status, 200)
  for (let n = 0; n < 3; n++) {
    const strangers = leaveCart(shop)
    const { status, body } = await choose(shop, await open(shop, strangers), true)
    assert.deepEqual([status, body.code], [409, 'consent-refused'])
    assert.equal(await leave(shop, strangers), 0)
  }
  assert.deepEqual(new Set(await reasons(shop)), new Set(['consent-refused']))
})

test('a yes from before the number was refused does not outlive the no', async () => {
  const shop = openShop()
  const strangers = leaveCart(shop, { whatsapp: false })
  assert.equal((await choose(shop, await open(shop, strangers), true)).status, 200)
  await choose(shop, await open(shop, leaveCart(shop)), false)
  assert.equal(await leave(shop, strangers), 0)
})

test('a choice says which number it is about, and nothing more of it', async () => {
  const shop = openShop()
  const { body } = await choose(shop, await open(shop, leaveCart(shop)), true)
  assert.deepEqual(body.about, { phone: '+49\u00a0•••\u00a0••01' })
})

test('the page that said no first may take it back, and no other', async () => {
  const shop = openShop()
  const key = leaveCart(shop, { whatsapp: false })
  const [page, other] = [await open(shop, key), await open(shop, key)]
  await choose(shop, page, false)
  assert.equal((await choose(shop, other, true)).status, 409)
  assert.equal((await choose(shop, page, true)).status, 200)
  assert.equal(await leave(shop, key), 1)
})

test("what a page may take back is no earlier no, and none of another number's", async () => {
  const shop = openShop()
  await choose(shop, await open(shop, leaveCart(shop)), false)
  const key = leaveCart(shop)
  const page = await open(shop, key)
  await choose(shop, page, false)
  assert.equal((await choose(shop, page, true)).status, 409)
  const own = leaveCart(shop, { phone: '+491701234598' })
  const ownPage = await open(shop, own)
  await choose(shop, ownPage, false)
  shop.cart(own).shopper.phone = phone
  assert.equal((await choose(shop, ownPage, true)).status, 409)
})

test('who proved the number with a code may say yes again, for that number alone', async () => {
  const shop = openShop()
  const key = leaveCart(shop, { whatsapp: false })
  await choose(shop, await open(shop, key), false)
  const page = await open(shop, key)
  assert.equal((await choose(shop, page, true)).status, 409)
  const signedIn = await signIn(shop, page, phone)
  assert.equal((await choose(shop, signedIn, true)).status, 200)
  assert.equal(await leave(shop, key), 1)

  const strangers = leaveCart(shop, { phone: '+491701234598' })
  await choose(shop, await open(shop, strangers), false)
  shop.pass(hour)
  const other = await signIn(shop, await open(shop, strangers), phone)
  assert.equal((await choose(shop, other, true)).status, 409)
})
