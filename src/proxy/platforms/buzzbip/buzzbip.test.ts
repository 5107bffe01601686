import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { CartReport } from '../../adapter/index.ts'
import { type BuzzbipOptions, buzzbip } from './buzzbip.ts'

const report: CartReport = {
  id: 'm-1',
  cartId: 'c-55',
  total: { amount: 19_999, currency: 'SAR' },
  link: 'https://shop.example/cart?t=cr1_abc',
  phone: '+966512345678',
  firstName: 'Sara',
}

interface Asked {
  path: string
  body: Record<string, unknown>
  headers: Headers
}
type Answer = (asked: Asked, nth: number) => Response | Promise<Response>

/** An unsigned JWT. */
const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
const token = (text: string) => Response.json({ token: text })
const failure = (code: unknown, init?: ResponseInit) =>
  Response.json({ status: 'error', message: 'No: +966512345678', code, data: [] }, init)

/** Buzzbip as two functions; `nth` counts the calls of each. */
function account(
  cart: Answer,
  logIn: Answer = (_, nth) => token(`token-${nth}`),
  options: Partial<BuzzbipOptions> = {},
) {
  const asked: Asked[] = []
  let now = Date.parse('2026-04-01T12:00:00Z')
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, origin } = new URL(request.url)
    assert.equal(origin, 'https://app.buzzbip.com')
    const one = { path: pathname, body: await request.json(), headers: request.headers }
    asked.push(one)
    const nth = asked.filter(({ path }) => path === pathname).length
    return pathname === '/api/login_check' ? logIn(one, nth) : cart(one, nth)
  }
  const { report: port } = buzzbip({ username: 'me', password: 'secret', clock: () => now, ...options, fetch })
  assert.ok(port)
  return {
    port,
    send: (change: Partial<CartReport> = {}) => port.send({ ...report, ...change }, AbortSignal.timeout(5000)),
    reports: () => asked.filter(({ path }) => path !== '/api/login_check'),
    logIns: () => asked.filter(({ path }) => path === '/api/login_check'),
    pass: (seconds: number) => {
      now += seconds * 1000
    },
  }
}

const taken: Answer = () => Response.json({ status: 'success', message: '', code: 200, data: {} })

test('a report is the documented one, with whom and where to', async () => {
  const { send, reports, logIns, port } = account(taken)
  await send()
  assert.equal(port.messageChannel, 'whatsapp')
  assert.deepEqual(logIns()[0]?.body, { username: 'me', password: 'secret' })
  const [sent] = reports()
  assert.equal(sent?.path, '/api/v1/cart/')
  assert.equal(sent?.headers.get('authorization'), 'Bearer token-1')
  assert.deepEqual(sent?.body, {
    cart_id: 'c-55',
    message_id: 'm-1',
    total: 199.99,
    currency: 'SAR',
    phone_number: '512345678',
    country_code: '966',
    firstname: 'Sara',
    cart_url: 'https://shop.example/cart?t=cr1_abc',
  })
})

test('fields have the names they are given, and some are left out', async () => {
  const { send, reports, logIns } = account(taken, undefined, {
    phone: 'e164',
    usernameField: 'email',
    fields: { cartId: 'id', messageId: false, link: 'recovery_link', currency: false, firstName: false },
    pluginHeaders: { apiKey: 'sk', platformType: 'custom', baseUri: 'https://shop.example' },
  })
  await send()
  assert.deepEqual(logIns()[0]?.body, { email: 'me', password: 'secret' })
  assert.deepEqual(reports()[0]?.body, {
    id: 'c-55',
    total: 199.99,
    phone_number: '+966512345678',
    recovery_link: 'https://shop.example/cart?t=cr1_abc',
  })
  const { headers } = reports()[0]!
  assert.equal(headers.get('x-api-key'), 'sk')
  assert.equal(headers.get('x-platform-type'), 'custom')
  assert.equal(headers.get('x-base-uri'), 'https://shop.example')
})

test('a total has the decimals of its currency', async () => {
  const { send, reports } = account(taken)
  await send({ total: { amount: 1200, currency: 'JPY' } })
  await send({ total: { amount: 12_345, currency: 'KWD' } })
  assert.deepEqual(
    reports().map(({ body }) => body.total),
    [1200, 12.345],
  )
})

test('one log-in serves many reports, also those that come at once', async () => {
  const { send, logIns, reports } = account(taken)
  await Promise.all([send(), send(), send()])
  await send()
  assert.equal(logIns().length, 1)
  assert.equal(reports().length, 4)
})

