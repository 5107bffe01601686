import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign } from 'hono/jwt'

import { openSandbox, start } from '../../testing/api-client.ts'

const claims = {
  iss: 'sandboxclientidofthedemostore01',
  iat: start / 1000,
  jti: 'one',
  operation: 'customer_login',
  store_hash: 'demo1234',
  customer_id: 4711,
  channel_id: 1,
}

/** The account cart's checkout, and a browser that keeps the newest cookie. */
async function openAccountCart() {
  const opened = openSandbox()
  const { body } = await opened.call('POST', `/carts/${opened.cart('account').id}/redirect_urls`)
  const { origin, pathname, search } = new URL(body.data.checkout_url)
  const { clientSecret } = opened.sandbox.credentials.bigcommerce.customerLogin
  let cookie = ''
  async function visit(path: string, method = 'GET'): Promise<{ status: number; path: string; text: string }> {
    const response = await opened.sandbox.fetch(new URL(path, origin), { method, headers: { Cookie: cookie } })
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie
    const location = response.headers.get('Location')
    return location ? visit(location) : { status: response.status, path, text: await response.text() }
  }
  const logIn = async (more: object = {}, secret = clientSecret) => {
    const token = await sign({ ...claims, redirect_to: pathname + search, ...more }, secret, 'HS256')
    return `/login/token/${token}`
  }
  return { ...opened, visit, logIn, checkout: pathname + search }
}

test('a login token signs the customer in before the checkout, and a stranger is asked to', async () => {
  const { visit, logIn } = await openAccountCart()
  const signedIn = await visit(await logIn())
  assert.match(signedIn.text, /Place order/)
  const stranger = await openAccountCart()
  const asked = await stranger.visit(stranger.checkout)
  assert.match(asked.text, /Sign in to check out/)
  assert.doesNotMatch(asked.text, /sneakers|Place order/)
  assert.match((await stranger.visit(asked.path, 'POST')).text, /Sign in to check out/)
  assert.ok(!stranger.sandbox.world.orders.some(({ cartId }) => cartId === stranger.cart('account').id))
  assert.match((await stranger.visit(`${asked.path}/sign-in`, 'POST')).text, /Place order/)
})

test('a login token is good once, and only as the document has it', async () => {
  const { visit, logIn, sandbox } = await openAccountCart()
  const isRefused = async (more: object, secret?: string) => {
    const { path } = await visit(await logIn({ redirect_to: '/account.php', ...more }, secret))
    return path === '/login.php'
  }
  assert.equal(await isRefused({ jti: 'two' }), false)
  assert.equal(await isRefused({ jti: 'two' }), true)
  for (const wrong of [
    { iss: 'another' },
    { iat: start / 1000 - 31 },
    { jti: '' },
    { operation: 'login' },
    { store_hash: 'another' },
    { customer_id: 4712 },
    { customer_id: '4711' },
    { redirect_to: 'https://elsewhere.example/' },
    { redirect_to: '//elsewhere.example/' },
  ]) {
    assert.equal(await isRefused({ jti: JSON.stringify(wrong), ...wrong }), true, JSON.stringify(wrong))
  }
  assert.equal(await isRefused({ jti: 'three' }, 'another secret'), true)
  assert.deepEqual(sandbox.world.bigcommerce.usedLogins, ['two'])
})

test('without its channel a login is one of the default channel', async () => {
  const { visit, logIn, cart } = await openAccountCart()
  cart('account').channelId = '2'
  assert.match((await visit(await logIn({ channel_id: undefined }))).text, /Sign in to check out/)
})
