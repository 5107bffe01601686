import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import type { CheckUpRequest } from '../../adapter/index.ts'
import { type BigCommerceOptions, bigcommerce } from './bigcommerce.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const nothing = '00000000-0000-0000-0000-000000000000'
const webhookUrl = 'https://shop.example/cart-recovery/webhooks/bigcommerce'
const channel = { origins: ['https://shop.example'], recoveryPageUrl: 'https://shop.example/recover' }
const webhooks = { secretHeader: { name: 'x-our-secret', value: 'a-value-that-nobody-knows' } }
const missing = [404, { status: 404, title: 'Not found' }]
const hook = (id: number, scope: string, more: object = {}) => ({
  id,
  scope: `store/cart/${scope}`,
  destination: webhookUrl,
  is_active: true,
  headers: { 'X-Our-Secret': webhooks.secretHeader.value },
  ...more,
})
const route = (path: string) => ({ data: [{ id: 1, type: 'recover_abandoned_cart', matching: '*', route: path }] })
const hooks = (...data: object[]) => Response.json({ data }, { headers: { date: 'Sun, 01 Mar 2026 12:00:07 GMT' } })

const fine = {
  'GET hooks': hooks(hook(1, 'abandoned'), hook(2, 'converted')),
  [`DELETE carts/${nothing}/items/${nothing}`]: missing,
  'GET abandoned-carts/settings': { data: {} },
  'GET catalog/products': { data: [] },
  'GET customers': [422, { status: 422 }],
  [`GET checkouts/${nothing}`]: missing,
  [`POST checkouts/${nothing}/coupons`]: missing,
  'GET inventory/items': { data: [] },
  'GET channels/1/site': { data: { id: 23, url: 'https://shop.example', channel_id: 1 }, meta: {} },
  'GET sites/23/routes': route('/recover/'),
}

async function look(
  answers: Record<string, object> = {},
  request: Partial<CheckUpRequest> = { webhookUrl },
  options: Partial<BigCommerceOptions> = {},
) {
  const { fetch, sent } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', { ...fine, ...answers })
  const platform = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', webhooks, fetch, ...options })
  const asked = { channels: { 1: channel }, now, fix: false, ...request }
  const findings = (await platform.checkUp?.checkUp(asked, AbortSignal.timeout(5000))) ?? []
  const wrong = findings.filter(({ ok }) => !ok)
  const writes = sent.filter(({ call }) => !call.startsWith('GET') && !call.includes(nothing))
  return { findings, wrong, writes }
}

test('an account that is set up has nothing wrong, in the order in which one sets it up', async () => {
  const { findings, wrong, writes } = await look()
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    findings.map(({ check, subject }) => `${check}: ${subject}`),
    [
      'key: bigcommerce access token',
      'scope: bigcommerce Carts (modify)',
      'scope: bigcommerce Information & Settings (read-only)',
      'scope: bigcommerce Products (read-only)',
      'scope: bigcommerce Customers (read-only)',
      'scope: bigcommerce Checkouts (read-only)',
      'scope: bigcommerce Checkouts (modify)',
      'scope: bigcommerce Sites & Routes',
      'route: bigcommerce channel 1',
      'origin: bigcommerce channel 1',
      'hook: bigcommerce store/cart/abandoned',
      'hook: bigcommerce store/cart/converted',
      'clock: bigcommerce',
    ],
  )
  assert.deepEqual(writes, [])
})

test('a key that is refused is all that is said', async () => {
  const { findings } = await look({ 'GET hooks': [401, { status: 401 }] })
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [['key', false]],
  )
})

test('a platform that does not answer is one finding, and nothing is thrown', async () => {
  const { findings } = await look({ 'GET hooks': [503] })
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [['api', false]],
  )
})

for (const [call, scope] of [
  [`DELETE carts/${nothing}/items/${nothing}`, 'Carts (modify)'],
  ['GET abandoned-carts/settings', 'Information & Settings (read-only)'],
  ['GET catalog/products', 'Products (read-only)'],
  ['GET customers', 'Customers (read-only)'],
  [`GET checkouts/${nothing}`, 'Checkouts (read-only)'],
  ['GET inventory/items', 'Inventory (read-only)'],
  ['GET channels/1/site', 'Sites & Routes'],
] as const) {
  test(`a missing scope is named: ${scope}`, async () => {
    const { wrong } = await look({ [call]: [403, { status: 403 }] }, { webhookUrl }, { inventory: 'locations' })
    assert.deepEqual(
      wrong.map(({ subject }) => subject),
      [`bigcommerce ${scope}`],
    )
    assert.match(wrong[0]?.detail ?? '', new RegExp(scope.split(' (')[0] ?? ''))
  })
}

