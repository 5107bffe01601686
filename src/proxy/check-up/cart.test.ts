import assert from 'node:assert/strict'
import { test } from 'node:test'

import { RecoveryError } from '../adapter/errors.ts'
import type { CheckUpRequest, Finding } from '../adapter/messaging-ports.ts'
import type {
  AvailabilityPort,
  CheckoutLink,
  Platform,
  PlatformCart,
  PlatformLine,
  Stock,
} from '../adapter/platform.ts'
import type { ProxyConfig } from '../config.ts'
import { createSqliteStore } from '../stores/sqlite.ts'
import { checkUp, type StoreFinding } from './check-up.ts'

const shop = 'https://shop.example'
const checkout = 'https://checkout.example'
const lines = ['one', 'two'].map((id): PlatformLine => {
  const price = { amount: 100, currency: 'EUR' }
  return { id, kind: 'physical', name: id, options: [], quantity: 1, price, productId: id, variantId: id, spec: {} }
})
const cart: PlatformCart = { id: 'cart-1', channelId: '1', lines, total: { amount: 200, currency: 'EUR' } }

/** A platform whose cart it is. */
function own(changes: Partial<Platform> = {}, link: Partial<CheckoutLink> = {}): Platform {
  return {
    name: 'own',
    recovery: { resolve: async () => cart.id, read: async () => cart },
    availability: stock({ status: 'sellable', quantity: 5 }),
    checkout: { link: async () => ({ checkoutUrl: `${checkout}/cart?token=secret-1`, cartId: cart.id, ...link }) },
    ...changes,
  }
}

/** These answers for the lines, in turn. */
function stock(...answers: [Stock, ...Stock[]]): AvailabilityPort {
  return {
    check: async (asked) => new Map(asked.map(({ id }, at) => [id, answers[at % answers.length] ?? answers[0]])),
  }
}

interface Look {
  platforms?: Platform[]
  answer?: () => Response | Promise<Response>
  config?: Partial<ProxyConfig>
  platform?: string
}

/** The findings about a cart, and the addresses that were visited. */
async function look({ platforms = [own()], answer = () => new Response('a page'), config, platform }: Look = {}) {
  const visited: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init)
    if (url.endsWith('/healthz')) return Response.json({ status: 'ok' })
    assert.equal(init?.redirect, 'manual')
    visited.push(`${method} ${url}`)
    return answer()
  }
  const channel = { origins: [shop], recoveryPageUrl: `${shop}/cart`, shopUrl: shop, checkoutOrigins: [checkout] }
  const keys = [Buffer.alloc(32, 1).toString('base64url')]
  const stateStore = { ...createSqliteStore({ path: ':memory:' }), durable: true }
  const base = { store: 'shop', publicUrl: `${shop}/cart-recovery`, keys, channels: { 1: channel }, stateStore }
  const all: StoreFinding[] = []
  const asked = { id: cart.id, ...(platform && { platform }) }
  for await (const finding of checkUp({ ...base, platforms, ...config }, { fetch, cart: asked })) all.push(finding)
  assert.ok(!JSON.stringify(all).includes('secret-1'), 'no link is in a finding')
  const about = all.filter(({ check }) => ['cart', 'stock', 'link'].includes(check))
  return { visited, about, wrong: all.filter(({ ok }) => !ok), checks: about.map(({ check, ok }) => [check, ok]) }
}

test('a cart, its lines and one visit of its checkout link', async () => {
  const { visited, checks, about } = await look()
  assert.deepEqual(checks, [
    ['cart', true],
    ['stock', true],
    ['link', true],
  ])
  assert.ok(about.every(({ detail, platform }) => detail === undefined && platform === 'own'))
  assert.deepEqual(visited, [`GET ${checkout}/cart?token=secret-1`])
})

test('where the link leads is compared, and what is behind that is not visited', async () => {
  const to =
    (location: string, status = 302) =>
    () =>
      new Response(null, { status, headers: { location } })
  assert.deepEqual((await look({ answer: to('/checkout/1') })).wrong, [])
  const { wrong, visited } = await look({ answer: to('https://fallback.example/checkout?token=secret-1', 301) })
  assert.equal(visited.length, 1)
  assert.deepEqual([wrong.length, wrong[0]?.check], [1, 'link'])
  assert.match(wrong[0]?.detail ?? '', /leads on to https:\/\/fallback\.example, which channels\.1\.checkoutOrigins/)
})

test('a link that is dead, that nobody answers, or that is on no listed origin is named', async () => {
  const unreachable = () => Promise.reject(new TypeError('secret-1'))
  for (const [given, words, visits] of [
    [{ answer: () => new Response('gone', { status: 404 }) }, /answered 404/, 1],
    [{ answer: unreachable }, /Nobody answers/, 1],
    [
      { platforms: [own({}, { checkoutUrl: 'https://other.example/secret-1' })] },
      /Set channels\.1\.checkoutOrigins to \['https:\/\/other\.example'\]/,
      0,
    ],
  ] as const) {
    const { wrong, visited } = await look(given as Look)
    assert.deepEqual([wrong.length, wrong[0]?.check, visited.length], [1, 'link', visits])
    assert.match(wrong[0]?.detail ?? '', words)
  }
})

