import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { createOpenApiCheck, skipWithoutSpecs } from './openapi.ts'

test('every BigCommerce operation of the sandbox speaks as its OpenAPI document says', {
  skip: skipWithoutSpecs,
}, async () => {
  const check = createOpenApiCheck()
  const sandbox = createSandbox()
  // The tour is longer than a store's quota.
  sandbox.world.accounts.bigcommerce.quota.requests = 10_000
  const checks: Promise<string[]>[] = []
  const seen = new Set<string>()
  sandbox.calls.onCall(({ call, request, requestBody, response }) => {
    const shape = call.path.replace(/\?.*/, '').replace(/[0-9a-f-]{32,}|\[token\]|channels\/\d+|\b\d{4,}\b/g, '*')
    seen.add(`${call.method} ${shape.replace(/^\/stores\/[^/]+\/v3/, '')}`)
    checks.push(response.text().then((responseBody) => check(request, requestBody, response, responseBody)))
  })
  await tour(sandbox)
  const violations = (await Promise.all(checks)).flat()
  console.log(`BigCommerce: ${checks.length} exchanges checked against the OpenAPI documents`)
  assert.deepEqual(violations, [])
  assert.deepEqual([...seen].sort(), [
    'DELETE /carts/*',
    'DELETE /carts/*/items/*',
    'DELETE /hooks/*',
    'DELETE /sites/*/routes/*',
    'GET /abandoned-carts/*',
    'GET /abandoned-carts/settings',
    'GET /abandoned-carts/settings/*',
    'GET /carts/*',
    'GET /catalog/products',
    'GET /catalog/variants',
    'GET /hooks',
    'GET /hooks/*',
    'GET /inventory/items',
    'GET /sites/*/routes',
    'GET /sites/*/routes/*',
    'POST /carts',
    'POST /carts/*/items',
    'POST /carts/*/redirect_urls',
    'POST /hooks',
    'POST /sites/*/routes',
    'PUT /abandoned-carts/settings',
    'PUT /abandoned-carts/settings/*',
    'PUT /carts/*',
    'PUT /carts/*/items/*',
    'PUT /hooks/*',
    'PUT /sites/*/routes',
    'PUT /sites/*/routes/*',
  ])
})