test('a write to a cart that is not there may answer 500, as documented, and shows the scope all the same', async () => {
  const { wrong } = await look({ [`DELETE carts/${nothing}/items/${nothing}`]: [500, { status: 500 }] })
  assert.deepEqual(wrong, [])
})

test('without the scope for coupons the store works, and doctor says what to do for them', async () => {
  const { findings, wrong } = await look({ [`POST checkouts/${nothing}/coupons`]: [403, { status: 403 }] })
  assert.deepEqual(wrong, [])
  const told = findings.filter(({ check, detail }) => check === 'scope' && detail !== undefined)
  assert.deepEqual(
    told.map(({ subject }) => subject),
    ['bigcommerce Checkouts (modify)'],
  )
  assert.match(told[0]?.detail ?? '', /give the API account the scope Checkouts \(modify\)/)
})

test('scopes that nobody needs are not asked for', async () => {
  const { findings } = await look({}, {})
  assert.ok(findings.every(({ subject }) => !/Customers|Checkouts \(read|Inventory|store\/cart/.test(subject)))
})

test('a missing route is named with where it must lead, and changed by nobody', async () => {
  const { wrong, writes } = await look({ 'GET sites/23/routes': { data: [] } })
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['route'],
  )
  assert.match(wrong[0]?.detail ?? '', /recover_abandoned_cart.*\/recover/)
  assert.deepEqual(writes, [])
})

test('a missing route is created where asked, and read back', async () => {
  const { findings, wrong, writes } = await look(
    { 'GET sites/23/routes': [{ data: [] }, route('/recover')], 'POST sites/23/routes': [201, { data: { id: 1 } }] },
    { webhookUrl, fix: true },
  )
  assert.deepEqual(wrong, [])
  assert.equal(findings.find(({ check }) => check === 'route')?.fixed, true)
  assert.deepEqual(writes[0]?.body, { type: 'recover_abandoned_cart', matching: '*', route: '/recover' })
})

const byOpen = { ...channel, messageUrl: 'https://shop.example/cart-recovery/open/1' }

test('where the proxy is on the shop’s origin, a missing route is created to its /open', async () => {
  const channels = { 1: byOpen, 2: byOpen }
  const { findings, writes } = await look(
    {
      'GET sites/23/routes': [{ data: [] }, route('/cart-recovery/open/1')],
      'POST sites/23/routes': [201, { data: { id: 1 } }],
      'GET channels/2/site': missing,
    },
    { webhookUrl, fix: true, channels },
  )
  assert.equal(findings.find(({ check }) => check === 'route')?.fixed, true)
  const body = { type: 'recover_abandoned_cart', matching: '*', route: '/cart-recovery/open/1' }
  assert.deepEqual(writes[0]?.body, body)
})

test('a route to the page itself works and is to be noted; /open without the id is enough for one channel', async () => {
  const findingOf = async (path: string, channels: CheckUpRequest['channels']) => {
    const other = { 'GET channels/2/site': missing, 'GET sites/23/routes': route(path) }
    const { findings } = await look(other, { webhookUrl, fix: true, channels })
    return findings.find(({ check }) => check === 'route')
  }
  const page = await findingOf('/recover', { 1: byOpen })
  assert.equal(page?.ok, true)
  assert.match(page?.detail ?? '', /scripts there can read the link.*\/cart-recovery\/open\/1/)
  const fine = { check: 'route', subject: 'bigcommerce channel 1', ok: true }
  assert.deepEqual(await findingOf('/cart-recovery/open', { 1: byOpen }), fine)
  assert.deepEqual(await findingOf('/cart-recovery/open/1/', { 1: byOpen }), fine)
  assert.equal((await findingOf('/cart-recovery/open', { 1: byOpen, 2: byOpen }))?.ok, false)
})

test('a site on another origin than the proxy’s leads to the page', async () => {
  const elsewhere = { ...byOpen, messageUrl: 'https://proxy.example/cart-recovery/open/1' }
  assert.deepEqual((await look({}, { webhookUrl, channels: { 1: elsewhere } })).wrong, [])
})

