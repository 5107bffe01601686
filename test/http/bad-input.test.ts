import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Problem, RecoverAnswer } from '../../src/contract/index.ts'
import { problems } from '../../src/contract/index.ts'
import { mintLink, type Platform } from '../../src/proxy/index.ts'
import { openShop, type Shop, shopOrigin } from '../setup/shop.ts'

const write = { 'idempotency-key': 'tap-00000001' }

function assertProblem(
  { status, body, headers }: { status: number; body: Problem; headers: Headers },
  code: Problem['code'],
) {
  assert.equal(body.code, code)
  assert.equal(status, problems[code].status)
  assert.equal(body.status, status)
  assert.equal(body.title, problems[code].title)
  assert.equal(body.type, `urn:cart-recovery:problem:${code}`)
  assert.match(body.supportCode, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8')
  assert.equal(headers.get('cache-control'), 'no-store')
}

/** Tokens that no platform may ever see. */
const malformed = {
  settings: 'settings',
  'a path': '../carts',
  'an encoded path': '%2e%2e%2fcarts',
  'a checkout token': 'a'.repeat(64),
  nothing: '',
  'a long text': 'a'.repeat(8000),
  'a line break': `${'a'.repeat(31)}\n`,
  'a sealed link of nobody': `cr1_${'a'.repeat(40)}..${'a'.repeat(16)}.${'a'.repeat(100)}.${'a'.repeat(22)}`,
  markup: '<script>alert(1)</script>',
}

for (const [name, token] of Object.entries(malformed)) {
  test(`a token that is ${name} is an invalid link, and no platform is called`, async () => {
    const shop = openShop()
    assertProblem(await shop.post('/recover', { token }), 'invalid-link')
    assert.deepEqual(shop.newCalls(), [])
  })
}

test('a well-formed token that nobody knows is the same invalid link, after one read', async () => {
  const shop = openShop()
  const { body: unknown } = await shop.post('/recover', { token: '0123456789abcdef0123456789abcdef' })
  const { body: malformed } = await shop.post('/recover', { token: 'settings' })
  assert.deepEqual({ ...unknown, supportCode: '' }, { ...malformed, supportCode: '' })
  assert.equal(shop.newCalls().length, 1)
})

const carts: [string, Problem['code'], number][] = [
  ['converted', 'cart-gone', 2],
  ['emptied', 'cart-gone', 2],
  ['expired', 'cart-gone', 2],
  ['no-lines', 'cart-gone', 2],
  ['other-channel', 'wrong-store', 2],
  ['account', 'account-cart', 2],
]
for (const [key, code, calls] of carts) {
  test(`a cart that is ${key} ends as ${code}, with ${calls} reads and no write`, async () => {
    const shop = openShop()
    assertProblem(await shop.post('/recover', { token: shop.cart(key).token }), code)
    const made = shop.newCalls()
    assert.equal(made.length, calls)
    assert.ok(made.every(({ write }) => !write))
  })
}

test('a line whose product is gone is shown as discontinued, and left out at the checkout', async () => {
  const shop = openShop()
  const { cart, cartHandle } = await shop.recover('every-availability')
  const gone = cart?.lineItems.filter(({ availability }) => availability.status === 'discontinued') ?? []
  assert.ok(gone.length > 0)
  const { body } = await shop.checkout({ cartHandle })
  for (const { id } of gone) assert.equal(body.outcomes?.find((outcome) => outcome.id === id)?.outcome, 'removed')
})

for (const quantity of [-1, 1.5, 1e9, '2', null]) {
  test(`a quantity of ${JSON.stringify(quantity)} is refused by name, before any call`, async () => {
    const shop = openShop()
    const { cart, cartHandle } = await shop.recover('hero')
    shop.newCalls()
    const lineItems = [{ id: cart?.lineItems[0]?.id, quantity }]
    for (const path of ['/checkout', '/restore']) {
      const answer = await shop.post(path, { cartHandle, lineItems }, write)
      assertProblem(answer, 'invalid-request')
      assert.match(answer.body.detail ?? '', /^lineItems\.0\.quantity: /)
    }
    assert.deepEqual(shop.newCalls(), [])
  })
}

const refusedLines: [string, (cart: RecoverAnswer['cart']) => object[], RegExp][] = [
  ['a line of no cart', () => [{ id: 'nothing', quantity: 1 }], /^lineItems\.0\.id: /],
  [
    'the same line twice',
    (cart) => [0, 1].map((quantity) => ({ id: cart?.lineItems[0]?.id, quantity })),
    /the same line item twice/,
  ],
  [
    'another quantity of a gift certificate',
    (cart) => [{ id: cart?.lineItems.find(({ kind }) => kind === 'gift-certificate')?.id, quantity: 2 }],
    /a gift-certificate line cannot/,
  ],
  [
    'a part of a bundle',
    (cart) => [{ id: cart?.lineItems.find(({ kind }) => kind === 'bundled')?.id, quantity: 0 }],
    /a bundled line cannot/,
  ],
  [
    'another variant',
    (cart) => [{ id: cart?.lineItems[0]?.id, quantity: 1, variantId: '7' }],
    /^lineItems\.0\.variantId: /,
  ],
]
for (const [name, choose, detail] of refusedLines) {
  test(`${name} is refused by name, and nothing is written`, async () => {
    const shop = openShop()
    const { cart, cartHandle } = await shop.recover('every-kind')
    const answer = await shop.post('/checkout', { cartHandle, lineItems: choose(cart) }, write)
    assertProblem(answer, 'invalid-request')
    assert.match(answer.body.detail ?? '', detail)
    assert.ok(shop.newCalls().every((call) => !call.write))
  })
}

const bodies: [string, unknown, Problem['code']][] = [
  ['that is not JSON', '{"token":', 'invalid-request'],
  ['that is no object', '[]', 'invalid-request'],
  ['without a token', {}, 'invalid-request'],
  ['with a key nobody knows', { token: 'x', email: 'somebody@example.com' }, 'invalid-request'],
  ['with a polluted prototype', '{"token":"x","__proto__":{"isAdmin":true}}', 'invalid-request'],
  ['that is too large', { token: 'x'.repeat(70_000) }, 'request-too-large'],
]
for (const [name, body, code] of bodies) {
  test(`a body ${name} is ${code}, and no platform is called`, async () => {
    const shop = openShop()
    const answer = await shop.post('/recover', body)
    assertProblem(answer, code)
    assert.ok(!JSON.stringify(answer.body).includes('somebody'))
    assert.deepEqual(shop.newCalls(), [])
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  })
}

for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
  test(`a body of type "${type}" is refused, and no platform is called`, async () => {
    const shop = openShop()
    const { token } = shop.cart('hero')
    assertProblem(await shop.post('/recover', { token }, { 'content-type': type }), 'unsupported-media-type')
    assert.deepEqual(shop.newCalls(), [])
  })
}

