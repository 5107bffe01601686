import assert from 'node:assert/strict'
import { test } from 'node:test'

import { control, openSandbox } from '../../testing/api-client.ts'

const pages = { '1': 'https://shop.example/cart?lang=en', '3': 'https://other.example/recover' }
const route = { type: 'recover_abandoned_cart', matching: '*', route: '/again' }

/** A sandbox with recovery pages, and what the first e-mail of a channel links to. */
function openSites() {
  const opened = openSandbox({ recoveryPageUrls: pages })
  const linkOf = async (name: string) => {
    const { body } = await control(opened.sandbox, 'GET', '/messages')
    const link: string = body.find((message: { name: string }) => message.name === name).link
    return link.replace(/t=[0-9a-f]{32}/g, 't=…')
  }
  return { ...opened, linkOf }
}

test('a channel’s site is where its recovery page is, and has the route that leads there', async () => {
  const { call, linkOf } = openSites()
  const site = (await call('GET', '/channels/3/site')).body.data
  assert.deepEqual([site.url, site.channel_id, site.urls[0].type], ['https://other.example', 3, 'primary'])
  const { body } = await call('GET', `/sites/${site.id}/routes?type=recover_abandoned_cart`)
  assert.deepEqual(
    body.data.map(({ id, ...rest }: { id: number }) => [typeof id, rest]),
    [['number', { ...route, route: '/recover' }]],
  )
  assert.equal(await linkOf('vesuviopay-hero'), 'https://other.example/recover?t=…')
  assert.equal(await linkOf('hero'), 'https://shop.example/cart?lang=en&t=…')
  assert.equal((await call('GET', '/channels/2/site')).body.data.url, 'https://store-demo.mybigcommerce.com')
  assert.equal((await call('GET', '/channels/77/site')).status, 404)
})

test('without a route the link leads to the hosted storefront, which knows the cart', async () => {
  const { sandbox, call, linkOf } = openSites()
  const { id } = (await call('GET', '/channels/1/site')).body.data
  const [own] = (await call('GET', `/sites/${id}/routes`)).body.data
  assert.equal((await call('DELETE', `/sites/${id}/routes/${own.id}`)).status, 204)
  assert.equal(await linkOf('hero'), 'https://store-demo.mybigcommerce.com/abandoned-cart?t=…')
  const { body } = await control(sandbox, 'GET', '/messages')
  const page = await sandbox.fetch(body[0].link, { redirect: 'manual' })
  assert.match(page.headers.get('location') ?? '', /^\/cart\/[0-9a-f]{32}$/)
  const made = await call('POST', `/sites/${id}/routes`, route)
  assert.equal(made.status, 201)
  assert.equal(await linkOf('hero'), 'https://shop.example/again?t=…')
  assert.deepEqual((await call('GET', `/sites/${id}/routes/${made.body.data.id}`)).body.data, made.body.data)
})

test('routes are changed one by one or as a list: all of it, or nothing', async () => {
  const { sandbox, call } = openSites()
  const { id } = (await call('GET', '/channels/1/site')).body.data
  const [own] = (await call('GET', `/sites/${id}/routes`)).body.data
  const changed = await call('PUT', `/sites/${id}/routes/${own.id}`, { ...route, route: '/{language}/cart' })
  assert.deepEqual([changed.status, changed.body.data.route], [201, '/{language}/cart'])
  const home = { type: 'home', matching: '*', route: '/' }
  const list = await call('PUT', `/sites/${id}/routes`, [{ id: own.id, ...route }, home])
  assert.equal(list.status, 200)
  assert.equal((await call('GET', `/sites/${id}/routes`)).body.data.length, 2)
  const before = structuredClone(sandbox.world.accounts.bigcommerce.routes)
  const refused = await call('PUT', `/sites/${id}/routes`, [{ type: 'search', matching: '*', route: '/s' }, home])
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['1.matching.type']])
  assert.deepEqual(sandbox.world.accounts.bigcommerce.routes, before)
})