test('a token is renewed at four fifths of its life', async () => {
  const { send, logIns, pass } = account(taken)
  await send()
  pass(2879)
  await send()
  assert.equal(logIns().length, 1)
  pass(1)
  await send()
  assert.equal(logIns().length, 2)
})

test("a token's life is measured by our own clock, though Buzzbip's is hours off", async () => {
  const issued = Date.parse('2026-04-01T05:00:00Z') / 1000
  const short = () => token(jwt({ iat: issued, exp: issued + 100 }))
  const { send, logIns, pass } = account(taken, short)
  await send()
  pass(79)
  await send()
  assert.equal(logIns().length, 1)
  pass(1)
  await send()
  assert.equal(logIns().length, 2)
})

const signed = 'eyJh.eyJp.c2ln'
for (const [answer, found] of [
  [{ status: 'success', data: { token: 'wrapped' } }, 'wrapped'],
  [{ access_token: signed }, signed],
  [{ data: { access_token: signed, token_type: 'Bearer' } }, signed],
  [{ jwt: signed }, signed],
  [{ status: 'success', data: signed }, signed],
  [{ token: 'csrf', data: { access_token: signed } }, signed],
] as const) {
  test(`the token is found in ${JSON.stringify(answer)}`, async () => {
    const { send, reports } = account(taken, () => Response.json(answer))
    await send()
    assert.equal(reports()[0]?.headers.get('authorization'), `Bearer ${found}`)
  })
}

for (const [words, refusal] of Object.entries({
  'a 401': () => failure(401, { status: 401 }),
  'an error with 200 that stands for one': () => failure('401'),
  'the words of a token bundle with 200': () => Response.json({ code: 401, message: 'Expired JWT Token' }),
})) {
  test(`${words} logs in again and sends again, once`, async () => {
    const again = account((asked, nth) => (nth === 1 ? refusal() : taken(asked, nth)))
    await again.send()
    assert.deepEqual(
      again.reports().map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-2'],
    )
    const never = account(refusal)
    await assert.rejects(never.send(), { status: 401, wasNotTaken: true, isUncertain: false })
    assert.equal(never.reports().length, 2)
    assert.equal(never.logIns().length, 2)
  })
}

test('two reports whose token ended together log in once', async () => {
  const { send, logIns } = account((asked, nth) => (nth <= 2 ? failure(401, { status: 401 }) : taken(asked, nth)))
  await Promise.all([send(), send()])
  assert.equal(logIns().length, 2)
})

for (const [words, answer] of Object.entries<Answer>({
  'wrong password': () => failure(401, { status: 401 }),
  'no access': () => failure(403, { status: 403 }),
  'an error with 200': () => failure('E1'),
  'no token': () => Response.json({ status: 'success', data: [] }),
  'a token that no header can carry': () => token('two words\n'),
  'a word where the token could be': () => Response.json({ status: 'success', data: 'welcome' }),
  'a page for people': () => new Response('<html>'),
  'an outage': () => new Response(null, { status: 500 }),
})) {
  test(`a log-in that fails by ${words} means that nothing was sent`, async () => {
    const { send, reports } = account(taken, answer)
    await assert.rejects(send(), { name: 'UpstreamError', wasNotTaken: true, isUncertain: false })
    assert.equal(reports().length, 0)
  })
}

test('a log-in that was refused is tried once under each name, and anew for the next report', async () => {
  const { send, logIns } = account(taken, (_, nth) => (nth <= 2 ? failure(401, { status: 401 }) : token('t')))
  await assert.rejects(send(), { wasNotTaken: true })
  assert.equal(logIns().length, 2)
  await send()
  assert.equal(logIns().length, 3)
})

test('who gives up waiting for a log-in has sent nothing, and stops it for nobody else', async () => {
  const gate = Promise.withResolvers<Response>()
  const { port, send, reports } = account(taken, () => gate.promise)
  const stopped = new AbortController()
  const first = port.send(report, stopped.signal)
  const second = send()
  stopped.abort()
  await assert.rejects(first, { wasNotTaken: true, isUncertain: false })
  gate.resolve(token('late'))
  await second
  assert.equal(reports().length, 1)
})

for (const [words, answer] of Object.entries<Answer>({
  success: taken,
  'no word': () => Response.json({ id: 1 }),
  'an empty list': () => Response.json([]),
  nothing: () => new Response(null, { status: 204 }),
  ok: () => Response.json({ status: 'ok' }),
  Success: () => Response.json({ status: 'Success', data: null }),
  true: () => Response.json({ status: true }),
  200: () => Response.json({ status: 200, message: 'within the rate limit' }),
  queued: () => Response.json({ id: 'm', status: 'queued' }),
  'a sentence about what is left': () => Response.json({ id: 'm', message: 'Queued. Rate limit: 98 of 100 left' }),
})) {
  test(`a report that is answered with ${words} was taken`, async () => {
    await account(answer).send()
  })
}