const origins = [
  undefined,
  'null',
  'https://evil.example',
  'https://shop.example.evil.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://SHOP.example.',
]
for (const origin of origins) {
  test(`a request from ${origin ?? 'no origin'} is refused before anything else, and may read why`, async () => {
    const shop = openShop()
    const headers = new Headers({ 'content-type': 'application/json', ...(origin && { origin }) })
    const body = JSON.stringify({ token: shop.cart('hero').token })
    const response = await shop.fetch(
      new Request(`${shopOrigin}/cart-recovery/recover`, { method: 'POST', headers, body }),
    )
    assertProblem(
      { status: response.status, headers: response.headers, body: await response.json() },
      'origin-not-allowed',
    )
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.deepEqual(shop.newCalls(), [])
  })
}

test('a listed origin is named in the answer, without credentials', async () => {
  const shop = openShop()
  const { headers, status } = await shop.post('/recover', { token: shop.cart('hero').token })
  assert.equal(status, 200)
  assert.equal(headers.get('access-control-allow-origin'), shopOrigin)
  assert.equal(headers.get('access-control-allow-credentials'), null)
  assert.match(headers.get('vary') ?? '', /origin/i)
})

test('a write without an idempotency key is refused', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  for (const path of ['/checkout', '/restore', '/undo']) {
    assertProblem(await shop.post(path, { cartHandle, lineItems: [], undo: 'x' }), 'idempotency-key-missing')
  }
})

test('a handle that is changed, foreign or too old needs the link again', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('hero')
  const other = await openShop('demo', { store: 'other' }).recover('hero')
  for (const handle of ['x', `${cartHandle.slice(0, -4)}AAAA`, other.cartHandle, shop.cart('hero').id]) {
    assertProblem(await shop.post('/availability', { cartHandle: handle }), 'link-needed')
  }
  shop.sandbox.world.clockOffsetSeconds = 25 * 60 * 60
  shop.newCalls()
  assertProblem(await shop.post('/availability', { cartHandle }), 'link-needed')
  assert.deepEqual(shop.newCalls(), [])
})

test('an endpoint nobody knows, and another method, are named', async () => {
  const shop = openShop()
  assertProblem(await shop.post('/nothing', {}), 'not-found')
  const response = await shop.fetch(new Request(`${shopOrigin}/cart-recovery/recover`))
  assertProblem(
    { status: response.status, headers: response.headers, body: await response.json() },
    'method-not-allowed',
  )
})

