import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import type { PlatformLine } from '../../adapter/index.ts'
import { type VesuvioPayOptions, vesuviopay } from './vesuviopay.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const storeId = '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33'
const settingsPath = `GET sdk/store/${storeId}/checkout-settings`
const webhookUrl = 'https://shop.example/cart-recovery/webhooks/vesuviopay'
const settings = Response.json({ success: true, data: {} }, { headers: { date: 'Sun, 01 Mar 2026 12:00:07 GMT' } })
const all = ['cart.abandoned', 'cart.recovered', 'order.created']
const hook = (eventTypes: string[], more: object = {}) => ({ id: 'hook-1', url: webhookUrl, eventTypes, ...more })
const keys = { secretKey: 'sk_test_secret', webhookSecret: 'the-secret-of-the-webhook' }

async function look(
  answers: Record<string, object> = {},
  fix = false,
  options: Partial<VesuvioPayOptions> = keys,
  lines?: PlatformLine[],
) {
  const { fetch, sent } = fetchDouble('https://api.vesuviopay.com/api/v1/', {
    [settingsPath]: settings,
    'GET webhooks': { success: true, data: [hook(all)] },
    ...answers,
  })
  const platform = vesuviopay({ storeId, publishableKey: 'pk_test_key', fetch, ...options })
  const request = { channels: {}, webhookUrl, now, fix, ...(lines && { lines }) }
  const findings = (await platform.checkUp?.checkUp(request, AbortSignal.timeout(5000))) ?? []
  const writes = sent.filter(({ call }) => !call.startsWith('GET'))
  const wrong = findings.filter(({ ok }) => !ok).map(({ check, subject }) => `${check}: ${subject}`)
  return { findings, wrong, writes, sent }
}

test('an account that is set up has nothing wrong', async () => {
  const { findings, wrong, writes, sent } = await look()
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    findings.map(({ check, subject }) => `${check}: ${subject}`),
    [
      'key: vesuviopay publishable key',
      'config: vesuviopay store',
      'stock: vesuviopay products',
      'key: vesuviopay secret key',
      ...all.map((type) => `hook: vesuviopay ${type}`),
      'clock: vesuviopay',
    ],
  )
  assert.deepEqual(writes, [])
  assert.deepEqual(
    sent.map(({ headers }) => headers.get('x-api-key')),
    ['pk_test_key', 'sk_test_secret'],
  )
})

for (const status of [401, 403]) {
  test(`a key that is refused with ${status} is all that is said`, async () => {
    const { findings } = await look({ [settingsPath]: [status, { success: false }] })
    assert.deepEqual(
      findings.map(({ check, ok }) => [check, ok]),
      [['key', false]],
    )
  })
}

test('a store that is not there is a mistake in the configuration', async () => {
  const answer = [404, { success: false, errorCode: 'STORE_NOT_FOUND' }]
  assert.deepEqual((await look({ [settingsPath]: answer })).wrong, ['config: vesuviopay store'])
})

test('a platform that does not answer is one finding, and nothing is thrown', async () => {
  assert.deepEqual((await look({ [settingsPath]: [503] })).wrong, ['api: vesuviopay'])
})

for (const list of [[hook(all)], { data: { items: [hook(all)] } }, { data: { webhooks: [hook(all)] } }]) {
  test(`hooks are found in ${JSON.stringify(list).slice(0, 20)}…`, async () => {
    assert.deepEqual((await look({ 'GET webhooks': Response.json(list) })).wrong, [])
  })
}

test('without the secret key nothing is said of hooks', async () => {
  const { findings } = await look({}, false, { webhookSecret: keys.webhookSecret })
  assert.ok(findings.every(({ check }) => check !== 'hook'))
})

test('a secret key that is refused is said', async () => {
  assert.deepEqual((await look({ 'GET webhooks': [401, {}] })).wrong, ['key: vesuviopay secret key'])
})

test('missing hooks are said, and one is made for all where asked; its new secret is still to be set', async () => {
  assert.equal((await look({ 'GET webhooks': { data: [] } })).wrong.length, 3)
  const answers = { 'GET webhooks': [{ data: [] }, { data: [hook(all)] }], 'POST webhooks': [201, { success: true }] }
  const { findings, wrong, writes } = await look(answers, true)
  assert.equal(findings.filter(({ fixed }) => fixed).length, 3)
  assert.deepEqual(wrong, ['config: vesuviopay webhooks'])
  const { body, headers } = writes[0]!
  const { url, eventTypes } = body as { url: string; eventTypes: string[] }
  assert.deepEqual([url, eventTypes], [webhookUrl, all])
  assert.equal(headers.get('x-api-key'), 'sk_test_secret')
})

