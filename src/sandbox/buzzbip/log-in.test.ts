import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ReadingValues } from '../readings.ts'
import type { ApiAnswer } from '../testing/api-client.ts'
import { openBuzzbip } from '../testing/buzzbip-client.ts'

/** What a token says about itself. */
function claimsOf(token: string): Record<string, unknown> {
  const parts = token.split('.')
  assert.equal(parts.length, 3)
  return JSON.parse(atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
}

test('name and password are worth a token that says when it ends', async () => {
  const { sandbox, logIn } = openBuzzbip()
  const { status, body } = await logIn()
  assert.deepEqual([status, Object.keys(body)], [200, ['token']])
  const { iat, exp } = claimsOf(body.token)
  assert.equal(iat, sandbox.clock() / 1000)
  assert.equal(Number(exp) - Number(iat), 3600)
})

test('the token may stand inside data, and may keep its end to itself', async () => {
  const { logIn } = openBuzzbip({ buzzbipToken: 'data.token', buzzbipTokenExpiry: 'absent' })
  const { body } = await logIn()
  assert.equal(body.status, 'success')
  assert.ok(!('exp' in claimsOf(body.data.token)))
})

test('the token goes by other names, or is all that data is', async () => {
  const { sandbox, logIn } = openBuzzbip()
  const tokenIn = async (buzzbipToken: ReadingValues['buzzbipToken'], read: (body: ApiAnswer['body']) => string) => {
    sandbox.readings.set({ buzzbipToken })
    assert.match(read((await logIn()).body), /^\w+\.\w+\.[\w-]+$/, buzzbipToken)
  }
  await tokenIn('access_token', (body) => body.access_token)
  await tokenIn('data.access_token', (body) => body.data.access_token)
  await tokenIn('jwt', (body) => body.jwt)
  await tokenIn('data', (body) => body.data)
})

test('the account’s name goes by one field or the other, never by both', async () => {
  const { sandbox, logIn } = openBuzzbip()
  const { username, password } = sandbox.credentials.buzzbip
  const play = async (buzzbipLoginField: ReadingValues['buzzbipLoginField']) => {
    sandbox.readings.set({ buzzbipLoginField })
    const asked = [
      { username, password },
      { email: username, password },
      { username, email: username, password },
    ]
    const answers = []
    for (const fields of asked) answers.push((await logIn(fields)).status)
    return answers
  }
  assert.deepEqual(await play('username'), [200, 400, 400])
  assert.deepEqual(await play('email'), [400, 200, 400])
})

test('who has the wrong password gets no token, in either wording', async () => {
  const { sandbox, logIn } = openBuzzbip()
  const { username } = sandbox.credentials.buzzbip
  const refused = await logIn({ username, password: 'wrong' })
  assert.deepEqual([refused.status, refused.body.status, refused.body.data], [401, 'error', []])
  sandbox.readings.set({ buzzbipUnauthorizedBody: 'code-message' })
  const other = await logIn({ username, password: 'wrong' })
  assert.deepEqual([other.status, other.body], [401, { code: 401, message: 'Invalid credentials.' }])
})

test('a token is good for its hour of sandbox time, whether it says so or not', async () => {
  for (const buzzbipTokenExpiry of ['present', 'absent'] as const) {
    const { open, wait } = openBuzzbip({ buzzbipTokenExpiry })
    const { send } = await open()
    wait(3599)
    assert.equal((await send()).status, 200, buzzbipTokenExpiry)
    wait(1)
    const late = await send()
    assert.deepEqual([late.status, late.body.message], [401, 'Expired JWT Token'], buzzbipTokenExpiry)
    assert.equal((await (await open()).send()).status, 200)
  }
})

test('a token that says when it ends keeps its word, whatever the account is set to later', async () => {
  const lateStatus = async (buzzbipTokenExpiry: 'present' | 'absent') => {
    const { sandbox, open, wait } = openBuzzbip({ buzzbipTokenExpiry })
    const { send } = await open()
    sandbox.world.accounts.buzzbip.tokenLifetimeSeconds = 60
    wait(61)
    return (await send()).status
  }
  assert.deepEqual([await lateStatus('present'), await lateStatus('absent')], [200, 401])
})

test('a token somebody else signed, or nobody, is none', async () => {
  const { post, open, sandbox, texts } = openBuzzbip()
  const { token } = await open()
  const [header = '', claims = '', signature = ''] = token.split('.')
  const longer = btoa(JSON.stringify({ ...claimsOf(token), exp: 9_999_999_999 })).replace(/=+$/, '')
  const unsigned = `${btoa(JSON.stringify({ alg: 'none', typ: 'JWT' })).replace(/=+$/, '')}.${claims}.`
  const neighbour = openBuzzbip()
  neighbour.sandbox.world.accounts.buzzbip.signingKey = 'another'
  const foreign = (await neighbour.open()).token
  for (const wrong of [`${header}.${longer}.${signature}`, unsigned, foreign, 'x', '']) {
    const { status } = await post('/api/v1/cart/', { cart_id: 'c', total: 1 }, { Authorization: `Bearer ${wrong}` })
    assert.equal(status, 401, wrong)
  }
  assert.deepEqual([await texts(), sandbox.world.buzzbip.reports], [[], []])
})

test('an account without API access gets a token and no further', async () => {
  const { sandbox, open, texts } = openBuzzbip()
  sandbox.world.accounts.buzzbip.hasApiAccess = false
  const { send } = await open()
  assert.equal((await send()).status, 403)
  sandbox.readings.set({ buzzbipNoAccess: '401' })
  assert.equal((await send()).status, 401)
  assert.deepEqual(await texts(), [])
})

test('what a plug-in sends is checked where it is sent, and may be required or enough', async () => {
  const { sandbox, open, post, connection } = openBuzzbip()
  const { send } = await open()
  const withoutToken = async (headers: Record<string, string>) =>
    (await post('/api/v1/cart/', { cart_id: 'c', total: 1 }, headers)).status
  const wrong = { ...connection, 'x-base-uri': 'https://another.example' }
  const ask = async () => [
    (await send()).status,
    (await send({}, connection)).status,
    (await send({}, wrong)).status,
    (await send({}, { 'x-api-key': connection['x-api-key'] })).status,
    await withoutToken(connection),
    await withoutToken(wrong),
  ]
  assert.deepEqual(await ask(), [200, 200, 403, 403, 401, 401])
  sandbox.readings.set({ buzzbipPluginHeaders: 'required' })
  assert.deepEqual(await ask(), [403, 200, 403, 403, 401, 401])
  sandbox.readings.set({ buzzbipPluginHeaders: 'instead-of-token' })
  assert.deepEqual(await ask(), [200, 200, 403, 403, 200, 401])
})