test('a route that was created and is not there afterwards is not fixed', async () => {
  const answers = { 'GET sites/23/routes': { data: [] }, 'POST sites/23/routes': [201, { data: { id: 1 } }] }
  const { wrong } = await look(answers, { webhookUrl, fix: true })
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['route'],
  )
})

test("somebody's route to another page is said, and left alone", async () => {
  const { wrong, writes } = await look({ 'GET sites/23/routes': route('/my-cart') }, { webhookUrl, fix: true })
  assert.match(wrong[0]?.detail ?? '', /\/my-cart.*\/recover/)
  assert.deepEqual(writes, [])
})

test('a site below a path, and a route with a language, lead to the page they make together', async () => {
  const below = {
    'GET channels/1/site': { data: { id: 23, url: 'https://shop.example/eu/' } },
    'GET sites/23/routes': route('/{lang}/recover'),
  }
  const channels = { 1: { ...channel, recoveryPageUrl: 'https://shop.example/eu/de/recover' } }
  assert.deepEqual((await look(below, { webhookUrl, channels })).wrong, [])
})

test('a channel without a site has no route', async () => {
  const { wrong } = await look({ 'GET channels/1/site': missing })
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['route'],
  )
})

test("the site's origin and the recovery page's must both be listed", async () => {
  const site = { 'GET channels/1/site': { data: { id: 23, url: 'https://other.example' } } }
  assert.match((await look(site)).wrong[0]?.detail ?? '', /https:\/\/other\.example/)
  const channels = { 1: { ...channel, origins: [] } }
  assert.match((await look({}, { channels })).wrong[0]?.detail ?? '', /https:\/\/shop\.example/)
})

const urls = (...held: [type: string, url: string][]) => held.map(([type, url]) => ({ type, url }))
const siteOf = (fields: object) => ({ data: { id: 23, url: 'https://shop.example', ...fields } })
const checkouts: [string, Record<string, object>, checkout: string | undefined][] = [
  [
    "the site's own",
    { 'GET channels/1/site': siteOf({ urls: urls(['checkout', 'https://checkout.example/']) }) },
    'https://checkout.example',
  ],
  ['one that older answers do not tell', { 'GET channels/1/site': siteOf({}) }, undefined],
  [
    'one of another channel, the fallback as the platform spells it out',
    {
      'GET channels/2/site': siteOf({
        urls: urls(['primary', 'https://store-abc-2.example'], ['checkout', 'https://store-abc-1.example']),
        is_checkout_url_customized: false,
      }),
    },
    'https://store-abc-1.example',
  ],
  [
    "one of another channel, the default channel's primary address",
    {
      'GET channels/2/site': siteOf({ urls: [], is_checkout_url_customized: false }),
      'GET channels/1/site': siteOf({ urls: urls(['primary', 'https://store-abc-1.example']) }),
    },
    'https://store-abc-1.example',
  ],
  [
    "one of another channel, the default channel's only address",
    { 'GET channels/2/site': siteOf({ is_checkout_url_customized: false }), 'GET channels/1/site': siteOf({}) },
    'https://shop.example',
  ],
  [
    'one of another channel that may not be seen',
    {
      'GET channels/2/site': siteOf({ is_checkout_url_customized: false }),
      'GET channels/1/site': [403, { status: 403 }],
    },
    undefined,
  ],
]
for (const [name, answers, checkout] of checkouts) {
  const id = 'GET channels/2/site' in answers ? '2' : '1'
  test(`the checkout is found: ${name}`, async () => {
    const { fetch } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', { ...fine, ...answers })
    const platform = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch })
    assert.equal(await platform.checkout?.origin?.(id, AbortSignal.timeout(5000)), checkout)
  })

  test(`doctor compares the checkout with the listed ones: ${name}`, async () => {
    const listed = (...checkoutOrigins: string[]) => ({ channels: { [id]: { ...channel, checkoutOrigins } } })
    const answer = { ...answers, 'GET sites/23/routes': route('/recover') }
    const { wrong, writes } = await look(answer, { ...listed('https://wrong.example'), fix: true })
    const lines = wrong.filter(({ subject }) => subject.endsWith('checkout')).map(({ detail }) => detail)
    const line = `checkoutOrigins: ['https://wrong.example', '${checkout}']`
    assert.deepEqual(
      lines,
      checkout ? [`its checkout is on ${checkout}, and every tap is refused: set \`${line}\``] : [],
    )
    assert.deepEqual(writes, [])
    if (!checkout) return
    const { findings } = await look(answer, listed(checkout))
    assert.equal(findings.find(({ subject }) => subject.endsWith('checkout'))?.ok, true)
  })
}