const faults: [Parameters<Shop['sandbox']['faults']['set']>[0]['fault'], Problem['code']][] = [
  ['reset', 'upstream-down'],
  ['500', 'upstream-down'],
  ['502', 'upstream-down'],
  ['503', 'upstream-down'],
  ['504', 'upstream-down'],
  ['not-json', 'upstream-down'],
  ['login-page', 'upstream-down'],
  ['truncated', 'upstream-down'],
  ['missing-field', 'upstream-down'],
  ['huge', 'upstream-down'],
  ['429', 'busy'],
]
for (const [fault, code] of faults) {
  test(`a platform that answers with ${fault} all the time ends as ${code}, within three tries`, async () => {
    const shop = openShop()
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault })
    const answer = await shop.post('/recover', { token: shop.cart('hero').token })
    assertProblem(answer, code)
    if (code === 'busy') assert.ok((answer.body.retryAfterSeconds ?? 0) > 0)
    assert.ok(shop.newCalls().length <= 3)
  })
}

for (const fault of ['reset', '500', '502', '503', '504', 'not-json', 'truncated'] as const) {
  test(`one ${fault} in between is not noticed by the shopper`, async () => {
    const shop = openShop()
    shop.sandbox.faults.set({ platform: 'bigcommerce', fault, times: 1 })
    assert.equal((await shop.recover('hero')).cart?.lineItems.length, 4)
  })
}

test('a write that is read back without its lines is not acknowledged, and the next tap tells what was written', async () => {
  const shop = openShop()
  const { cartHandle, cart } = await shop.recover('all-available')
  const [line] = cart?.lineItems ?? []
  assert.ok(line)
  shop.sandbox.faults.set({ platform: 'bigcommerce', fault: 'missing-field', method: 'GET', path: '/carts/', after: 1 })
  const body = { cartHandle, lineItems: [{ id: line.id, quantity: 1 }] }
  const { undo, code } = (await shop.restore(body)).body
  assert.deepEqual([code, typeof undo], ['upstream-down', 'string'])
  shop.sandbox.faults.clear()
  const again = await shop.restore(body)
  assert.deepEqual([again.status, again.body.outcomes], [200, [{ id: line.id, outcome: 'unchanged', quantity: 1 }]])
})

test('a link of our own says when it is too old, before any call', async () => {
  const shop = openShop()
  const link = new URL(await mintLink(shop.config, { cartId: shop.cart('hero').id, lifetimeMs: 60_000 }))
  const token = link.searchParams.get('t') ?? ''
  assert.equal((await shop.post('/recover', { token })).status, 200)
  shop.newCalls()
  shop.sandbox.world.clockOffsetSeconds = 61
  assertProblem(await shop.post('/recover', { token }), 'expired')
  for (const changed of [`${token}A`, token.replace('cr1_', 'cr2_'), `${token.slice(0, 60)}.${token.slice(61)}`]) {
    assertProblem(await shop.post('/recover', { token: changed }), 'invalid-link')
  }
  const other = openShop('demo', { store: 'other' })
  assertProblem(await other.post('/recover', { token }), 'invalid-link')
  assert.deepEqual([...shop.newCalls(), ...other.newCalls()], [])
})

test('one key for two wishes is refused', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('all-available')
  await shop.checkout({ cartHandle }, 'tap-00000001')
  shop.newCalls()
  assertProblem(await shop.post('/checkout', { cartHandle, lineItems: [] }, write), 'idempotency-key-reused')
  assert.deepEqual(shop.newCalls(), [])
})

test('what no platform of the store can do is said, not tried', async () => {
  const shop = openShop()
  const { cartHandle } = await shop.recover('all-available')
  shop.newCalls()
  assertProblem(await shop.post('/checkout', { cartHandle, via: 'text' }, write), 'not-supported')
  assertProblem(await shop.post('/checkout', { cartHandle, coupon: ' ' }, write), 'invalid-request')
  assert.deepEqual(shop.newCalls(), [])
})

test('a defect of ours is a bare 500, and only the log knows its kind', async () => {
  const broken: Platform = {
    name: 'broken',
    recovery: {
      resolve: () => Promise.reject(new TypeError('somebody@example.com is not a function')),
      read: () => Promise.reject(new TypeError()),
    },
  }
  const shop = openShop('demo', { platforms: [broken] })
  const answer = await shop.post('/recover', { token: shop.cart('hero').token })
  assertProblem(answer, 'internal-error')
  assert.ok(!`${JSON.stringify(answer.body)}${shop.logged.join()}`.includes('somebody'))
  assert.match(shop.logged.join(), /TypeError/)
})
