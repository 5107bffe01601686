import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openTjar, reminder } from '../testing/tjar-client.ts'

const calls = (path: string): [string, string, object?][] => [
  ['GET', '/abandoned-carts'],
  ['GET', path],
  ['POST', `${path}/reminder`, { type: 'email', alert_details: reminder }],
]

test('every call wants the key of the store, and does nothing without it', async () => {
  const { sandbox, call, pathOf, mails } = openTjar()
  for (const [method, path, body] of calls(pathOf('tjar-hero'))) {
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', sandbox.credentials.tjar.apiKey]) {
      const { status } = await call(method, path, body, { Authorization: authorization })
      assert.equal(status, 401, `${method} ${path} with "${authorization}"`)
    }
    assert.equal((await call(method, path, body)).status, 200)
  }
  assert.equal((await mails()).length, 1)
})

test('a wrong key may be forbidden where a missing one is unauthorised', async () => {
  const { call } = openTjar({ tjarWrongKey: '403' })
  const ask = async (authorization: string) =>
    (await call('GET', '/abandoned-carts', undefined, { Authorization: authorization })).status
  assert.deepEqual([await ask('Bearer wrong'), await ask('')], [403, 401])
})

test('the store answers at its own domain and nowhere else at Tjar', async () => {
  const { sandbox } = openTjar({}, 'http://127.0.0.1:5003/tjar')
  const ask = async (base: string) => (await sandbox.fetch(`${base}/api/core/v1/abandoned-carts`)).status
  assert.equal(await ask('https://demo-store.tjar.sa'), 401)
  assert.equal(await ask('http://127.0.0.1:5003/tjar'), 401)
  await assert.rejects(ask('https://another-store.tjar.sa'), new TypeError('fetch failed'))
})

test('what is not documented is refused: paths, webhooks, methods, queries, bodies, fields', async () => {
  const { call, pathOf, remind } = openTjar()
  const path = pathOf('tjar-hero')
  assert.equal((await call('GET', '/orders')).status, 404)
  assert.equal((await call('GET', '/webhooks')).status, 404)
  assert.equal((await call('POST', '/webhooks', { name: 'x', url: 'https://x.example' })).status, 404)
  assert.equal((await call('DELETE', path)).status, 405)
  assert.equal((await call('GET', `${path}/reminder`)).status, 405)
  assert.equal((await call('GET', `${path}?expand=all`)).status, 422)
  assert.equal((await call('GET', '/abandoned-carts?search_term=x')).status, 422)
  assert.equal((await call('POST', `${path}/reminder`, '[]')).status, 422)
  assert.equal((await call('POST', `${path}/reminder`, 'a=b', { 'Content-Type': 'text/plain' })).status, 415)
  assert.deepEqual((await remind('tjar-hero', { colour: 'red' })).body.errors, {
    'alert_details.colour': ['is not documented'],
  })
})

test('messages come in English, and in Arabic to whoever asks for it', async () => {
  const { call, pathOf } = openTjar()
  const say = async (path: string, language?: string) =>
    (await call('GET', path, undefined, language ? { 'Accept-Language': language } : {})).body.message
  const path = pathOf('tjar-hero')
  assert.equal(await say(path), 'Abandoned cart retrieved successfully')
  assert.equal(await say(path, 'de'), 'Abandoned cart retrieved successfully')
  for (const language of ['ar', 'ar-SA,ar;q=0.9,en;q=0.5'])
    assert.match(await say(path, language), /^\p{Script=Arabic}/u)
  assert.match(await say('/abandoned-carts/999', 'ar'), /^\p{Script=Arabic}/u)
})

test('a failure has a body of one form or another, or none', async () => {
  const { sandbox, call } = openTjar()
  const refuse = async (form: 'status-message-errors' | 'status-message' | 'message-errors' | 'message' | 'empty') => {
    sandbox.readings.set({ tjarErrorBody: form })
    const { status, body } = await call('GET', '/abandoned-carts?page=0')
    assert.equal(status, 422)
    return body
  }
  const errors = { page: ['must be a whole number from 1'] }
  const message = 'The given data was invalid'
  assert.deepEqual(await refuse('status-message-errors'), { status: 'error', message, errors })
  assert.deepEqual(await refuse('status-message'), { status: 'error', message })
  assert.deepEqual(await refuse('message-errors'), { message, errors })
  assert.deepEqual(await refuse('message'), { message })
  assert.equal(await refuse('empty'), undefined)
})

test('a refusal may come with 200 and be told by its body alone; a wrong key never', async () => {
  const { call, pathOf, remind } = openTjar({ tjarFailureStatus: '200', tjarErrorBody: 'empty' })
  const unknown = await call('GET', '/abandoned-carts/999')
  assert.deepEqual([unknown.status, unknown.body], [200, { status: 'error', message: 'Not found', data: null }])
  const invalid = await remind('tjar-hero', {}, 'sms')
  assert.deepEqual([invalid.status, invalid.body.status], [200, 'error'])
  assert.equal((await call('GET', pathOf('tjar-hero'), undefined, { Authorization: 'Bearer x' })).status, 401)
})

test('JSON may have to be asked for', async () => {
  const { sandbox, call } = openTjar()
  const ask = async (accept: string) => (await call('GET', '/abandoned-carts', undefined, { Accept: accept })).status
  assert.equal(await ask('*/*'), 200)
  sandbox.readings.set({ tjarAcceptHeader: 'required' })
  assert.deepEqual([await ask('*/*'), await ask('application/json')], [406, 200])
})

test('limits are off until a reading turns them on, and end with their window', async () => {
  const { sandbox, list, wait } = openTjar()
  sandbox.world.accounts.tjar.quota = { requests: 1, windowMs: 10_000 }
  assert.deepEqual([(await list()).status, (await list()).status], [200, 200])
  sandbox.readings.set({ tjarRateLimits: 'on' })
  await list()
  const limited = await list()
  assert.deepEqual([limited.status, limited.headers.get('Retry-After')], [429, '10'])
  sandbox.readings.set({ tjarRetryAfter: 'absent' })
  assert.equal((await list()).headers.get('Retry-After'), null)
  wait(10)
  assert.equal((await list()).status, 200)
})

test('a reset starts a new window of requests', async () => {
  const { sandbox, list } = openTjar()
  const play = async () => {
    sandbox.readings.set({ tjarRateLimits: 'on' })
    sandbox.world.accounts.tjar.quota = { requests: 1, windowMs: 10_000 }
    return [(await list()).status, (await list()).status]
  }
  assert.deepEqual(await play(), [200, 429])
  sandbox.reset()
  assert.deepEqual(await play(), [200, 429])
})
