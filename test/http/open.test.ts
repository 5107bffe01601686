import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { mintLink, type ProxyConfig } from '../../src/proxy/index.ts'
import { type CookieJar, createCookieJar } from '../setup/cookie-jar.ts'
import { openShop, type Shop, shopOrigin } from '../setup/shop.ts'

const base = `${shopOrigin}/cart-recovery`
const tenMinutes = 10 * 60

const channel = {
  origins: [shopOrigin],
  recoveryPageUrl: `${shopOrigin}/cart`,
  shopUrl: `${shopOrigin}/`,
  checkoutOrigins: ['https://store-demo.mybigcommerce.com'],
}
const openWith = (changes: Partial<ProxyConfig> = {}) => openShop('demo', changes)

/** Follows the link of a message, and says where it led. */
async function follow(shop: Shop, path: string, jar: CookieJar = createCookieJar()) {
  const cookie = jar.header()
  const response = await shop.fetch(new Request(base + path, { headers: { ...(cookie && { cookie }) } }))
  jar.take(response)
  const location = response.headers.get('location') ?? ''
  const mark = URL.canParse(location) ? (new URL(location).searchParams.get('cr-open') ?? '') : ''
  return { response, status: response.status, location, mark, jar }
}

const recover = (shop: Shop, opened: string, jar: CookieJar) =>
  shop.post<RecoverAnswer & Problem>('/recover', { opened }, { cookie: jar.header() })

const link = (shop: Shop, key = 'hero') => `/open?t=${shop.cart(key).token}`

test('leads to the page with a mark, and keeps the token in a cookie of that mark', async () => {
  const shop = openWith()
  shop.newCalls()
  const { response, status, location, mark, jar } = await follow(shop, link(shop))
  assert.equal(status, 303)
  assert.match(mark, /^[\w-]{16}$/)
  assert.equal(location, `${shopOrigin}/cart?cr-open=${mark}`)
  const [line = '', ...more] = response.headers.getSetCookie()
  assert.deepEqual(more, [])
  const [pair = '', ...attributes] = line.split('; ')
  assert.ok(pair.startsWith(`cr-open-${mark}=`))
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=600', 'Path=/cart-recovery', 'SameSite=Lax', 'Secure'])
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.ok(!`${line}${location}${shop.logged}`.includes(shop.cart('hero').token))
  assert.deepEqual(shop.newCalls(), [], 'no platform is asked')

  const { status: recovered, body } = await recover(shop, mark, jar)
  assert.equal(recovered, 200)
  assert.equal(body.cart?.lineItems.length, 4)
})

test('a new mark each time, whoever follows the link: the mark alone opens nothing', async () => {
  const shop = openWith()
  const one = await follow(shop, link(shop))
  const other = await follow(shop, link(shop))
  assert.notEqual(one.mark, other.mark)
  for (const [mark, jar] of [
    [one.mark, other.jar],
    [one.mark, createCookieJar()],
    ['', one.jar],
    ['__proto__', one.jar],
    ['x'.repeat(60_000), one.jar],
  ] as const) {
    const { status, body } = await recover(shop, mark, jar)
    assert.deepEqual([status, body.code], [401, 'link-needed'])
  }
})

test('a cookie under another mark, of another store or changed opens nothing', async () => {
  const shop = openWith()
  const { mark, jar } = await follow(shop, link(shop))
  const value = jar.header().split('=')[1] ?? ''
  const others = openWith({ store: 'other' })
  assert.equal((await recover(others, mark, jar)).body.code, 'link-needed')
  jar.set('cr-open-another', value)
  assert.equal((await recover(shop, 'another', jar)).body.code, 'link-needed')
  jar.set(`cr-open-${mark}`, `${value.slice(0, -4)}AAAA`)
  assert.equal((await recover(shop, mark, jar)).body.code, 'link-needed')
})

test('two tabs with two links have a cart each, and a reload has it again', async () => {
  const shop = openWith()
  const jar = createCookieJar()
  const one = await follow(shop, link(shop), jar)
  const two = await follow(shop, link(shop, 'all-available'), jar)
  const names = async (mark: string) =>
    (await recover(shop, mark, jar)).body.cart?.lineItems.map(({ name }) => name).join()
  const [first, second] = [await names(one.mark), await names(two.mark)]
  assert.ok(first && second && first !== second)
  // After a lost answer, and on a reload.
  assert.equal(await names(one.mark), first)
})

