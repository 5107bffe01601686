import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  AvailabilityAnswer,
  ConsentAnswer,
  Problem,
  RecoverAnswer,
  RemindersAnswer,
} from '../../../src/contract/index.ts'
import { vesuviopay } from '../../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { sealLink, sealSharedLink } from '../../../src/proxy/sealing/sealed-link.ts'
import { createSealer } from '../../../src/proxy/sealing/sealer.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop } from '../../setup/merchant.ts'
import { testKey } from '../../setup/shop.ts'
import { signIn } from '../../setup/text-store.ts'

// A friend who got a link from a shopper holds their cart, and is not its owner.

const owner = '+491701234501'
const day = 24 * 60 * 60_000
const friend = '+491701234515'

/** A guest's cart that names the owner's number. */
function openShop(): MerchantShop {
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      vesuviopay({ ...sandbox.credentials.vesuviopay, sendCodePath: 'auth/send-code', fetch: sandbox.fetch }),
      bigcommerceOf(sandbox),
      buzzbipOf(sandbox),
    ],
    changes: { sms: { countries: ['DE'] } },
  })
  const cart = shop.cart('hero')
  cart.customerId = 0
  cart.shopper.phone = owner
  cart.consent = { email: false, sms: false, whatsapp: false }
  return shop
}

async function open(shop: MerchantShop, how: 'message' | 'shared'): Promise<RecoverAnswer> {
  const sealer = createSealer('shop', [testKey], shop.sandbox.clock)
  const linked = { platform: 'bigcommerce', cartId: shop.cart('hero').id }
  const isShared = how === 'shared'
  const token = await (isShared ? sealSharedLink(sealer, linked, shop.sandbox.clock() + day) : sealLink(sealer, linked))
  return (await shop.shopper<RecoverAnswer>('POST', '/recover', { token })).body
}

const choose = (shop: MerchantShop, cartHandle: string, whatsapp: boolean) =>
  shop.shopper<ConsentAnswer & Problem>('PUT', '/consent', { cartHandle, channels: { whatsapp } })

const reminders = async (shop: MerchantShop, cartHandle: string) =>
  (await shop.shopper<RemindersAnswer>('POST', '/reminders', { cartHandle })).body

async function leave(shop: MerchantShop): Promise<number> {
  shop.pass(60 * 60_000)
  await shop.happens('hero', 'abandon')
  return shop.messages().filter(({ channel }) => channel === 'whatsapp').length
}

test("a message's link may agree, and says from the start for which number", async () => {
  const shop = openShop()
  const { cartHandle } = await open(shop, 'message')
  assert.deepEqual(await reminders(shop, cartHandle), {
    channels: ['whatsapp'],
    about: { phone: '+49\u00a0•••\u00a0••01' },
  })
  assert.deepEqual((await choose(shop, cartHandle, true)).body.consent, { whatsapp: true })
  assert.deepEqual((await open(shop, 'message')).consent, { whatsapp: true })
  assert.equal(await leave(shop), 1)
})

test('a shared link tells neither the number nor the choice of its owner', async () => {
  const shop = openShop()
  await choose(shop, (await open(shop, 'message')).cartHandle, true)
  const { cartHandle, consent, abilities } = await open(shop, 'shared')
  assert.deepEqual([abilities.consent, consent], [true, { whatsapp: false }])
  const again = await shop.shopper<AvailabilityAnswer>('POST', '/availability', { cartHandle })
  assert.deepEqual(again.body.consent, { whatsapp: false })
  assert.deepEqual(await reminders(shop, cartHandle), { channels: [] })
})

test('a shared link agrees to nothing, also where a friend signed in behind it', async () => {
  const shop = openShop()
  const { cartHandle } = await open(shop, 'shared')
  for (const handle of [cartHandle, await signIn(shop, cartHandle, friend)]) {
    const { status, body } = await choose(shop, handle, true)
    assert.deepEqual([status, body.code], [401, 'sign-in-needed'])
    assert.deepEqual(await reminders(shop, handle), { channels: [] })
  }
  assert.equal(await leave(shop), 0)
})

test('a no is open to everybody, and tells nothing of the owner either', async () => {
  const shop = openShop()
  await choose(shop, (await open(shop, 'message')).cartHandle, true)
  const no = await choose(shop, (await open(shop, 'shared')).cartHandle, false)
  assert.deepEqual([no.status, no.body], [200, { consent: { whatsapp: false } }])
  assert.equal(await leave(shop), 0)
})

test('behind a shared link its owner agrees after signing in with the number', async () => {
  const shop = openShop()
  const { cartHandle } = await open(shop, 'shared')
  const signedIn = await signIn(shop, cartHandle, owner)
  assert.deepEqual(await reminders(shop, signedIn), {
    channels: ['whatsapp'],
    about: { phone: '+49\u00a0•••\u00a0••01' },
  })
  assert.deepEqual((await choose(shop, signedIn, true)).body.consent, { whatsapp: true })
  const read = await shop.shopper<AvailabilityAnswer>('POST', '/availability', { cartHandle: signedIn })
  assert.deepEqual(read.body.consent, { whatsapp: true })
})

test('nothing is offered that reaches no address, and opening a cart does not ask for its owner', async () => {
  const shop = openShop()
  Object.assign(shop.cart('hero').shopper, { phone: '' })
  const { cartHandle } = await open(shop, 'message')
  assert.deepEqual(
    shop.sandbox.calls.list().filter(({ path }) => /customers|checkouts/.test(path)),
    [],
  )
  assert.deepEqual((await reminders(shop, cartHandle)).channels, [])
})