test('a wrong answer, a wrong request and an undocumented one are violations', { skip: skipWithoutSpecs }, () => {
  const check = createOpenApiCheck()
  const address = 'https://api.bigcommerce.com/stores/x/v3'
  const id = '74cd7d0a-c748-4efa-b9bf-cf15751e78b2'
  const wrongAnswer = check(new Request(`${address}/carts/${id}`), '', new Response(), '{"data":{"version":"one"}}')
  assert.match(wrongAnswer.join(), /answer 200\/data\/version: must be integer/)
  const put = new Request(`${address}/carts/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
  })
  const created = new Response(null, { status: 201 })
  assert.match(check(put, '{"customer_id":"5"}', created, '{}').join(), /body\/customer_id: must be integer/)
  assert.match(
    check(new Request(`${address}/carts/${id}?x=1`), '', new Response(), '{}').join(),
    /"x" is not documented/,
  )
  assert.match(check(new Request(`${address}/baskets`), '', new Response(), '{}').join(), /not documented/)
})

/** Does everything an adapter may do, on every cart, and everything that is refused. */
async function tour(sandbox: Sandbox): Promise<void> {
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await sandbox.fetch(`https://api.bigcommerce.com/stores/${storeHash}/v3${path}`, {
      method,
      headers: { 'X-Auth-Token': accessToken, 'Content-Type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    return response.status === 204 ? {} : response.json()
  }
  const includes =
    'include=redirect_urls,line_items.physical_items.options,line_items.digital_items.options,promotions.banners'

  for (const cart of sandbox.world.carts) {
    await call('GET', `/abandoned-carts/${cart.token}`)
    await call('GET', `/carts/${cart.id}?${includes}`)
    await call('POST', `/carts/${cart.id}/redirect_urls`, { query_params: { from: 'mail' } })
  }
  await call('GET', '/abandoned-carts/00000000000000000000000000000000')
  await call('GET', '/abandoned-carts/settings')
  await call('GET', '/abandoned-carts/settings/channels/1')
  await call('PUT', '/abandoned-carts/settings', { ...sandbox.world.bigcommerce.abandonedCartSettings, enabled: true })
  await call('PUT', '/abandoned-carts/settings', {
    ...sandbox.world.bigcommerce.abandonedCartSettings,
    enabled: true,
    enable_notification: false,
  })

  const override = { ...sandbox.world.bigcommerce.abandonedCartSettings, enable_notification: null }
  await call('PUT', '/abandoned-carts/settings/channels/1', override)
  await call('GET', '/abandoned-carts/settings/channels/1')
  await call('PUT', '/abandoned-carts/settings/channels/2', { enable_notification: true })

  const hook = { scope: 'store/cart/abandoned', destination: 'https://shop.example/hooks', headers: { 'x-own': 'one' } }
  await call('GET', '/hooks')
  const { data: made } = await call('POST', '/hooks', { ...hook, is_active: true })
  await call('POST', '/hooks', { ...hook, destination: 'http://shop.example/hooks' })
  await call('GET', `/hooks/${made.id}`)
  await call('GET', `/hooks?is_active=true&scope=${hook.scope}&destination=${hook.destination}&page=1&limit=10`)
  await call('PUT', `/hooks/${made.id}`, { is_active: false, headers: null })
  await call('DELETE', `/hooks/${made.id}`)
  await call('DELETE', `/hooks/${made.id}`)

  const routes = '/sites/1002/routes'
  const route = { type: 'recover_abandoned_cart', matching: '*', route: '/recover' }
  const { data: added } = await call('POST', routes, route)
  await call('POST', routes, route)
  await call('GET', `${routes}?type=recover_abandoned_cart&page=1&limit=10`)
  await call('GET', `${routes}/${added.id}`)
  await call('PUT', `${routes}/${added.id}`, { ...route, route: '/again' })
  await call('PUT', routes, [
    { id: added.id, ...route },
    { ...route, type: 'home' },
  ])
  await call('PUT', routes, [route])
  await call('DELETE', `${routes}/${added.id}`)

  await call('GET', '/catalog/products?limit=250&include=variants')
  await call('GET', '/catalog/products?include=options,modifiers,images,primary_image')
  await call('GET', '/catalog/products?id:in=101,112,113&include=variants&include_fields=name,price,inventory_level')
  await call('GET', '/catalog/variants?product_id:in=101,113&limit=10&page=2')
  await call('GET', '/inventory/items?product_id:in=101,115')
  await call('GET', '/inventory/items?variant_id:in=10101,11500&location_id:in=1,2&limit=100')

  const { data: cart } = await call('POST', `/carts?${includes}`, {
    customer_id: 0,
    channel_id: 1,
    currency: { code: 'EUR' },
    locale: 'en',
    line_items: [
      { quantity: 2, product_id: 113, variant_id: 11300 },
      { quantity: 1, product_id: 117, option_selections: [{ option_id: 1175, option_value: 'Ada & Luca' }] },
    ],
    custom_items: [{ sku: 'WRAP', name: 'Wrapping', quantity: 1, list_price: 4.5 }],
    gift_certificates: [
      { name: 'For you', theme: 'Birthday', amount: 25, quantity: 1, sender: { name: 'A' }, recipient: { name: 'B' } },
    ],
  })
  const [mug, board] = cart.line_items.physical_items
  await call('POST', `/carts/${cart.id}/items`, {
    line_items: [{ quantity: 1, product_id: 125, variant_id: 12500 }],
    version: 1,
  })
  await call('PUT', `/carts/${cart.id}/items/${mug.id}`, { line_item: { quantity: 5 }, version: 2 })
  await call('PUT', `/carts/${cart.id}/items/${mug.id}`, { line_item: { quantity: 5 }, version: 1 })
  await call('PUT', `/carts/${cart.id}/items/${mug.id}`, { line_item: { quantity: 5000 } })
  await call('PUT', `/carts/${cart.id}`, { customer_id: 12 })
  await call('DELETE', `/carts/${cart.id}/items/${board.id}`, { version: 4 })
  await call('DELETE', `/carts/${cart.id}/items/${board.id}`)
  await call('DELETE', `/carts/${cart.id}`)
  await call('GET', `/carts/${cart.id}`)
  const { data: short } = await call('POST', '/carts', {
    line_items: [{ quantity: 1, product_id: 113, variant_id: 11301 }],
  })
  await call('DELETE', `/carts/${short.id}/items/${short.line_items.physical_items[0].id}`)

  await call('GET', `/carts/${cart.id}`, undefined, { 'X-Auth-Token': 'wrong' })
  sandbox.world.accounts.bigcommerce.quota.requests = 0
  await call('GET', `/carts/${cart.id}`)
}