test('at most five are kept: the oldest goes, and so does what does not open', async () => {
  const shop = openWith()
  const jar = createCookieJar()
  jar.set('session', 'of-the-shop')
  jar.set('cr-open-forged', 'x')
  const marks: string[] = []
  for (let tab = 0; tab < 7; tab++) {
    marks.push((await follow(shop, link(shop), jar)).mark)
    shop.sandbox.world.clockOffsetSeconds += 1
  }
  assert.deepEqual(jar.names(), ['session', ...marks.slice(2).map((mark) => `cr-open-${mark}`)])
  assert.equal((await recover(shop, marks[1] ?? '', jar)).body.code, 'link-needed')
  assert.equal((await recover(shop, marks[2] ?? '', jar)).status, 200)
})

test('it lasts ten minutes, and until the checkout, which removes this one alone', async () => {
  const shop = openWith()
  const jar = createCookieJar()
  const other = await follow(shop, link(shop, 'all-available'), jar)
  const { mark } = await follow(shop, link(shop), jar)
  shop.sandbox.world.clockOffsetSeconds += tenMinutes - 5
  const { body } = await recover(shop, mark, jar)
  const answer = await shop.checkout({ cartHandle: body.cartHandle })
  assert.equal(answer.status, 200)
  jar.take(answer)
  assert.deepEqual(jar.names(), [`cr-open-${other.mark}`])
  shop.sandbox.world.clockOffsetSeconds += 10
  assert.equal((await recover(shop, other.mark, jar)).body.code, 'link-needed')
})

test('"Not your cart?" removes every cookie of that link, and none of another', async () => {
  const shop = openWith()
  const jar = createCookieJar()
  const tap = () => follow(shop, link(shop), jar)
  const other = await follow(shop, link(shop, 'all-available'), jar)
  const [first, second] = [await tap(), await tap()]
  const { body } = await recover(shop, second.mark, jar)
  shop.newCalls()
  const left = await shop.post('/leave', { cartHandle: body.cartHandle }, { cookie: jar.header() })
  assert.deepEqual([left.status, left.body], [200, {}])
  jar.take(left)
  assert.deepEqual(jar.names(), [`cr-open-${other.mark}`])
  for (const { mark } of [first, second])
    assert.equal((await recover(shop, mark, jar)).body.code, 'link-needed', 'neither Back nor a reload opens it')
  assert.deepEqual(shop.newCalls(), [], 'no platform is asked')
})

test('all other parameters travel along, byte by byte, and the page keeps its own', async () => {
  const own = { ...channel, recoveryPageUrl: `${shopOrigin}/cart?page=1#top` }
  const shop = openWith({ channels: { 1: own } })
  const { token } = shop.cart('hero')
  const asked = `?utm=%7e+x&%74=${token}&a=1&a=2&empty=&cr-open=made-up&b`
  const { location, mark } = await follow(shop, `/open${asked}`)
  assert.equal(location, `${shopOrigin}/cart?page=1&utm=%7e+x&a=1&a=2&empty=&b&cr-open=${mark}#top`)
})

test('without a token it leads to the page alone', async () => {
  const shop = openWith()
  for (const [asked, query] of [
    ['', ''],
    ['?t=', ''],
    ['?a=1&cr-open=x', '?a=1'],
  ]) {
    const { status, location, response } = await follow(shop, `/open${asked}`)
    assert.deepEqual([status, location], [303, `${shopOrigin}/cart${query}`])
    assert.deepEqual(response.headers.getSetCookie(), [])
  }
})

const real = '0123456789abcdef0123456789abcdef'
const hostile: Record<string, string> = {
  'a path': 'settings',
  'two tokens': `${real}&t=${real.replace('0', '1')}`,
  'the form of our own links, of any length': `cr1_${'a'.repeat(190)}..${'b'.repeat(20)}.${'c'.repeat(1190)}.${'d'.repeat(60)}`,
  'a header line': 'x%0d%0aset-cookie:%20a=b',
  'an address': '//evil.example/%2e%2e',
  'an order confirmation': 'ab'.repeat(32),
  'broken encoding': '%e0%a4%a',
  'eight thousand characters': 'a'.repeat(8000),
}
for (const [what, text] of Object.entries(hostile)) {
  test(`${what} is kept short, and is an invalid link`, async () => {
    const shop = openWith()
    const { status, location, response, mark, jar } = await follow(shop, `/open?t=${text}`)
    assert.equal(status, 303)
    assert.equal(location, `${shopOrigin}/cart?cr-open=${mark}`)
    const [line = '', ...more] = response.headers.getSetCookie()
    assert.deepEqual(more, [])
    assert.ok(line.length < 400, `${line.length} characters`)
    shop.newCalls()
    const { body } = await recover(shop, mark, jar)
    assert.equal(body.code, 'invalid-link')
    assert.deepEqual(shop.newCalls(), [])
  })
}

