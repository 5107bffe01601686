import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox } from '../../testing/api-client.ts'

const dashed = (token: string) => token.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

test('a token leads to its cart, and the answer holds nothing else', async () => {
  const { call, cart } = openSandbox()
  const { id, token } = cart('hero')
  const answer = await call('GET', `/abandoned-carts/${token}`)
  assert.deepEqual(answer.body, { data: { cart_id: id }, meta: {} })
})

test('an unknown token is 404, a malformed one 400', async () => {
  const { call } = openSandbox()
  assert.equal((await call('GET', `/abandoned-carts/${'0'.repeat(32)}`)).status, 404)
  assert.equal((await call('GET', '/abandoned-carts/hello')).status, 400)
  assert.equal((await call('GET', `/abandoned-carts/${'0'.repeat(64)}`)).status, 400)
})

test('the token of an ordered cart resolves while its cart is gone, or not at all', async () => {
  const { sandbox, call, cart } = openSandbox()
  for (const key of ['converted', 'expired', 'emptied']) {
    const { id, token } = cart(key)
    assert.equal((await call('GET', `/abandoned-carts/${token}`)).body.data.cart_id, id)
    assert.equal((await call('GET', `/carts/${id}`)).status, 404)
  }
  sandbox.readings.set({ goneToken: '404' })
  assert.equal((await call('GET', `/abandoned-carts/${cart('converted').token}`)).status, 404)
  assert.equal((await call('GET', `/abandoned-carts/${cart('hero').token}`)).status, 200)
})

test('understands both spellings of a token, or only the one it issues', async () => {
  const { sandbox, call, cart } = openSandbox()
  const token = cart('hero').token ?? ''
  const status = async (spelling: string) => (await call('GET', `/abandoned-carts/${spelling}`)).status
  assert.deepEqual(
    [await status(token), await status(dashed(token)), await status(token.toUpperCase())],
    [200, 200, 200],
  )
  sandbox.readings.set({ tokenAccepted: 'as-issued' })
  assert.deepEqual([await status(token), await status(dashed(token))], [200, 404])
  sandbox.readings.set({ tokenIssued: 'dashed' })
  assert.deepEqual([await status(token), await status(dashed(token))], [404, 200])
})

test('either scope opens abandoned carts, as the two documents say', async () => {
  const { sandbox, call, cart } = openSandbox()
  const path = `/abandoned-carts/${cart('hero').token}`
  sandbox.world.accounts.bigcommerce.scopes = ['store_cart_read_only']
  assert.equal((await call('GET', path)).status, 403)
  sandbox.readings.set({ abandonedCartScope: 'carts' })
  assert.equal((await call('GET', path)).status, 200)
})

test('a token resolves as often as it is asked, or once', async () => {
  const { sandbox, call, cart } = openSandbox()
  const statusOf = async (key: string) => (await call('GET', `/abandoned-carts/${cart(key).token}`)).status
  assert.deepEqual([await statusOf('hero'), await statusOf('hero')], [200, 200])
  sandbox.readings.set({ tokenUse: 'once' })
  assert.deepEqual([await statusOf('coupon'), await statusOf('coupon')], [200, 404])
})
