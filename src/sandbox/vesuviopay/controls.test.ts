import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control } from '../testing/api-client.ts'
import { goods, openVesuvioPay, phones } from '../testing/vesuviopay-client.ts'

test('carts at VesuvioPay stand beside the shop’s, with the phone they belong to', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const own = async () => {
    const { body } = await control(sandbox, 'GET', '/world')
    return body.carts.filter((cart: { platform: string }) => cart.platform === 'vesuviopay')
  }
  const facts = (await own()).map((cart: { name: string; store: string; phone: string; status: string }) => [
    cart.name,
    cart.store,
    cart.phone,
    cart.status,
  ])
  assert.deepEqual(facts, [
    ['holds-one-line', 'vesuviopay', phones.oneLine, 'active'],
    ['cleared', 'vesuviopay', phones.cleared, 'active'],
    ['holds-all-stock', 'vesuviopay', phones.allStock, 'active'],
    ['in-checkout', 'vesuviopay', phones.inCheckout, 'locked'],
  ])
  await (await signIn(phones.nothing)).add(goods.plenty, 2)
  const made = (await own()).at(-1)
  assert.equal(made.phone, phones.nothing)
  assert.deepEqual(
    made.lines.map((line: { productId: string; variantId: string; quantity: number }) => [
      line.productId,
      line.variantId,
      line.quantity,
    ]),
    [['113', '11300', 2]],
  )
})

test('shoppers are listed once, subscriptions with the phone they go to', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  await (await signIn(phones.nothing)).subscribe(goods.none)
  const { body } = await control(sandbox, 'GET', '/world')
  const listed = body.shoppers.map(({ phone }: { phone: string }) => phone)
  assert.equal(new Set(listed).size, listed.length)
  for (const name of ['nothing', 'oneLine', 'cleared', 'allStock', 'inCheckout', 'subscribed'] as const) {
    assert.ok(listed.includes(phones[name]), name)
  }
  assert.deepEqual(body.subscriptions, [
    { phone: phones.subscribed, productId: '109', variantId: '10901' },
    { phone: phones.nothing, productId: '109', variantId: '10901' },
  ])
})

test('every phone that is listed can sign in', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { body } = await control(sandbox, 'GET', '/world')
  for (const { phone } of body.shoppers) assert.match((await signIn(phone)).token, /^eyJ/, phone)
})

test('the account is set by name, and what is wrong is named', async () => {
  const { sandbox } = openVesuvioPay()
  const patch = (vesuviopay: object) => control(sandbox, 'PATCH', '/world', { accounts: { vesuviopay } })
  const account = { bulkLimit: 3, codeTries: 2, refusedPhones: [phones.oneLine], quota: { requests: 7 } }
  const { vesuviopay } = (await patch(account)).body.accounts
  assert.deepEqual(
    [vesuviopay.bulkLimit, vesuviopay.codeTries, vesuviopay.refusedPhones, vesuviopay.quota],
    [3, 2, [phones.oneLine], { requests: 7, windowMs: 60_000 }],
  )
  const refuse = async (fields: object) => (await patch(fields)).body.error.message as string
  assert.match(await refuse({ publishableKey: 'x' }), /"accounts\.vesuviopay\.publishableKey" is not known/)
  assert.match(await refuse({ bulkLimit: 0 }), /"accounts\.vesuviopay\.bulkLimit"/)
  assert.match(await refuse({ bulkLimit: 9, unverifiedPhones: [1] }), /"accounts\.vesuviopay\.unverifiedPhones\.0"/)
  assert.match(await refuse({ quota: { burst: 1 } }), /"accounts\.vesuviopay\.quota\.burst"/)
  assert.equal(sandbox.world.accounts.vesuviopay.bulkLimit, 3)
})

test('a cart at VesuvioPay is abandoned, ordered and expired as the platform would do it', async () => {
  const { sandbox, findCart, held } = openVesuvioPay()
  const change = async (phone: string, step: string) => {
    const { status, body } = await control(sandbox, 'POST', `/carts/${findCart(phone)?.id}/${step}`)
    return [status, body.status ?? body.error.code]
  }
  assert.deepEqual(await change(phones.oneLine, 'abandon'), [200, 'abandoned'])
  assert.deepEqual(await change(phones.oneLine, 'convert'), [200, 'converted'])
  assert.deepEqual(held(phones.oneLine), {})
  assert.equal(sandbox.world.orders.at(-1)?.store, 'vesuviopay')
  assert.deepEqual(await change(phones.oneLine, 'convert'), [409, 'cart-closed'])
  assert.deepEqual(await change(phones.inCheckout, 'expire'), [200, 'expired'])
  assert.deepEqual(held(phones.inCheckout), {})
})
