import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSandbox } from './create-sandbox.ts'
import { control, openSandbox } from './testing/api-client.ts'

test('a reset brings back the same world, ids and tokens, and forgets faults, readings and calls', async () => {
  const { sandbox, call, cart } = openSandbox()
  const before = structuredClone(sandbox.world)
  const make = () =>
    call('POST', '/carts?include=redirect_urls', { custom_items: [{ name: 'A', quantity: 1, list_price: 1 }] })
  const first = await make()
  await call('DELETE', `/carts/${cart('hero').id}`)
  sandbox.readings.set({ goneToken: '404' })
  sandbox.faults.set({ platform: 'bigcommerce', fault: '500' })
  sandbox.world.clockOffsetSeconds = 60
  let resets = 0
  sandbox.onReset(() => {
    resets += 1
  })
  assert.deepEqual((await control(sandbox, 'POST', '/reset')).body, { scenario: 'demo' })
  assert.deepEqual(sandbox.world, before)
  assert.deepEqual([resets, sandbox.calls.list(), sandbox.faults.list()], [1, [], []])
  assert.equal(sandbox.readings.get('goneToken'), 'resolves')
  const again = await make()
  assert.deepEqual(again.body, first.body)
  assert.equal(again.headers.get('X-Rate-Limit-Requests-Left'), '149', 'the quota starts anew')
})

test('two sandboxes share nothing', async () => {
  const one = openSandbox()
  const two = openSandbox()
  const before = structuredClone(two.sandbox.world)
  one.sandbox.faults.set({ platform: 'bigcommerce', fault: '500', path: '/catalog' })
  one.sandbox.readings.set({ redirectAnswer: 'bare' })
  await one.call('DELETE', `/carts/${one.cart('hero').id}`)
  await control(one.sandbox, 'PATCH', '/world', { variants: [{ productId: '113', variantId: '11300', stock: 0 }] })
  assert.deepEqual(two.sandbox.world, before)
  assert.equal((await two.call('GET', '/catalog/products')).status, 200)
  assert.equal(two.sandbox.readings.get('redirectAnswer'), 'wrapped')
  assert.equal(two.sandbox.calls.list().length, 1)
})

test('fetch knows the hosts of the platforms; others cannot be reached', async () => {
  const { sandbox } = openSandbox({ urls: { bigcommerce: 'http://127.0.0.1:5001/store/' } })
  assert.equal((await sandbox.fetch('https://api.bigcommerce.com/stores/x/v3/carts/1')).status, 401)
  assert.equal((await sandbox.fetch('http://127.0.0.1:5001/store/product-images/mug-sage.svg')).status, 200)
  await assert.rejects(sandbox.fetch('https://shop.example/'), new TypeError('fetch failed'))
  sandbox.setUrl('bigcommerce', 'http://127.0.0.1:6001')
  assert.equal((await sandbox.fetch('http://127.0.0.1:6001/product-images/mug-sage.svg')).status, 200)
})

test('the platform handler ignores the host, so that any server can stand before it', async () => {
  const { sandbox } = openSandbox()
  const response = await sandbox.platforms.bigcommerce.fetch(new Request('http://localhost:1/stores/x/v3/carts/1'))
  assert.equal(response.status, 401)
})

test('links go to the recovery page of the cart’s channel and keep its query', async () => {
  const { sandbox, cart } = openSandbox({ recoveryPageUrls: { '1': 'https://shop.example/cart?lang=en' } })
  const links = async () => (await control(sandbox, 'GET', '/messages')).body as { name: string; link?: string }[]
  const linkOf = async (name: string) => (await links()).find((message) => message.name === name)?.link
  assert.equal(await linkOf('hero'), `https://shop.example/cart?lang=en&t=${cart('hero').token}`)
  // No route, no page of the channel's own: the hosted storefront's.
  assert.match((await linkOf('other-channel')) ?? '', /mybigcommerce\.com\/abandoned-cart\?t=[0-9a-f]{32}$/)
  sandbox.setRecoveryPageUrls({ '1': 'http://127.0.0.1:4173/recover', '2': 'http://127.0.0.1:4173/harbour' })
  sandbox.readings.set({ tokenIssued: 'dashed' })
  assert.match((await linkOf('hero')) ?? '', /recover\?t=[0-9a-f]{8}-[0-9a-f]{4}-/)
  assert.match((await linkOf('other-channel')) ?? '', /harbour\?t=/)
})

test('an unknown scenario is refused with the names there are', () => {
  assert.throws(() => createSandbox({ scenario: 'nothing' }), /no scenario "nothing"; try demo, /)
})