test('a checkout that the account may not ask about is not known', async () => {
  const { fetch } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', {
    'GET channels/1/site': [403, { status: 403 }],
    'GET channels/2/site': missing,
  })
  const { checkout } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch })
  for (const id of ['1', '2']) assert.equal(await checkout?.origin?.(id, AbortSignal.timeout(5000)), undefined)
})

test("somebody else's hooks may be anything: empty headers as a list, or no hook at all", async () => {
  const others = [null, hook(8, 'abandoned', { id: '8', headers: [], destination: 'https://elsewhere.example' })]
  const ours = [hook(1, 'abandoned', { headers: { 'X-OUR-SECRET': webhooks.secretHeader.value, other: 7 } })]
  assert.deepEqual(
    (await look({ 'GET hooks': hooks(...(others as object[]), ...ours, hook(2, 'converted')) })).wrong,
    [],
  )
  const { wrong } = await look({ 'GET hooks': hooks(hook(1, 'abandoned', { headers: [] }), hook(2, 'converted')) })
  assert.match(wrong[0]?.detail ?? '', /secret header/)
})

for (const [name, held] of [
  ['is missing', []],
  ['leads elsewhere', [hook(1, 'abandoned', { destination: 'https://elsewhere.example' })]],
  ['is switched off', [hook(1, 'abandoned', { is_active: false })]],
  ['lacks the secret header', [hook(1, 'abandoned', { headers: {} })]],
] as const) {
  test(`a hook that ${name} is said, and set right where asked`, async () => {
    const before = hooks(...held, hook(2, 'converted'))
    const { wrong } = await look({ 'GET hooks': before })
    assert.deepEqual(
      wrong.map(({ subject }) => subject),
      ['bigcommerce store/cart/abandoned'],
    )
    const after = hooks(...held, hook(3, 'abandoned'), hook(2, 'converted'))
    const repaired = await look(
      { 'GET hooks': [before, before, after], 'POST hooks': { data: {} }, 'PUT hooks/1': { data: {} } },
      { webhookUrl, fix: true },
    )
    assert.deepEqual(repaired.wrong, [])
    assert.equal(repaired.findings.filter(({ fixed }) => fixed).length, 1)
    const [{ call = '', body } = {}] = repaired.writes
    const isNew = name === 'is missing' || name === 'leads elsewhere'
    assert.equal(call, isNew ? 'POST hooks' : 'PUT hooks/1')
    const headers = { 'x-our-secret': webhooks.secretHeader.value }
    const created = { scope: 'store/cart/abandoned', destination: webhookUrl }
    assert.deepEqual(body, { ...(isNew && created), is_active: true, headers })
  })
}

test('where deliveries are signed, a hook must be on and need not carry a header', async () => {
  const options = { webhooks: { clientSecret: 'a-client-secret-of-an-app' } }
  const held = [hook(1, 'abandoned', { headers: null }), hook(2, 'converted', { is_active: false })]
  const { wrong } = await look({ 'GET hooks': hooks(...held) }, { webhookUrl }, options)
  assert.deepEqual(
    wrong.map(({ subject }) => subject),
    ['bigcommerce store/cart/converted'],
  )
  assert.match(wrong[0]?.detail ?? '', /switched off/)
})

test('one hook for all cart scopes is as good', async () => {
  assert.deepEqual((await look({ 'GET hooks': hooks(hook(1, '*')) })).wrong, [])
})

test('webhooks that nothing can prove are a mistake in the configuration', async () => {
  const { wrong } = await look({}, { webhookUrl }, { webhooks: {} })
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['config'],
  )
})

test('a clock over a minute off is said, and a missing `Date` says nothing', async () => {
  assert.match((await look({}, { now: now + 90_000 })).wrong[0]?.detail ?? '', /83 seconds ahead/)
  const { findings } = await look({ 'GET hooks': { data: [hook(1, '*')] } })
  assert.ok(findings.every(({ check }) => check !== 'clock'))
})

test('no secret is in any finding', async () => {
  const { findings } = await look(
    { 'GET hooks': hooks() },
    { webhookUrl, now: 0, channels: { 1: { ...channel, origins: [] } } },
  )
  assert.doesNotMatch(JSON.stringify(findings), /an-access-token|nobody-knows/)
})
