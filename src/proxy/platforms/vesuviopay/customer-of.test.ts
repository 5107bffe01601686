import assert from 'node:assert/strict'
import { test } from 'node:test'

import { UnsecuredJWT } from 'jose'

import { createSeed } from '../../../../test/platforms/vesuviopay-seed.ts'

const signal = () => AbortSignal.timeout(5000)
const tokenWith = (claims: Record<string, unknown>) => new UnsecuredJWT(claims).encode()
const customerOf = async (token: string, cart: Parameters<typeof createSeed>[0] = {}) =>
  (await createSeed(cart).platform().shopper?.signInWithToken(token, signal()))?.customerId

for (const claims of [
  { sub: 'customer-7', jti: 'a' },
  { nameid: 'customer-7' },
  { sub: '', nameid: 'customer-7' },
  { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier': 'customer-7' },
]) {
  test(`a token with ${JSON.stringify(claims)} is customer-7's`, async () => {
    assert.equal(await customerOf(tokenWith(claims)), 'customer-7')
  })
}

test('an opaque token is the customer’s whose cart it opens, where the cart names one', async () => {
  assert.equal(await customerOf('opaque', { cart: { success: true, data: { customerId: 7, items: [] } } }), '7')
  assert.equal(await customerOf('opaque', { cart: { data: { customer: { id: 'c' }, items: [] } } }), 'c')
})

test('a token is nobody’s in particular where neither it nor the cart says so; a cart’s own id is no customer’s', async () => {
  assert.equal(await customerOf(tokenWith({ jti: 'a' })), undefined)
  assert.equal(await customerOf('opaque', { cart: { data: { id: 'cart-1', items: [] } } }), undefined)
})

test('a token names a customer only once the platform has accepted it', async () => {
  const refused = () => Response.json({ success: false, errorCode: 'INVALID_TOKEN' }, { status: 401 })
  await assert.rejects(customerOf(tokenWith({ sub: 'customer-7' }), { cart: refused }), { code: 'sign-in-needed' })
})

test('a sign-in by phone names the customer too', async () => {
  const { options } = createSeed()
  const fetch = async () => Response.json({ token: tokenWith({ sub: 'customer-7' }) })
  const { shopper } = createSeed().platform({ ...options, fetch })
  assert.equal((await shopper?.signIn('+491701234501', '123456', signal()))?.customerId, 'customer-7')
})
