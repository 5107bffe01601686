import assert from 'node:assert/strict'
import { test } from 'node:test'

import { adoptFromPage, adoptOver } from '../../../src/proxy/index.ts'
import { openAdoptShop, serverKey } from '../../setup/adopt-shop.ts'
import { shopOrigin } from '../../setup/shop.ts'

/** A shop with the route behind `adopt-url`, and the cart that its cookie names. */
async function openRoute() {
  const shop = openAdoptShop()
  const adopted: string[] = []
  let asked = 0
  return {
    shop,
    adopted,
    asked: () => asked,
    code: await shop.codeOf('hero'),
    post(body: unknown, headers: Record<string, string> = {}, method = 'POST') {
      const request = new Request(`${shopOrigin}/cart/adopt`, {
        method,
        headers: { origin: shopOrigin, 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      if (headers.origin === '') request.headers.delete('origin')
      return adoptFromPage(request, {
        origins: [shopOrigin],
        adopt: (wanted) => {
          asked++
          return shop.proxy.adopt(wanted)
        },
        setCart: ({ cartId }) => void adopted.push(cartId),
      })
    },
  }
}

test('the shop’s own page has the cart set', async () => {
  const { shop, post, code, adopted } = await openRoute()
  const { status, headers } = await post({ code })
  assert.deepEqual([status, headers.get('cache-control')], [204, 'no-store'])
  assert.deepEqual(adopted, [shop.cart('hero').id])
})

const forgeries: [string, Record<string, string>, number][] = [
  ['another origin', { origin: 'https://attacker.example' }, 403],
  ['an origin that begins alike', { origin: `${shopOrigin}.attacker.example` }, 403],
  ['another port', { origin: `${shopOrigin}:8443` }, 403],
  ['a sandboxed frame', { origin: 'null' }, 403],
  ['no origin at all', { origin: '' }, 403],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['a form that hides JSON in text', { 'content-type': 'text/plain' }, 415],
  ['a type that only ends like JSON', { 'content-type': 'text/plain; application/json' }, 415],
]
for (const [what, headers, expected] of forgeries) {
  test(`a post with the attacker’s own code from ${what} sets no cart`, async () => {
    const { post, code, adopted, asked } = await openRoute()
    const { status } = await post({ code }, headers)
    assert.deepEqual([status, adopted, asked()], [expected, [], 0])
  })
}

for (const body of ['', 'code=x', '[]', '{"code":""}', '{"code":7}', `{"code":"${'x'.repeat(9000)}"}`]) {
  test(`the body ${body.slice(0, 20)} sets no cart, and the proxy is not asked`, async () => {
    const { post, adopted, asked } = await openRoute()
    const { status } = await post(body)
    assert.ok(status === 400 || status === 413, String(status))
    assert.deepEqual([adopted, asked()], [[], 0])
  })
}

test('a navigation sets no cart, and a code that is over is told as it is', async () => {
  const { shop, post, code, adopted } = await openRoute()
  assert.equal((await post(undefined, {}, 'GET')).status, 405)
  shop.sandbox.world.clockOffsetSeconds += 121
  const late = await post({ code })
  assert.deepEqual([late.status, (await late.json()).code], [410, 'adopt-code-expired'])
  assert.deepEqual(adopted, [])
})

test('a shop whose cookie cannot be set says so, and tells nothing of why', async () => {
  const { shop, code } = await openRoute()
  const request = new Request(`${shopOrigin}/cart/adopt`, {
    method: 'POST',
    headers: { origin: shopOrigin, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  const { adopt } = shop.proxy
  const setCart = () => Promise.reject(new Error('secret of the session store'))
  const response = await adoptFromPage(request, { origins: [shopOrigin], adopt, setCart })
  assert.equal(response.status, 500)
  assert.ok(!(await response.text()).includes('secret'))
})

test('a server elsewhere asks with its key, and a wrong one is no matter of the page’s', async () => {
  const { shop, code } = await openRoute()
  const proxyUrl = `${shopOrigin}/cart-recovery/`
  const fetch: typeof globalThis.fetch = (input, init) => shop.proxy.fetch(new Request(input, init))
  assert.ok('cartId' in (await adoptOver({ proxyUrl, serverKey, fetch })({ code })))
  await assert.rejects(adoptOver({ proxyUrl, serverKey, fetch })({ code: 'made-up' }), { code: 'adopt-code-invalid' })
  await assert.rejects(adoptOver({ proxyUrl, serverKey: 'x', fetch })({ code }), { code: 'upstream-down' })
  const broken = () => Promise.reject(new TypeError('no network'))
  await assert.rejects(adoptOver({ proxyUrl, serverKey, fetch: broken })({ code }), { code: 'upstream-down' })
})

test('whatever the shop’s own cookie holds, the page’s request ends', async () => {
  const shop = openAdoptShop()
  const told: string[] = []
  const line = (_fields: object, message: string) => void told.push(message)
  const post = async (presentCartId: string, adopted: () => void) =>
    adoptFromPage(
      new Request(`${shopOrigin}/cart/adopt`, {
        method: 'POST',
        headers: { origin: shopOrigin, 'content-type': 'application/json' },
        body: JSON.stringify({ code: await shop.codeOf('hero') }),
      }),
      {
        origins: [shopOrigin],
        adopt: (wanted) => shop.proxy.adopt(wanted),
        presentCartId,
        setCart: adopted,
        log: { info: line, warn: line, error: line },
      },
    )
  for (const cookie of ['{"id": 1}', 'a b', 'x'.repeat(300), '']) {
    assert.equal((await post(cookie, () => {})).status, 204, cookie)
  }
  // A customer's cart: its lines do not go into a guest's, which is the shop's now without them.
  assert.equal((await post(shop.cart('account').id, () => {})).status, 204)
  assert.deepEqual(told, [])
  const failed = await post('', () => {
    throw new TypeError('the session is away')
  })
  assert.equal(failed.status, 500)
  assert.equal(told.length, 1)
})