test('what is wrong with a route is named', async () => {
  const { call } = openSites()
  const { id } = (await call('GET', '/channels/2/site')).body.data
  const refusal = async (body: object) => {
    const answer = await call('POST', `/sites/${id}/routes`, body)
    return [answer.status, Object.keys(answer.body.errors ?? {}).join()]
  }
  assert.deepEqual(await refusal({ ...route, type: 'recover' }), [422, 'type'])
  assert.deepEqual(await refusal({ ...route, route: 'https://evil.example/' }), [422, 'route'])
  assert.deepEqual(await refusal({ type: route.type, matching: '*' }), [422, 'route'])
  assert.deepEqual(await refusal(route), [201, ''])
  assert.deepEqual(await refusal(route), [422, 'matching.type'])
  assert.equal((await call('POST', '/sites/1077/routes', route)).status, 404)
})

test('reading sites and changing routes need their scopes', async () => {
  const { sandbox, call } = openSites()
  const account = sandbox.world.accounts.bigcommerce
  account.scopes = ['store_sites_read_only']
  const { id } = (await call('GET', '/channels/2/site')).body.data
  assert.equal((await call('GET', `/sites/${id}/routes`)).status, 200)
  assert.equal((await call('POST', `/sites/${id}/routes`, route)).status, 403)
  account.scopes = ['store_cart']
  assert.equal((await call('GET', '/channels/2/site')).status, 403)
  assert.equal((await call('GET', `/sites/${id}/routes`)).status, 403)
})

test('the link may carry more than the token, or the token twice', async () => {
  const { sandbox, linkOf } = openSites()
  sandbox.readings.set({ linkParameters: 'with-campaign' })
  assert.match(await linkOf('vesuviopay-hero'), /recover\?t=…&utm_source=abandoned-cart$/)
  sandbox.readings.set({ linkParameters: 'token-twice' })
  assert.match(await linkOf('vesuviopay-hero'), /recover\?t=…&t=…$/)
})

test('a page that is set later has its route, and other routes stay', async () => {
  const { sandbox, call, linkOf } = openSites()
  const { id } = (await call('GET', '/channels/3/site')).body.data
  await call('POST', `/sites/${id}/routes`, { type: 'home', matching: '*', route: '/' })
  sandbox.setRecoveryPageUrls({ '3': 'http://127.0.0.1:4173/late' })
  assert.equal(await linkOf('vesuviopay-hero'), 'http://127.0.0.1:4173/late?t=…')
  assert.equal((await call('GET', `/sites/${id}/routes`)).body.data.length, 2)
  sandbox.reset()
  assert.equal(await linkOf('vesuviopay-hero'), 'http://127.0.0.1:4173/late?t=…')
})

test('a site lists its checkout: of the storefront, of its own, or none, and links lead to it', async () => {
  const { sandbox, call, cart } = openSites()
  const places = async (key: string) => {
    const { id, channelId } = cart(key)
    const { urls, is_checkout_url_customized: isCustomized } = (await call('GET', `/channels/${channelId}/site`)).body
      .data
    const listed = urls.find(({ type }: { type: string }) => type === 'checkout')?.url
    const link = (await call('POST', `/carts/${id}/redirect_urls`)).body.data.checkout_url
    return [listed, isCustomized, new URL(link).origin]
  }
  const storefront = 'https://store-demo.mybigcommerce.com'
  assert.deepEqual(await places('hero'), [storefront, false, storefront])
  const checkoutUrls = { '1': 'https://checkout.shop.example', '3': null }
  await control(sandbox, 'PATCH', '/world', { accounts: { bigcommerce: { checkoutUrls } } })
  const own = 'https://checkout.shop.example'
  assert.deepEqual(await places('hero'), [own, true, own])
  assert.deepEqual(await places('vesuviopay-hero'), [undefined, false, 'https://shop.example'])
})
