import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openVesuvioPay, phones, refusalOf } from '../../testing/vesuviopay-client.ts'

const phoneNumber = phones.nothing

test('a code comes by SMS, and signs in once', async () => {
  const { call, texts } = openVesuvioPay()
  const sent = await call('POST', '/auth/send-code', { phoneNumber })
  assert.deepEqual([sent.status, sent.body.success], [200, true])
  const [message] = await texts()
  assert.deepEqual(
    [message?.store, message?.platform, message?.channel, message?.to],
    ['vesuviopay', 'vesuviopay', 'sms', phoneNumber],
  )
  assert.match(message?.code ?? '', /^\d{6}$/)
  assert.ok(message?.text.includes(message.code ?? '-'))
  assert.ok(!JSON.stringify(sent.body).includes(message?.code ?? ''))
  const logIn = () => call('POST', '/auth/login', { phoneNumber, verificationCode: message?.code })
  const answer = await logIn()
  assert.deepEqual(Object.keys(answer.body), ['token'])
  assert.deepEqual(refusalOf(await logIn()), [401, 'INVALID_CREDENTIALS'])
})

test('a wrong code is refused, five of them end the code, and a new one starts afresh', async () => {
  const { call, texts } = openVesuvioPay()
  const send = () => call('POST', '/auth/send-code', { phoneNumber })
  const logIn = (verificationCode = '') => call('POST', '/auth/login', { phoneNumber, verificationCode })
  await send()
  for (let tries = 0; tries < 5; tries++) assert.deepEqual(refusalOf(await logIn('x')), [401, 'INVALID_CREDENTIALS'])
  const right = (await texts()).at(-1)?.code
  const blocked = await logIn(right)
  assert.deepEqual(refusalOf(blocked), [429, 'RATE_LIMIT_EXCEEDED'])
  assert.deepEqual([blocked.headers.get('X-RateLimit-Retry-After'), blocked.body.retryAfter], ['300', 300])
  await send()
  assert.equal((await logIn((await texts()).at(-1)?.code)).status, 200)
})

test('a second code replaces the first, and an old one is worth nothing', async () => {
  const { call, texts, wait } = openVesuvioPay()
  const logIn = (verificationCode = '') => call('POST', '/auth/login', { phoneNumber, verificationCode })
  await call('POST', '/auth/send-code', { phoneNumber })
  await call('POST', '/auth/send-code', { phoneNumber })
  const [first, second] = (await texts()).map(({ code }) => code)
  assert.notEqual(first, second)
  assert.equal((await logIn(first)).status, 401)
  wait(300)
  assert.deepEqual(refusalOf(await logIn(second)), [401, 'INVALID_CREDENTIALS'])
})

test('wrong codes and too many tries have two wordings each', async () => {
  const { sandbox, call } = openVesuvioPay({ vesuviopayWrongCode: '400', vesuviopayTooManyTries: '401' })
  sandbox.world.accounts.vesuviopay.codeTries = 1
  await call('POST', '/auth/send-code', { phoneNumber })
  const logIn = () => call('POST', '/auth/login', { phoneNumber, verificationCode: '1' })
  assert.deepEqual(refusalOf(await logIn()), [400, 'INVALID_VERIFICATION_CODE'])
  assert.deepEqual(refusalOf(await logIn()), [401, 'INVALID_CREDENTIALS'])
})

test('an unknown phone is named, kept quiet about, or registered', async () => {
  const play = async (reading: 'user-not-found' | 'same-answer' | 'registered') => {
    const { call, texts } = openVesuvioPay({ vesuviopayUnknownPhone: reading })
    const known = await call('POST', '/auth/send-code', { phoneNumber })
    const sent = await call('POST', '/auth/send-code', { phoneNumber: phones.unknown })
    const code = (await texts()).find(({ to }) => to === phones.unknown)?.code
    const body = { phoneNumber: phones.unknown, verificationCode: code ?? '000000' }
    return { known, sent, code, logIn: await call('POST', '/auth/login', body) }
  }
  const named = await play('user-not-found')
  assert.deepEqual([refusalOf(named.sent), refusalOf(named.logIn)], Array(2).fill([404, 'USER_NOT_FOUND']))
  const quiet = await play('same-answer')
  assert.deepEqual([quiet.sent.body, quiet.sent.status], [quiet.known.body, quiet.known.status])
  assert.deepEqual([quiet.code, refusalOf(quiet.logIn)], [undefined, [401, 'INVALID_CREDENTIALS']])
  assert.ok((await play('registered')).logIn.body.token)
})