test('hundreds of made-up cookies make no long answer', async () => {
  const shop = openWith()
  const jar = createCookieJar()
  for (let number = 0; number < 500; number++) jar.set(`cr-open-${number}`, 'x')
  const { status, response, mark } = await follow(shop, link(shop), jar)
  assert.equal(status, 303)
  assert.equal(response.headers.getSetCookie().length, 21)
  assert.equal((await recover(shop, mark, jar)).status, 200)
})

test('a sealed link opens by it too, and says that it has expired', async () => {
  const shop = openWith()
  const minted = await mintLink(shop.config, { cartId: shop.cart('hero').id, lifetimeMs: 60_000 })
  const path = `/open?t=${new URL(minted).searchParams.get('t')}`
  const fresh = await follow(shop, path)
  assert.equal((await recover(shop, fresh.mark, fresh.jar)).status, 200)
  shop.sandbox.world.clockOffsetSeconds += 61
  assert.equal((await recover(shop, fresh.mark, fresh.jar)).body.code, 'expired')
  const late = await follow(shop, path)
  assert.equal((await recover(shop, late.mark, late.jar)).body.code, 'expired')
})

test('several channels are told apart by the path, and one that is not listed is not found', async () => {
  const second = { ...channel, recoveryPageUrl: `${shopOrigin}/zwei/cart` }
  const shop = openWith({ channels: { 1: channel, 2: second } })
  const { token } = shop.cart('hero')
  assert.match((await follow(shop, `/open/1?t=${token}`)).location, /^https:\/\/shop\.example\/cart\?cr-open=/)
  assert.match((await follow(shop, `/open/2?t=${token}`)).location, /^https:\/\/shop\.example\/zwei\/cart\?cr-open=/)
  for (const path of ['/open', '/open/3', '/open/__proto__', '/open/constructor', '/open/1/2', '/open/%E0']) {
    const { status, location, response } = await follow(shop, `${path}?t=${token}`)
    assert.deepEqual([path, status, location], [path, 404, ''])
    assert.deepEqual(response.headers.getSetCookie(), [])
  }
})

test('where the page is on another origin the token travels along, and no cookie is set', async () => {
  const own = { ...channel, origins: ['https://www.shop.example'], recoveryPageUrl: 'https://www.shop.example/cart' }
  const shop = openWith({ channels: { 1: own } })
  const query = `?a=1&t=${shop.cart('hero').token}&b=%7e`
  const { status, location, response } = await follow(shop, `/open${query}`)
  assert.deepEqual([status, location], [303, `https://www.shop.example/cart${query}`])
  assert.deepEqual(response.headers.getSetCookie(), [])
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
})

test('it is a navigation: GET and HEAD alone, and no page may read it from elsewhere', async () => {
  const shop = openWith()
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status } = await shop.fetch(new Request(`${base}/open`, { method, headers: { origin: shopOrigin } }))
    assert.equal(status, 405, method)
  }
  const answers = [
    await shop.fetch(new Request(base + link(shop), { method: 'HEAD' })),
    await shop.fetch(new Request(base + link(shop), { headers: { origin: 'https://evil.example' } })),
    await shop.post('/recover', { opened: 'x' }),
  ]
  for (const { headers } of answers) assert.equal(headers.get('access-control-allow-credentials'), null)
  assert.equal(answers[0]?.status, 303)
})

test('on loopback the cookie is not Secure, because WebKit drops such a one over http', async () => {
  const shopOnLoopback = { ...channel, recoveryPageUrl: 'http://127.0.0.1:4173/cart' }
  const shop = openWith({
    publicUrl: 'http://127.0.0.1:4173/cart-recovery',
    insecureLoopback: true,
    channels: { 1: shopOnLoopback },
  })
  const { response, mark, jar } = await follow(shop, link(shop))
  assert.doesNotMatch(response.headers.getSetCookie().join(), /Secure|Domain/)
  assert.equal((await recover(shop, mark, jar)).status, 200)
})