test('a copy that was made for the link is deleted, and what it lost is said; the cart itself never is', async () => {
  const deleted: string[] = []
  const carts = {
    apply: async () => assert.fail('doctor writes no line'),
    discard: async (id: string) => void deleted.push(id),
  }
  await look({ platforms: [own({ cart: carts })] })
  assert.deepEqual(deleted, [])
  const { about } = await look({ platforms: [own({ cart: carts }, { cartId: 'copy-1', lost: { coupons: ['TEN'] } })] })
  assert.deepEqual(deleted, ['copy-1'])
  assert.match(about.at(-1)?.detail ?? '', /without 1 coupon/)
})

test('a copy is deleted also where nobody answers its link, and one that cannot be is said to be left', async () => {
  const deleted: string[] = []
  const apply = async () => assert.fail('doctor writes no line')
  const discard = async (id: string) => void deleted.push(id)
  const answer = () => Promise.reject(new TypeError('no network'))
  await look({ platforms: [own({ cart: { apply, discard } }, { cartId: 'copy-1' })], answer })
  assert.deepEqual(deleted, ['copy-1'])
  const refuse = () => Promise.reject(new RecoveryError('busy'))
  const { about } = await look({ platforms: [own({ cart: { apply, discard: refuse } }, { cartId: 'copy-1' })] })
  assert.match(about.at(-1)?.detail ?? '', /copy .* could not be deleted/)
})

test('a copy is deleted also where the link, or where it leads on to, is no address', async () => {
  const deleted: string[] = []
  const carts = {
    apply: async () => assert.fail('doctor writes no line'),
    discard: async (id: string) => void deleted.push(id),
  }
  const noAddress = own({ cart: carts }, { cartId: 'copy-1', checkoutUrl: 'cart.php?token=secret-1' })
  const { wrong } = await look({ platforms: [noAddress] })
  assert.deepEqual(
    wrong.map(({ check, detail }) => [check, detail]),
    [['link', 'It is no address.']],
  )
  const answer = () => new Response(null, { status: 302, headers: { location: 'https://[secret-1' } })
  const led = await look({ platforms: [own({ cart: carts }, { cartId: 'copy-2' })], answer })
  assert.deepEqual(
    led.wrong.map(({ check, detail }) => [check, detail]),
    [['link', 'It leads on to what is no address.']],
  )
  assert.deepEqual(deleted, ['copy-1', 'copy-2'])
})

test('another platform that knows none of the lines is named; one that knows some is noted', async () => {
  const other = (...answers: [Stock, ...Stock[]]): Platform => ({ name: 'other', availability: stock(...answers) })
  const sellable: Stock = { status: 'sellable', quantity: 1 }
  const unknown: Stock = { status: 'unknown', quantity: null }
  const gone: Stock = { status: 'discontinued', quantity: 0 }
  for (const none of [[unknown], [gone], [unknown, gone]] as [Stock, ...Stock[]][]) {
    const { wrong } = await look({ platforms: [other(...none), own()] })
    assert.deepEqual(
      wrong.map(({ check, platform }) => [check, platform]),
      [['stock', 'other']],
    )
    assert.match(wrong[0]?.detail ?? '', /none of them\. Its names for products/)
  }
  const { wrong, about } = await look({ platforms: [other(sellable, unknown), own()] })
  assert.deepEqual(wrong, [])
  assert.match(about.find(({ platform }) => platform === 'other')?.detail ?? '', /^1 of them/)
})

test('an adapter that says itself what it knows of the lines is not asked a second time', async () => {
  const requests: CheckUpRequest[] = []
  const finding: Finding = { check: 'stock', subject: 'other productIds', ok: false, detail: 'set `productIds`' }
  const other: Platform = {
    name: 'other',
    availability: { check: async () => assert.fail('asked twice') },
    checkUp: {
      async checkUp(request) {
        requests.push(request)
        return [finding]
      },
    },
  }
  const { wrong } = await look({ platforms: [other, own()] })
  assert.deepEqual(wrong, [{ ...finding, platform: 'other' }])
  assert.deepEqual(requests[0]?.lines, lines)
})

test('a cart that cannot be read is one finding, and none where its platform refuses the key', async () => {
  const gone = { read: async () => Promise.reject(new RecoveryError('cart-gone')) }
  const first = await look({ platforms: [own({ recovery: gone })] })
  assert.deepEqual(first.checks, [['cart', false]])
  const key: Finding = { check: 'key', subject: 'own key', ok: false, detail: 'refused' }
  const refused = await look({ platforms: [own({ recovery: gone, checkUp: { checkUp: async () => [key] } })] })
  assert.deepEqual(
    refused.wrong.map(({ check }) => check),
    ['key'],
  )
})

test('a cart of a channel that is not configured, or of no such platform, is named; a customer’s is noted', async () => {
  const elsewhere = { read: async () => ({ ...cart, channelId: '7' }) }
  assert.match((await look({ platforms: [own({ recovery: elsewhere })] })).wrong[0]?.detail ?? '', /channel 7/)
  assert.match((await look({ platform: 'nobody' })).wrong[0]?.detail ?? '', /own/)
  const customers = { read: async () => ({ ...cart, customerId: '9' }) }
  const { wrong, about } = await look({ platforms: [own({ recovery: customers })] })
  assert.deepEqual(wrong, [])
  assert.match(about[0]?.detail ?? '', /signed-in customer/)
})