test('a hook that lacks an event gets it, and keeps what it had', async () => {
  const answers = {
    'GET webhooks': [
      { data: [hook(['order.shipped', 'cart.abandoned'])] },
      { data: [hook(['order.shipped', ...all])] },
    ],
    'PUT webhooks/hook-1': { success: true },
  }
  const { findings, wrong, writes } = await look(answers, true)
  assert.deepEqual(wrong, [])
  assert.equal(findings.filter(({ fixed }) => fixed).length, 2)
  const { eventTypes } = writes[0]!.body as { eventTypes: string[] }
  assert.deepEqual(new Set(eventTypes), new Set(['order.shipped', ...all]))
})

test('a hook that is switched off, or leads elsewhere, delivers nothing', async () => {
  for (const more of [{ isActive: false }, { url: 'https://elsewhere.example' }]) {
    assert.equal((await look({ 'GET webhooks': { data: [hook(all, more)] } })).wrong.length, 3)
  }
})

test('a hook that could not be made is not fixed', async () => {
  const refused = await look({ 'GET webhooks': { data: [] }, 'POST webhooks': [400, {}] }, true)
  assert.equal(refused.wrong.length, 3)
  const vanished = await look({ 'GET webhooks': { data: [] }, 'POST webhooks': [201, {}] }, true)
  assert.equal(vanished.wrong.filter((line) => line.startsWith('hook')).length, 3)
})

test('webhooks without a secret are a mistake in the configuration', async () => {
  assert.deepEqual((await look({}, false, { secretKey: keys.secretKey })).wrong, ['config: vesuviopay webhooks'])
})

test('no key and no secret is in any finding', async () => {
  const { findings } = await look({ 'GET webhooks': { data: [] } })
  assert.doesNotMatch(JSON.stringify(findings), /pk_test_key|sk_test_secret|the-secret-of/)
})

const line = (id: string, kind: PlatformLine['kind'] = 'physical'): PlatformLine => ({
  id,
  kind,
  name: 'Shirt',
  options: [],
  ...(kind === 'physical' && { productId: `p${id}`, variantId: `v${id}` }),
  quantity: 1,
  price: { amount: 100, currency: 'EUR' },
  spec: null,
})
const stock = `POST sdk/cart/store/${storeId}/availability`
const notFound = [404, { success: false, errorCode: 'VARIANT_NOT_FOUND' }]
const known = { success: true, data: { isAvailable: true } }
const short = [409, { success: false }]

async function lookAtProducts(answers: object[], lines?: PlatformLine[]) {
  const { findings, sent } = await look({ [stock]: answers }, false, { ...keys, productIds: { prefix: 'bc_' } }, lines)
  const finding = findings.find(({ check }) => check === 'stock')
  return { ok: finding?.ok, detail: finding?.detail ?? '', bodies: sent.flatMap(({ body }) => body ?? []) }
}

test('products that are all unknown are a wrong `productIds`, by name', async () => {
  const { ok, detail, bodies } = await lookAtProducts([notFound], [line('1'), line('2'), line('1')])
  assert.equal(ok, false)
  assert.match(detail, /product bc_p1 with variant bc_v1.*`productIds`/)
  assert.deepEqual(bodies, [
    { externalProductId: 'bc_p1', externalVariantId: 'bc_v1', quantity: 1 },
    { externalProductId: 'bc_p2', externalVariantId: 'bc_v2', quantity: 1 },
  ])
})

test('products that are known, in stock or not, are fine; one that is not is a note', async () => {
  assert.deepEqual(
    await lookAtProducts([known, short], [line('1'), line('2')]).then(({ ok, detail }) => [ok, detail]),
    [true, ''],
  )
  const some = await lookAtProducts([known, notFound], [line('1'), line('2')])
  assert.equal(some.ok, true)
  assert.match(some.detail, /1 of 2 are not known there, product bc_p2/)
})

test('without a cart it is said how to look, and nothing is asked', async () => {
  for (const [lines, words] of [
    [undefined, /doctor --cart ID/],
    [[line('1', 'gift-certificate')], /has a name for/],
  ] as const) {
    const { ok, detail, bodies } = await lookAtProducts([notFound], lines && [...lines])
    assert.equal(ok, true)
    assert.match(detail, words)
    assert.deepEqual(bodies, [])
  }
})

test('at most five products are asked for', async () => {
  const { bodies } = await lookAtProducts(
    [notFound],
    ['1', '2', '3', '4', '5', '6', '7'].map((id) => line(id)),
  )
  assert.equal(bodies.length, 5)
})
