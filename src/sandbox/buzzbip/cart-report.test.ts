import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../readings.ts'
import { openBuzzbip, report } from '../testing/buzzbip-client.ts'

test('a report with a phone becomes a message with name, total and link', async () => {
  const { open, texts } = openBuzzbip()
  const { send } = await open()
  const { status, body } = await send()
  assert.deepEqual(
    [status, body],
    [200, { status: 'success', message: 'The cart was received', code: 200, data: { cart_id: 'c-55' } }],
  )
  assert.deepEqual(await texts(), [
    {
      store: 'bigcommerce',
      channel: 'whatsapp',
      platform: 'buzzbip',
      to: '+966501234501',
      text:
        'Hi Layla, your cart at Alder & Wool (SAR\u00a0199.99) is still waiting. ' +
        'Pick up where you left off: https://shop.example/cart?t=cr1_abc',
      cartId: 'c-55',
      link: 'https://shop.example/cart?t=cr1_abc',
    },
  ])
})

test('the minimal report is taken and sends nothing', async () => {
  for (const buzzbipInvalidPhone of ['taken', 'refused'] as const) {
    const { open, post, texts, sandbox } = openBuzzbip({ buzzbipInvalidPhone })
    const { token } = await open()
    const minimal = { cart_id: 'c-55', total: 199.99 }
    const { status } = await post('/api/v1/cart/', minimal, { Authorization: `Bearer ${token}` })
    assert.deepEqual([status, await texts()], [200, []])
    assert.deepEqual(
      sandbox.world.buzzbip.reports.map(({ cartId, total, isMessaged }) => [cartId, total, isMessaged]),
      [['c-55', 199.99, false]],
    )
  }
})

test('the account decides on the channel and on the names of the fields', async () => {
  const { sandbox, open, texts } = openBuzzbip()
  const { buzzbip } = sandbox.world.accounts
  buzzbip.channel = 'sms'
  buzzbip.fields = { ...buzzbip.fields, link: 'recovery_link', firstName: 'first_name' }
  const { send } = await open()
  await send({ recovery_link: 'https://shop.example/b', first_name: 'Noura' })
  const [text] = await texts()
  assert.deepEqual([text?.channel, text?.link], ['sms', 'https://shop.example/b'])
  assert.match(text?.text ?? '', /^Hi Noura,/)
})

test('a message does without name, currency and link', async () => {
  const { open, post, texts } = openBuzzbip()
  const { token } = await open()
  const fields = { cart_id: 'c-1', total: 5, phone_number: '+4917012345678' }
  await post('/api/v1/cart/', fields, { Authorization: `Bearer ${token}` })
  const [text] = await texts()
  assert.equal(text?.text, 'Hi there, your cart at Alder & Wool (5.00) is still waiting.')
  assert.ok(text && !('link' in text))
})

test('phones come whole or beside a calling code, and what is none sends nothing', async () => {
  const { open, texts } = openBuzzbip()
  const { send } = await open()
  const numberOf = async (phone: string, code?: string) => {
    const before = (await texts()).length
    assert.equal((await send({ phone_number: phone, country_code: code })).status, 200)
    return (await texts())[before]?.to
  }
  assert.equal(await numberOf('+966 50 123-4501'), '+966501234501')
  assert.equal(await numberOf('+49 170 1234567', '966'), '+491701234567')
  assert.equal(await numberOf('0501234501', '966'), '+966501234501')
  assert.equal(await numberOf('501234501', '+966'), '+966501234501')
  for (const [phone, code] of [
    ['0501234501'],
    ['0501234501', 'SA'],
    ['12', '966'],
    ['not a phone', '966'],
    ['', '966'],
  ]) {
    assert.equal(await numberOf(phone ?? '', code), undefined, `${phone} ${code}`)
  }
})

test('or is refused by name', async () => {
  const { open, texts, sandbox } = openBuzzbip({ buzzbipInvalidPhone: 'refused' })
  const { send } = await open()
  const { status, body } = await send({ phone_number: '12' })
  assert.deepEqual([status, body.message], [400, 'Invalid phone number'])
  assert.deepEqual([await texts(), sandbox.world.buzzbip.reports], [[], []])
})

test('every report starts the automation again, unless carts are told apart', async () => {
  const again = openBuzzbip()
  const one = await again.open()
  for (let times = 0; times < 2; times++) await one.send()
  assert.equal((await again.texts()).length, 2)
  const once = openBuzzbip({ buzzbipRepeatedReport: 'deduplicated' })
  const two = await once.open()
  const first = await two.send()
  assert.deepEqual((await two.send()).body, first.body)
  await two.send({ cart_id: 'c-56' })
  assert.deepEqual(
    (await once.texts()).map(({ cartId }) => cartId),
    ['c-55', 'c-56'],
  )
  assert.deepEqual(
    once.sandbox.calls.list().map(({ write }) => write),
    [false, true, false, true],
  )
})

