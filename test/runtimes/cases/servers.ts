import assert from 'node:assert/strict'

import { type Case, type Group, refuses } from '../case.ts'
import { type Sent, send } from '../http.ts'
import { assertProblem, open, tap, until } from '../shopper.ts'
import { merchantKey, merchantOrigin, type Site, serverKey, shopOrigin } from '../site.ts'

const json = { 'content-type': 'application/json' }
const asServer = { ...json, authorization: `Bearer ${serverKey}` }
const asMerchant = { authorization: `Bearer ${merchantKey}` }
const wrong = { ...json, authorization: 'Bearer wrong' }

const adopt = ({ bases }: Site, body: unknown) =>
  send(bases.shop, '/adopt', { method: 'POST', headers: asServer, body: JSON.stringify(body) })
const merchant = ({ bases }: Site, path: string, { headers, ...sent }: Sent = {}) =>
  send(bases.shop, `/merchant${path}`, { ...sent, headers: { ...asMerchant, ...headers } })

/** The code that "keep shopping" brings. */
async function codeOf(site: Site) {
  const { page, worldCart } = await open(site)
  const { status, json } = await tap(site, '/restore', { ...page, lineItems: [] })
  assert.equal(status, 200)
  return { code: json.adoptCode as string, worldCart }
}

const reads = (path: string): Case => ({
  name: `the merchant reads ${path}`,
  async run(site) {
    const { status, headers, json } = await merchant(site, path)
    assert.deepEqual([status, typeof json, headers['cache-control']], [200, 'object', 'no-store'])
  },
})

export const servers: Group = {
  name: 'server to server',
  cases: [
    {
      name: 'a code names the cart to the shop’s server, again and again',
      async run(site) {
        const { code, worldCart } = await codeOf(site)
        const named = { platform: 'bigcommerce', cartId: worldCart.id, channelId: '1' }
        for (let n = 0; n < 2; n++) {
          const { status, json } = await adopt(site, { code })
          assert.deepEqual([status, json], [200, named])
        }
      },
    },
    {
      name: 'the shop’s present cart is merged',
      async run(site) {
        const { code, worldCart } = await codeOf(site)
        const present = site.addCart('hero')
        const { status } = await adopt(site, { code, presentCartId: present.id })
        assert.equal(status, 200)
        assert.ok(worldCart.lines.length > 4)
      },
    },
    {
      name: 'a made-up code is refused',
      run: async (site) => assertProblem(await adopt(site, { code: 'made-up' }), 'adopt-code-invalid'),
    },
    {
      name: 'a body with more is refused',
      run: async (site) => assertProblem(await adopt(site, { code: 'x', cartId: 'y' }), 'invalid-request'),
    },
    refuses('no server key', '/adopt', { method: 'POST', headers: json, body: '{"code":"x"}' }, 'unauthorized'),
    refuses('a wrong server key', '/adopt', { method: 'POST', headers: wrong, body: '{"code":"x"}' }, 'unauthorized'),
    refuses(
      'a form',
      '/adopt',
      { method: 'POST', headers: { ...asServer, 'content-type': 'text/plain' }, body: '{}' },
      'unsupported-media-type',
    ),
    {
      name: 'a customer is sealed',
      async run({ bases }) {
        const sent = { method: 'POST', headers: asServer, body: '{"customerId":"4711"}' }
        const { status, json } = await send(bases.shop, '/seal-customer', sent)
        assert.deepEqual([status, json.shopperToken.includes('4711')], [200, false])
      },
    },
    refuses(
      'an id of a customer that is none',
      '/seal-customer',
      { method: 'POST', headers: asServer, body: '{"customerId":""}' },
      'invalid-request',
    ),
    ...['/carts', '/carts?limit=1', '/reports', '/summary', '/settings', '/settings/channels/1'].map(reads),
    refuses('no merchant key', '/merchant/carts', {}, 'unauthorized'),
    refuses('a wrong merchant key', '/merchant/carts', { headers: wrong }, 'unauthorized'),
    refuses('a limit that is none', '/merchant/carts?limit=x', { headers: asMerchant }, 'invalid-request'),
    refuses('an unknown parameter', '/merchant/carts?color=red', { headers: asMerchant }, 'invalid-request'),
    refuses('an unknown merchant route', '/merchant/nothing', { headers: asMerchant }, 'not-found'),
    {
      name: 'a session opens, and ends',
      async run(site) {
        const opened = await merchant(site, '/session', { method: 'POST', headers: { origin: merchantOrigin } })
        assert.equal(opened.status, 200)
        const headers = { authorization: `Bearer ${opened.json.token}` }
        assert.equal((await merchant(site, '/carts', { headers })).status, 200)
        assertProblem(await merchant(site, '/session', { method: 'POST', headers }), 'unauthorized')
        assert.equal((await merchant(site, '/session', { method: 'DELETE', headers })).status, 200)
        assertProblem(await merchant(site, '/carts', { headers }), 'unauthorized')
      },
    },
    {
      name: 'a setting is written, and read back',
      async run(site) {
        const before = (await merchant(site, '/settings/channels/1')).json
        const sent = { method: 'PUT', headers: json, body: JSON.stringify({}) }
        const { status, json: after } = await merchant(site, '/settings/channels/1', sent)
        assert.deepEqual([status, after], [200, before])
      },
    },
    {
      name: 'an abandoned cart’s webhook is a row and a message, after its answer',
      async run(site) {
        const cart = site.addCart('hero', { status: 'active' } as never)
        await site.happens(cart, 'abandon')
        const { phone } = cart.shopper
        await until('its message', () =>
          site.sandbox.world.messages.some(({ platform, to }) => platform === 'buzzbip' && to === phone),
        )
        const { json } = await merchant(site, '/carts?limit=100')
        assert.ok(json.carts.some(({ status }: { status: string }) => status === 'abandoned'))
      },
    },
    {
      name: 'an order’s webhook closes the cart',
      async run(site) {
        const { worldCart, cartHandle } = await open(site)
        await site.happens(worldCart, 'convert')
        await until('it is completed', async () => {
          const sent = {
            method: 'POST',
            headers: { ...json, origin: shopOrigin },
            body: JSON.stringify({ cartHandle }),
          }
          return (await send(site.bases.shop, '/availability', sent)).status === 410
        })
      },
    },
    refuses(
      'a webhook that is not signed',
      '/webhooks/bigcommerce',
      { method: 'POST', headers: json, body: '{}' },
      'webhook-refused',
    ),
    refuses(
      'a webhook of no platform',
      '/webhooks/nothing',
      { method: 'POST', headers: json, body: '{}' },
      'not-found',
    ),
    refuses(
      'a webhook of two megabytes',
      '/webhooks/bigcommerce',
      { method: 'POST', headers: json, body: 'x'.repeat(2 << 20) },
      'request-too-large',
    ),
  ],
}
