import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchDouble } from '../../../../test/platforms/fetch-double.ts'
import { bigcommerce } from './bigcommerce.ts'

const settings = {
  enable_notification: true,
  email_customer_until_cart_is_recovered: true,
  marketing_emails_require_customer_consent: false,
  email_merchant_when_cart_is_converted: false,
  email_merchant_when_cart_is_abandoned: true,
  merchant_email_address: 'merchant@example.com',
  merchant_abandoned_cart_email_frequency_type: 'digest' as const,
  merchant_abandoned_cart_digest_email_frequency: 10,
}
const path = 'abandoned-carts/settings'
const refusal = (errors: object) => [422, { status: 422, title: 'Unprocessable', type: 'x', errors }]

function port(answers: Record<string, object>) {
  const { fetch, sent } = fetchDouble('https://api.bigcommerce.com/stores/abc123/v3/', answers)
  const { settings: found } = bigcommerce({ storeHash: 'abc123', accessToken: 'an-access-token', fetch })
  assert.ok(found)
  return { port: found, sent, puts: () => sent.filter(({ call }) => call.startsWith('PUT')) }
}
const signal = () => AbortSignal.timeout(5000)

test('settings are read as documented, and what is new there is ignored', async () => {
  const t = port({ [`GET ${path}`]: { data: { ...settings, new_thing: 1 }, meta: {} } })
  assert.deepEqual(await t.port.read(signal()), settings)
})

test('`enabled` is read where the platform says so', async () => {
  const { enable_notification, ...rest } = settings
  const t = port({ [`GET ${path}`]: { data: { enabled: enable_notification, ...rest } } })
  assert.equal((await t.port.read(signal())).enable_notification, true)
})

test('a channel without a value of its own has null there', async () => {
  const t = port({ [`GET ${path}/channels/2`]: { data: { enable_notification: false, merchant_email_address: null } } })
  const read = await t.port.readChannel('2', signal())
  assert.equal(read.enable_notification, false)
  assert.deepEqual(
    Object.values(read).slice(1),
    Array.from({ length: 7 }, () => null),
  )
})

test('all eight fields are written, with the token, and what the platform then holds is returned', async () => {
  const held = { ...settings, merchant_abandoned_cart_digest_email_frequency: 20 }
  const t = port({ [`PUT ${path}`]: { data: settings }, [`GET ${path}`]: { data: held } })
  assert.deepEqual(await t.port.write(settings, signal()), held)
  assert.deepEqual(t.puts()[0]?.body, { ...settings, enabled: true })
  assert.equal(t.puts()[0]?.headers.get('x-auth-token'), 'an-access-token')
})

for (const [name, answer] of [
  ['names it', refusal({ enabled: 'is not a setting' })],
  ['names nothing', refusal({})],
  ['answers 400', [400, { status: 400, title: 'Bad Request' }]],
] as const) {
  test(`a platform that does not take \`enabled\` and ${name} is asked once more, without it`, async () => {
    const t = port({ [`PUT ${path}`]: [answer, { data: settings }], [`GET ${path}`]: { data: settings } })
    assert.deepEqual(await t.port.write(settings, signal()), settings)
    assert.deepEqual(
      t.puts().map(({ body }) => body),
      [{ ...settings, enabled: true }, settings],
    )
  })
}

test('a platform that refuses both is asked no third time', async () => {
  const t = port({ [`PUT ${path}`]: refusal({ enabled: 'is required' }) })
  await assert.rejects(t.port.write(settings, signal()), { code: 'invalid-request' })
  assert.equal(t.puts().length, 2)
})

test("a channel's settings are written as documented, with `enabled` only where that is insisted on", async () => {
  const own = { ...settings, enable_notification: null }
  const to = `${path}/channels/2`
  const t = port({ [`PUT ${to}`]: { data: own }, [`GET ${to}`]: { data: own } })
  assert.deepEqual(await t.port.writeChannel('2', own, signal()), own)
  assert.deepEqual(t.puts()[0]?.body, own)
  const other = port({
    [`PUT ${to}`]: [refusal({ enabled: 'is required' }), { data: own }],
    [`GET ${to}`]: { data: own },
  })
  await other.port.writeChannel('2', own, signal())
  assert.deepEqual(other.puts()[1]?.body, { ...own, enabled: null })
})