test('a success has a body of one form or another', async () => {
  const play = async (readings: Partial<ReadingValues>) => {
    const { status, body } = await (await openBuzzbip(readings).open()).send()
    assert.equal(body.status, 'success')
    return [status, body.code, body.data]
  }
  assert.deepEqual(await play({}), [200, 200, { cart_id: 'c-55' }])
  assert.deepEqual(await play({ buzzbipReportStatus: '201' }), [201, 201, { cart_id: 'c-55' }])
  assert.deepEqual(await play({ buzzbipReportData: 'array' }), [200, 200, []])
  assert.deepEqual(await play({ buzzbipReportData: 'absent' }), [200, 200, undefined])
  assert.deepEqual(await play({ buzzbipSuccessCode: 'absent' }), [200, undefined, { cart_id: 'c-55' }])
})

test('a failure has status, message, code and data, each of one form or another', async () => {
  const play = async (readings: Partial<ReadingValues>) => {
    const { status, body } = await (await openBuzzbip(readings).open()).send({ total: undefined })
    assert.equal(body.message, 'The field total is missing or not valid')
    return [status, body.status, body.code, body.data]
  }
  assert.deepEqual(await play({}), [400, 'error', 400, []])
  assert.deepEqual(await play({ buzzbipFailureStatus: '200' }), [200, 'error', 400, []])
  assert.deepEqual(await play({ buzzbipFailureWord: 'fail' }), [400, 'fail', 400, []])
  assert.deepEqual(await play({ buzzbipFailureCode: 'string' }), [400, 'error', 'MISSING_FIELD', []])
  assert.deepEqual(await play({ buzzbipFailureData: 'object' }), [400, 'error', 400, {}])
})

test('fields that make no sense are refused, and undocumented ones where a reading says so', async () => {
  const { sandbox, open, texts } = openBuzzbip()
  const { send } = await open()
  for (const wrong of [{ cart_id: 55 }, { cart_id: '' }, { total: '1' }, { total: -1 }, { phone_number: 501234501 }]) {
    assert.equal((await send(wrong)).status, 400, JSON.stringify(wrong))
  }
  assert.deepEqual(await texts(), [])
  assert.equal((await send({ items: [] })).status, 200)
  sandbox.readings.set({ buzzbipUnknownFields: 'refused' })
  assert.equal((await send({ items: [] })).status, 400)
  assert.equal((await send()).status, 200)
})

test('only the two documented calls exist, each exactly as it is written', async () => {
  const { post, open } = openBuzzbip()
  const { token } = await open()
  const headers = { Authorization: `Bearer ${token}` }
  const slashless = await post('/api/v1/cart', report, headers)
  assert.deepEqual([slashless.status, slashless.body.message], [404, 'The trailing slash is missing'])
  for (const path of ['/api/login_check/', '/api/v1/orders/', '/api/contacts/', '/v1/messages', '/']) {
    assert.equal((await post(path, report, headers)).status, 404, path)
  }
  assert.equal((await post('/api/v1/cart/', undefined, headers, 'GET')).status, 405)
  assert.equal((await post('/api/v1/cart/?page=1', report, headers)).status, 400)
  assert.equal((await post('/api/v1/cart/', '[]', headers)).status, 400)
  assert.equal((await post('/api/v1/cart/', 'a=b', { ...headers, 'Content-Type': 'text/plain' })).status, 415)
})

test('a reset starts a new window of requests', async () => {
  const { sandbox, logIn } = openBuzzbip()
  const play = async () => {
    sandbox.world.accounts.buzzbip.quota = { requests: 1, windowMs: 10_000 }
    return [(await logIn()).status, (await logIn()).status]
  }
  assert.deepEqual(await play(), [200, 429])
  sandbox.reset()
  assert.deepEqual(await play(), [200, 429])
})

test('a limited call is 429 or calls itself a success, and may tell how long to wait', async () => {
  const limited = async (readings: Partial<ReadingValues>) => {
    const { sandbox, open, wait } = openBuzzbip(readings)
    sandbox.world.accounts.buzzbip.quota = { requests: 2, windowMs: 10_000 }
    const { send } = await open()
    assert.equal((await send()).body.status, 'success')
    const { status, body, headers } = await send()
    wait(10)
    assert.equal((await send()).body.status, 'success')
    return [status, body.status, body.code, headers.get('Retry-After')]
  }
  assert.deepEqual(await limited({}), [429, 'error', 429, null])
  assert.deepEqual(await limited({ buzzbipRetryAfter: 'present' }), [429, 'error', 429, '10'])
  assert.deepEqual(await limited({ buzzbipLimitStatus: '200', buzzbipFailureCode: 'string' }), [
    200,
    'error',
    'RATE_LIMITED',
    null,
  ])
})

test('a success says so in one word or another, a limit and a missing access in a body that comes with 200', async () => {
  const { sandbox, open } = openBuzzbip({ buzzbipSuccessWord: 'true', buzzbipNoAccess: '403-with-200' })
  const { send } = await open()
  assert.equal((await send()).body.status, true)
  sandbox.readings.set({ buzzbipSuccessWord: 'queued' })
  assert.equal((await send()).body.status, 'queued')
  sandbox.world.accounts.buzzbip.hasApiAccess = false
  const refused = await send()
  assert.deepEqual([refused.status, refused.body.status, refused.body.code], [200, 'error', 403])
  sandbox.readings.set({ buzzbipLimitStatus: '200-in-words' })
  sandbox.faults.set({ platform: 'buzzbip', fault: '429' })
  const limited = await send()
  assert.deepEqual([limited.status, limited.body.message, limited.body.code], [200, 'Rate limit exceeded', 'E9'])
})
