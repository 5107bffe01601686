import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type FaultKind, faultKinds } from '../http/faults.ts'
import { control } from '../testing/api-client.ts'
import { openBuzzbip, report } from '../testing/buzzbip-client.ts'

test('a message belongs to the store whose page its link opens, else to the first', async () => {
  const { open, texts } = openBuzzbip(
    {},
    {
      1: 'https://shop.example/cart?lang=en',
      3: 'https://shop.example/cart/text',
      tjar: 'https://tjar.example/cart',
    },
  )
  const { send } = await open()
  const links = [
    'https://shop.example/cart?lang=en&t=cr1_a',
    'https://shop.example/cart/text?t=cr1_a',
    'https://tjar.example/cart#t=cr1_a',
    'https://elsewhere.example/cart',
    undefined,
  ]
  for (const link of links) await send({ cart_url: link })
  assert.deepEqual(
    (await texts()).map(({ store }) => store),
    ['bigcommerce', 'vesuviopay', 'tjar', 'bigcommerce', 'bigcommerce'],
  )
})

test('the page of the store at Tjar is no route of BigCommerce', async () => {
  const { sandbox } = openBuzzbip({}, { 1: 'https://shop.example/cart', tjar: 'https://tjar.example/cart' })
  const { body } = await control(sandbox, 'GET', '/world')
  assert.deepEqual(
    body.accounts.bigcommerce.routes.map(({ channelId }: { channelId: string }) => channelId),
    ['1'],
  )
})

test('the ledger tells every call and which of them did something, and names nobody', async () => {
  const { sandbox, open } = openBuzzbip()
  const { token, send } = await open()
  await send()
  await send({ total: 'x' })
  assert.deepEqual(
    sandbox.calls.list().map(({ platform, path, status, write }) => [platform, path, status, write]),
    [
      ['buzzbip', '/api/login_check', 200, false],
      ['buzzbip', '/api/v1/cart/', 200, true],
      ['buzzbip', '/api/v1/cart/', 400, false],
    ],
  )
  assert.deepEqual(sandbox.calls.list()[1]?.body, {
    ...report,
    phone_number: '[phone]',
    firstname: '[name]',
    cart_url: 'https://shop.example/cart?t=[token]',
  })
  const ledger = JSON.stringify(sandbox.calls.list())
  const {
    username,
    password,
    pluginHeaders: { apiKey },
  } = sandbox.credentials.buzzbip
  for (const secret of [token, username, password, apiKey]) assert.ok(!ledger.includes(secret), secret)
})

test('the world shows what the account is set to, and none of its secrets', async () => {
  const { sandbox, open } = openBuzzbip()
  const { token } = await open()
  const { body } = await control(sandbox, 'GET', '/world')
  const shown = ['platformType', 'baseUri', 'hasApiAccess', 'tokenLifetimeSeconds', 'channel', 'fields', 'quota']
  assert.deepEqual(Object.keys(body.accounts.buzzbip), shown)
  const {
    username,
    password,
    pluginHeaders: { apiKey },
  } = sandbox.credentials.buzzbip
  const { signingKey } = sandbox.world.accounts.buzzbip
  const text = JSON.stringify(body)
  for (const secret of [token, username, password, apiKey, signingKey]) assert.ok(!text.includes(secret), secret)
})

test('the account can be switched, all of a request or nothing, and a reset brings it back', async () => {
  const { sandbox, logIn, open } = openBuzzbip()
  const before = structuredClone(sandbox.world)
  const patch = (buzzbip: object) => control(sandbox, 'PATCH', '/world', { accounts: { buzzbip } })
  const { send } = await open()
  await patch({ hasApiAccess: false })
  assert.equal((await send()).status, 403)
  const fields = { link: 'recovery_link' }
  await patch({ hasApiAccess: true, tokenLifetimeSeconds: 60, channel: 'sms', fields, password: 'another' })
  assert.equal((await logIn()).status, 401)
  const account = sandbox.world.accounts.buzzbip
  assert.deepEqual([account.tokenLifetimeSeconds, account.channel, account.fields.link], [60, 'sms', 'recovery_link'])
  assert.equal(account.fields.phone, 'phone_number')
  const refuse = async (body: object) => (await patch(body)).body.error.message as string
  assert.match(await refuse({ signingKey: 'x' }), /"accounts\.buzzbip\.signingKey"/)
  assert.match(await refuse({ channel: 'fax' }), /"accounts\.buzzbip\.channel"/)
  assert.match(await refuse({ fields: { colour: 'x' } }), /"accounts\.buzzbip\.fields\.colour"/)
  assert.match(await refuse({ channel: 'whatsapp', tokenLifetimeSeconds: 0 }), /tokenLifetimeSeconds/)
  assert.equal(account.channel, 'sms')
  sandbox.reset()
  assert.deepEqual(sandbox.world, before)
  assert.equal((await logIn()).status, 200)
})

test('a success that is none says so in its body only, and sends nothing', async () => {
  const { send, texts } = await faulty('error-200')
  const { status, body } = await send()
  assert.deepEqual([status, body.status, body.data], [200, 'error', []])
  assert.deepEqual(await texts(), [])
})

test('error statuses come in this platform’s words, and nothing is done', async () => {
  for (const status of ['429', '500', '502', '503', '504'] as const) {
    const { send, texts } = await faulty(status)
    const { body, ...answer } = await send()
    assert.deepEqual([answer.status, body.status, body.code, body.data], [Number(status), 'error', Number(status), []])
    assert.deepEqual(await texts(), [])
  }
  const { send, sandbox } = await faulty('429', 4200)
  sandbox.readings.set({ buzzbipRetryAfter: 'present', buzzbipLimitStatus: '200' })
  const quiet = await send()
  assert.deepEqual([quiet.status, quiet.body.status, quiet.headers.get('Retry-After')], [200, 'error', '5'])
})

test('a report whose answer is lost sent its message all the same', async () => {
  const { send, texts } = await faulty('lost-answer')
  await assert.rejects(send(), new TypeError('fetch failed'))
  assert.equal((await texts()).length, 1)
})

test('a missing field is the one the caller came for', async () => {
  const { send, logIn, sandbox } = await faulty('missing-field')
  assert.deepEqual((await logIn()).body, {})
  for (const data of ['array', 'absent'] as const) {
    sandbox.readings.set({ buzzbipReportData: data })
    assert.equal((await send()).body.status, undefined, data)
  }
})

test('every fault befalls this platform, and none the other', async () => {
  for (const fault of faultKinds) {
    const { call, sandbox } = await faulty(fault)
    assert.equal((await call('GET', '/catalog/products')).status, 200, fault)
    assert.equal(sandbox.faults.list()[0]?.platform, 'buzzbip')
  }
})

/** A sandbox whose Buzzbip misbehaves from after the log-in on. */
async function faulty(fault: FaultKind, delayMs = 20) {
  const opened = openBuzzbip()
  const { send } = await opened.open()
  opened.sandbox.faults.set({ platform: 'buzzbip', fault, delayMs })
  return { ...opened, send }
}
