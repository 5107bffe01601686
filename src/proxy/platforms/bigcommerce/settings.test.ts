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
  assert.deepEqual(t.puts()[0]?.body, settings)
  assert.equal(t.puts()[0]?.headers.get('x-auth-token'), 'an-access-token')
})

test('a platform that insists on `enabled` is asked once more, with both', async () => {
  const t = port({
    [`PUT ${path}`]: [refusal({ enabled: 'is required' }), { data: settings }],
    [`GET ${path}`]: { data: settings },
  })
  assert.deepEqual(await t.port.write(settings, signal()), settings)
  assert.deepEqual(
    t.puts().map(({ body }) => body),
    [settings, { ...settings, enabled: true }],
  )
})

test('a platform that goes on insisting is asked no third time', async () => {
  const t = port({ [`PUT ${path}`]: refusal({ enabled: 'is required' }) })
  await assert.rejects(t.port.write(settings, signal()), { code: 'invalid-request' })
  assert.equal(t.puts().length, 2)
})

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
