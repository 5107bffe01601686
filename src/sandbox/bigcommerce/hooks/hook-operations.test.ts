import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSandbox, start } from '../../testing/api-client.ts'

const destination = 'https://shop.example/webhooks'
const scope = 'store/cart/abandoned'

test('a webhook is created, read, changed and deleted, without any scope of the account', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.world.accounts.bigcommerce.scopes = []
  const made = await call('POST', '/hooks', { scope, destination, is_active: true, headers: { 'x-own': 'one' } })
  assert.equal(made.status, 200)
  const { id, ...rest } = made.body.data
  assert.deepEqual(rest, {
    client_id: 'sandboxclientidofthedemostore01',
    store_hash: 'demo1234',
    scope,
    destination,
    headers: { 'x-own': 'one' },
    is_active: true,
    created_at: start / 1000,
    updated_at: start / 1000,
  })
  assert.equal((await call('GET', `/hooks/${id}`)).body.data.scope, scope)
  const changed = await call('PUT', `/hooks/${id}`, { is_active: false, headers: null })
  assert.deepEqual([changed.body.data.is_active, changed.body.data.headers], [false, null])
  assert.equal((await call('DELETE', `/hooks/${id}`)).body.data.id, id)
  assert.equal((await call('GET', `/hooks/${id}`)).status, 404)
  assert.equal((await call('DELETE', `/hooks/${id}`)).status, 404)
})

test('the list is filtered by activity, scope and destination, and has pages', async () => {
  const { call } = openSandbox()
  await call('POST', '/hooks', { scope, destination })
  await call('POST', '/hooks', { scope: 'store/cart/converted', destination })
  await call('POST', '/hooks', { scope, destination: `${destination}/two`, is_active: false })
  const count = async (query: string) => (await call('GET', `/hooks?${query}`)).body.data.length
  assert.equal(await count(''), 3)
  assert.equal(await count(`scope=${scope}`), 2)
  assert.equal(await count('is_active=false'), 1)
  assert.equal(await count(`destination=${destination}`), 2)
  assert.equal(await count('limit=2&page=2'), 1)
  assert.equal((await call('GET', '/hooks?colour=red')).status, 400)
})

test('a webhook goes to port 443 by TLS, or to this machine', async () => {
  const { call } = openSandbox()
  const statusOf = async (to: string) => (await call('POST', '/hooks', { scope, destination: to })).status
  for (const refused of ['http://shop.example/', 'https://shop.example:8443/', 'shop', 'ftp://localhost/']) {
    assert.equal(await statusOf(refused), 422, refused)
  }
  for (const taken of [
    'https://shop.example:443/',
    'http://127.0.0.1:4173/x',
    'http://localhost:80/',
    'http://[::1]/',
  ]) {
    assert.equal(await statusOf(taken), 200, taken)
  }
})

test('what is wrong with a webhook is named', async () => {
  const { call } = openSandbox()
  const refusal = async (body: object) => {
    const answer = await call('POST', '/hooks', body)
    return [answer.status, Object.keys(answer.body.errors ?? {}).join()]
  }
  assert.deepEqual(await refusal({ scope }), [422, 'destination'])
  assert.deepEqual(await refusal({ destination }), [422, 'scope'])
  assert.deepEqual(await refusal({ scope: 'store/cart/lost', destination }), [422, 'scope'])
  assert.deepEqual(await refusal({ scope, destination, headers: { 'not a name': 'x' } }), [422, 'headers'])
  assert.deepEqual(await refusal({ scope, destination, is_active: 'yes' }), [422, 'is_active'])
  assert.deepEqual(await refusal({ scope, destination, event: 'x' }), [422, 'event'])
  const { id } = (await call('POST', '/hooks', { scope, destination })).body.data
  assert.equal((await call('PUT', `/hooks/${id}`, {})).status, 422)
  assert.equal((await call('PUT', `/hooks/${id}`, { destination: 'http://shop.example' })).status, 422)
})

test('creating answers in an envelope, or as one guide shows it', async () => {
  const { sandbox, call } = openSandbox()
  sandbox.readings.set({ hookAnswer: 'bare' })
  assert.equal((await call('POST', '/hooks', { scope, destination })).body.scope, scope)
})