const odd: [string, object, object][] = [
  ['an empty address', { merchant_email_address: '' }, { merchant_email_address: '' }],
  [
    'two addresses',
    { merchant_email_address: 'a@x.example, b@x.example' },
    { merchant_email_address: 'a@x.example, b@x.example' },
  ],
  [
    'a digest of 0',
    { merchant_abandoned_cart_digest_email_frequency: 0 },
    { merchant_abandoned_cart_digest_email_frequency: 0 },
  ],
  [
    'numbers as text',
    { merchant_abandoned_cart_digest_email_frequency: '7' },
    { merchant_abandoned_cart_digest_email_frequency: 7 },
  ],
  ['a switch as text', { enable_notification: 'false' }, { enable_notification: false }],
  [
    'a switch as a number',
    { email_customer_until_cart_is_recovered: 0 },
    { email_customer_until_cart_is_recovered: false },
  ],
  [
    'an unknown kind',
    { merchant_abandoned_cart_email_frequency_type: 'weekly' },
    { merchant_abandoned_cart_email_frequency_type: null },
  ],
  ['null', { merchant_email_address: null }, { merchant_email_address: null }],
  ['an absent field', { enable_notification: undefined }, { enable_notification: null }],
  [
    'another kind of value',
    { merchant_email_address: {}, enable_notification: [] },
    { merchant_email_address: null, enable_notification: null },
  ],
]
for (const [name, fields, expected] of odd) {
  test(`settings with ${name} are read`, async () => {
    const t = port({
      [`GET ${path}`]: { data: { ...settings, ...fields } },
      [`GET ${path}/channels/2`]: { data: { ...settings, ...fields } },
    })
    assert.deepEqual(await t.port.read(signal()), { ...settings, ...expected })
    assert.deepEqual(await t.port.readChannel('2', signal()), { ...settings, ...expected })
  })
}

test('no settings at all, as PHP writes an empty object, are eight that are not set', async () => {
  const t = port({ [`GET ${path}`]: { data: [] } })
  assert.deepEqual(Object.values(await t.port.read(signal())), Array(8).fill(null))
})

for (const [status, words] of [
  [401, /refused the access token: set a new one/],
  [403, /refused the access token: its API account needs the scope Information & Settings/],
] as const) {
  test(`a ${status} is told as what it is, to reads and writes alike`, async () => {
    const refused = [status, { status }]
    const t = port({ [`GET ${path}`]: refused, [`PUT ${path}/channels/2`]: refused })
    const isRefused = (error: Error & { code?: string; detail?: string }) => {
      assert.equal(error.code, 'upstream-down')
      assert.match(error.detail ?? '', words)
      return true
    }
    await assert.rejects(t.port.read(signal()), isRefused)
    await assert.rejects(t.port.writeChannel('2', settings, signal()), isRefused)
    assert.equal(t.puts().length, 1)
  })
}

for (const [name, errors] of [
  ['by its key', { merchant_email_address: 'somebody@example.com is not allowed' }],
  ['in a sentence', { 0: 'the field merchant_email_address must be an address' }],
] as const) {
  test(`a refusal that names a field ${name} says which, in our own words`, async () => {
    const t = port({ [`PUT ${path}/channels/2`]: refusal(errors) })
    await assert.rejects(t.port.writeChannel('2', settings, signal()), {
      code: 'invalid-request',
      detail: 'merchant_email_address: the platform does not take this value',
    })
    assert.equal(t.puts().length, 1)
  })
}

test('a write whose answer is lost is settled by reading', async () => {
  const t = port({ [`PUT ${path}`]: [502], [`GET ${path}`]: { data: settings } })
  assert.deepEqual(await t.port.write(settings, signal()), settings)
  const other = port({ [`PUT ${path}`]: [502], [`GET ${path}`]: { data: { ...settings, enable_notification: false } } })
  await assert.rejects(other.port.write(settings, signal()), { isUncertain: true })
})

test('a channel that is not there is the mistake of who asked', async () => {
  const t = port({ [`GET ${path}/channels/9`]: [404, { status: 404 }] })
  await assert.rejects(t.port.readChannel('9', signal()), { code: 'invalid-request' })
})