test('an SMS that is refused is said at once, or never', async () => {
  const { sandbox, call, texts } = openVesuvioPay()
  const send = () => call('POST', '/auth/send-code', { phoneNumber: phones.refused })
  assert.deepEqual(refusalOf(await send()), [400, 'SMS_NOT_SENT'])
  sandbox.readings.set({ vesuviopayRefusedSms: 'silent' })
  assert.equal((await send()).status, 200)
  assert.deepEqual(await texts(), [])
  sandbox.world.accounts.vesuviopay.refusedPhones = []
  sandbox.world.shoppers.push({ phone: phones.refused })
  await send()
  assert.equal((await texts()).length, 1)
})

test('who never finished registering is told so, with the right code only', async () => {
  const { call, texts } = openVesuvioPay()
  const logIn = (code = '') => call('POST', '/auth/login', { phoneNumber: phones.incomplete, verificationCode: code })
  await call('POST', '/auth/send-code', { phoneNumber: phones.incomplete })
  assert.deepEqual(refusalOf(await logIn('x')), [401, 'INVALID_CREDENTIALS'])
  assert.deepEqual(refusalOf(await logIn((await texts())[0]?.code)), [400, 'REGISTRATION_INCOMPLETE'])
})

test('the token is in one of three places, and has three parts or none', async () => {
  for (const place of ['token', 'data.token', 'data.accessToken'] as const) {
    const { signIn } = openVesuvioPay({ vesuviopayLoginToken: place })
    const { token, read } = await signIn(phones.oneLine)
    const [head = '', claims = '', signature = ''] = token.split('.')
    assert.deepEqual(JSON.parse(atob(head)), { alg: 'HS256', typ: 'JWT' })
    const { exp, iat } = JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/')))
    assert.equal(exp - iat, 3600)
    assert.equal(signature.length, 43)
    assert.equal((await read()).status, 200)
  }
  const opaque = await openVesuvioPay({ vesuviopayTokenForm: 'opaque' }).signIn(phones.oneLine)
  assert.match(opaque.token, /^[0-9a-f]{48}$/)
  assert.equal((await opaque.read()).status, 200)
})

test('codes are sent from one path, and the other leads nowhere', async () => {
  const { sandbox, call, texts } = openVesuvioPay()
  const send = (path: string) => call('POST', path, { phoneNumber })
  assert.deepEqual(refusalOf(await send('/auth/phone/send-code')), [404, 'NOT_FOUND'])
  sandbox.readings.set({ vesuviopaySendCodePath: '/api/v1/auth/phone/send-code' })
  assert.equal((await send('/auth/phone/send-code')).status, 200)
  assert.deepEqual(refusalOf(await send('/auth/send-code')), [404, 'NOT_FOUND'])
  assert.equal((await texts()).length, 1)
})

test('signing in may want a key, and never takes a wrong one', async () => {
  const { sandbox, call, withKey } = openVesuvioPay()
  const send = { phoneNumber }
  assert.equal((await withKey('POST', '/auth/send-code', send)).status, 200)
  assert.deepEqual(refusalOf(await withKey('POST', '/auth/send-code', send, 'pk_test_x')), [401, 'INVALID_API_KEY'])
  sandbox.readings.set({ vesuviopayLoginKey: 'required' })
  assert.deepEqual(refusalOf(await call('POST', '/auth/send-code', send)), [401, 'INVALID_API_KEY'])
  const body = { phoneNumber, verificationCode: '1' }
  assert.deepEqual(refusalOf(await call('POST', '/auth/login', body)), [401, 'INVALID_API_KEY'])
  assert.equal((await withKey('POST', '/auth/send-code', send)).status, 200)
})

test('a code has six digits, or as many as the reading says', async () => {
  for (const length of ['6', '4', '8'] as const) {
    const { call, texts } = openVesuvioPay({ vesuviopayCodeLength: length })
    await call('POST', '/auth/send-code', { phoneNumber: phones.nothing })
    assert.match((await texts())[0]?.code ?? '', new RegExp(`^[0-9]{${length}}$`))
  }
})