for (const [words, answer] of Object.entries<Answer>({
  'an error with 200': () => failure('E17'),
  'an error with 200 whose code looks like an outage': () => failure(500),
  'a code without a word': () => Response.json({ code: 422, message: '' }),
  'a fail with 200': () => Response.json({ status: 'fail', data: {} }),
  'a 400': () => failure('missing_field', { status: 400 }),
  'a 404': () => failure(404, { status: 404 }),
})) {
  test(`a report that is answered with ${words} was refused, once and for all`, async () => {
    const { send, reports } = account(answer)
    await assert.rejects(send(), { name: 'UpstreamError', wasNotTaken: false, isUncertain: false })
    assert.equal(reports().length, 1)
  })
}

for (const [words, answer] of Object.entries<Answer>({
  '429': () => failure(429, { status: 429, headers: { 'retry-after': '9' } }),
  'a limit with 200': () => failure('RATE_LIMIT_EXCEEDED', { headers: { 'retry-after': '9' } }),
  'a limit with 400': () => failure('too_many_requests', { status: 400, headers: { 'retry-after': '9' } }),
  'a date to wait for': () => failure(429, { headers: { 'retry-after': 'Wed, 01 Apr 2026 12:00:09 GMT' } }),
})) {
  test(`a report that is answered with ${words} was not taken, and may come again later`, async () => {
    const { send, reports } = account(answer)
    await assert.rejects(send(), { status: 429, wasNotTaken: true, retryAfterMs: 9000 })
    assert.equal(reports().length, 1)
  })
}

const inWords = (message: string, init?: ResponseInit) =>
  Response.json({ status: 'error', message, code: 'E9', data: [] }, init)
for (const [words, answer] of Object.entries<Answer>({
  'Rate limit exceeded': () => inWords('Rate limit exceeded'),
  'Too many requests, with 400': () => inWords('Too many requests', { status: 400 }),
  'You have exceeded your daily message quota': () => inWords('You have exceeded your daily message quota'),
  'a sentence without a word of status': () => Response.json({ message: 'API rate limit reached' }),
})) {
  test(`a limit in words is a limit: ${words}`, async () => {
    const { send, reports } = account(answer)
    await assert.rejects(send(), { status: 429, wasNotTaken: true, isUncertain: false })
    assert.equal(reports().length, 1)
  })
}

for (const [words, answer] of Object.entries<Answer>({
  'a 403': () => failure(403, { status: 403 }),
  'the code 403 with 200': () => failure(403),
  'the status 403 with 200': () => Response.json({ status: 403, message: 'Forbidden' }),
  'a named code with 400': () => failure('API_ACCESS_MISSING', { status: 400 }),
  'words with 200': () => inWords('The user has no API access'),
})) {
  test(`an account without API access takes nothing, which ${words} tells, and the report may come later`, async () => {
    const { send, reports, logIns } = account((asked, nth) => (nth === 1 ? answer(asked, nth) : taken(asked, nth)))
    await assert.rejects(send(), { status: 403, isAccessRefused: true, wasNotTaken: true, isUncertain: false })
    assert.equal(reports().length, 1)
    await send()
    // The token of before may not know of the access.
    assert.equal(logIns().length, 2)
  })
}

for (const [words, answer] of Object.entries<Answer>({
  'a reset': () => Promise.reject(new TypeError('fetch failed')),
  'a 500': () => failure(500, { status: 500 }),
  'a 502': () => new Response(null, { status: 502 }),
  'a page for people': () => new Response('<html>'),
  'a word that nobody documents': () => Response.json({ status: 'queued-maybe' }),
  'a redirect': () => new Response(null, { status: 301, headers: { location: '/api/v1/cart' } }),
})) {
  test(`a report that is answered with ${words} may have been taken, and is not repeated`, async () => {
    const { send, reports } = account(answer)
    await assert.rejects(send(), { isUncertain: true, wasNotTaken: false })
    assert.equal(reports().length, 1)
  })
}

test("no error tells a number, a password or the platform's own words", async () => {
  for (const answer of [() => failure('966512345678'), () => failure('E1', { status: 400 })]) {
    const error: unknown = await account(answer)
      .send()
      .catch((thrown: unknown) => thrown)
    assert.ok(error instanceof Error)
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /9665|secret|No:|cr1_/)
  }
})
