import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createSandbox } from '../create-sandbox.ts'
import { type FaultKind, faultKinds } from '../http/faults.ts'
import { control } from '../testing/api-client.ts'
import { openTjar } from '../testing/tjar-client.ts'

test('the ledger tells every call and which of them sent something, without what nobody may read', async () => {
  const { sandbox, list, read, remind } = openTjar()
  await list('?date_from=2026-05-01')
  await read('tjar-hero')
  await remind('tjar-hero', { message: 'For a@mail.example https://shop.example/tjar?lang=ar&t=cr1_abc#top' })
  const base = '/api/core/v1/abandoned-carts'
  assert.deepEqual(
    sandbox.calls.list().map(({ platform, method, path, status, write }) => [platform, method, path, status, write]),
    [
      ['tjar', 'GET', `${base}?date_from=2026-05-01`, 200, false],
      ['tjar', 'GET', `${base}/2`, 200, false],
      ['tjar', 'POST', `${base}/2/reminder`, 200, true],
    ],
  )
  assert.deepEqual(sandbox.calls.list()[2]?.body, {
    type: 'email',
    alert_details: { subject: 'Your mugs', message: 'For [email] https://shop.example/tjar?lang=ar&t=[token]' },
  })
})

test('error statuses come in this platform’s words, and nothing is done', async () => {
  for (const status of ['500', '502', '503', '504'] as const) {
    const { remind, mails, sandbox } = faulty(status)
    const answer = await remind('tjar-hero')
    assert.deepEqual([answer.status, answer.body.status], [Number(status), 'error'])
    assert.deepEqual([await mails(), sandbox.calls.list()[0]?.write], [[], false])
  }
  const { list, sandbox } = faulty('429', 4200)
  assert.deepEqual([(await list()).status, (await list()).headers.get('Retry-After')], [429, '5'])
  sandbox.readings.set({ tjarRetryAfter: 'absent' })
  assert.equal((await list()).headers.get('Retry-After'), null)
})

test('a success that is none says so in its body only', async () => {
  const { remind, mails } = faulty('error-200')
  const { status, body } = await remind('tjar-hero')
  assert.deepEqual([status, body.status, body.data, await mails()], [200, 'error', null, []])
})

test('a reminder whose answer is lost was sent all the same', async () => {
  const { sandbox, remind, mails, read } = openTjar()
  sandbox.faults.set({ platform: 'tjar', fault: 'lost-answer', method: 'POST', times: 1 })
  await assert.rejects(remind('tjar-hero'), new TypeError('fetch failed'))
  assert.equal((await mails()).length, 1)
  assert.equal((await read('tjar-hero')).reminders_count, 1)
})

test('a missing field is the one the caller came for', async () => {
  const { list, read, remind, sandbox } = faulty('missing-field')
  assert.equal((await list()).body.data.abandoned_carts, undefined)
  assert.ok(!('identifier' in (await read('tjar-hero'))))
  assert.deepEqual((await remind('tjar-hero')).body.data, { type: 'email' })
  sandbox.readings.set({ tjarList: 'data' })
  assert.ok((await list()).body.data.every((row: object) => !('identifier' in row) && 'url' in row))
})

test('every fault befalls this platform, and none the other', async () => {
  for (const fault of faultKinds) {
    const { sandbox } = faulty(fault)
    const { storeHash, accessToken } = sandbox.credentials.bigcommerce
    const address = `https://api.bigcommerce.com/stores/${storeHash}/v3/catalog/products`
    const { status } = await sandbox.fetch(address, { headers: { 'X-Auth-Token': accessToken } })
    assert.deepEqual([status, sandbox.faults.list()[0]?.platform], [200, 'tjar'], fault)
  }
})

test('the world shows carts, orders and account of this store, with consent and without key or address', async () => {
  const { sandbox, cart } = openTjar()
  const { body } = await control(sandbox, 'GET', '/world')
  const carts = body.carts.filter(({ platform }: { platform: string }) => platform === 'tjar')
  const named = Object.fromEntries(carts.map((one: { name: string }) => [one.name, one]))
  const hero = named['tjar-hero']
  assert.deepEqual([hero.id, hero.store, hero.status], [cart('tjar-hero').identifier, 'tjar', 'abandoned'])
  const [{ productId, variantId, quantity }] = hero.lines
  assert.deepEqual([productId, variantId, quantity], ['113', '11300', 3])
  assert.deepEqual(hero.consent, { email: true, sms: false, whatsapp: true })
  const refusing = carts.filter(({ consent }: { consent: { email: boolean } }) => !consent.email)
  assert.deepEqual(
    refusing.map(({ name }: { name: string }) => name),
    ['tjar-refused'],
  )
  assert.equal(named['tjar-ordered'].status, 'converted')
  const orders = body.orders.filter(({ store }: { store: string }) => store === 'tjar')
  assert.deepEqual([orders.length, orders[0].cartId], [1, cart('tjar-ordered').identifier])
  assert.deepEqual(Object.keys(body.accounts.tjar), ['storeDomain', 'storeId', 'perPage', 'quota'])
  const text = JSON.stringify(body)
  for (const secret of [sandbox.credentials.tjar.apiKey, '@mail.example', '+96650']) assert.ok(!text.includes(secret))
})

test('a cart is abandoned, ordered and forgotten as the platform would do it', async () => {
  const { sandbox, cart, call, pathOf } = openTjar()
  const step = async (key: string, name: string) => {
    const { status, body } = await control(sandbox, 'POST', `/carts/${cart(key).identifier}/${name}`)
    return [status, body.status ?? body.error.code]
  }
  assert.equal((await call('GET', pathOf('tjar-shopping'))).status, 404)
  assert.deepEqual(await step('tjar-shopping', 'abandon'), [200, 'abandoned'])
  assert.equal((await call('GET', pathOf('tjar-shopping'))).status, 200)
  assert.deepEqual(await step('tjar-hero', 'convert'), [200, 'converted'])
  assert.equal(sandbox.world.orders.at(-1)?.cartId, cart('tjar-hero').identifier)
  assert.deepEqual(await step('tjar-hero', 'expire'), [409, 'cart-closed'])
  assert.deepEqual(await step('tjar-arabic', 'expire'), [200, 'expired'])
  assert.equal((await call('GET', pathOf('tjar-arabic'))).status, 404)
})

test('key, page size and quota can be switched, and a reset brings them back', async () => {
  const { sandbox, list } = openTjar()
  const before = structuredClone(sandbox.world)
  const patch = (tjar: object) => control(sandbox, 'PATCH', '/world', { accounts: { tjar } })
  assert.equal((await patch({ apiKey: 'another', perPage: 2, quota: { requests: 5 } })).status, 200)
  assert.equal((await list()).status, 401)
  assert.deepEqual(sandbox.world.accounts.tjar.quota, { requests: 5, windowMs: 60_000 })
  assert.match((await patch({ storeDomain: 'x' })).body.error.message, /"accounts\.tjar\.storeDomain"/)
  assert.match((await patch({ perPage: 9, apiKey: '' })).body.error.message, /"accounts\.tjar\.apiKey"/)
  assert.equal(sandbox.world.accounts.tjar.perPage, 2, 'nothing of a wrong request is applied')
  sandbox.reset()
  assert.deepEqual(sandbox.world, before)
  assert.equal((await list()).status, 200)
})

test('a world of its own holds this store’s carts, and others hold none of them', () => {
  const { world } = createSandbox({ scenario: 'tjar' })
  assert.deepEqual([world.carts, world.messages], [[], []])
  assert.equal(world.tjar.carts.length, 9)
  assert.deepEqual(createSandbox({ scenario: 'all-available' }).world.tjar.carts, [])
})

/** A sandbox whose Tjar misbehaves. */
function faulty(fault: FaultKind, delayMs = 20) {
  const opened = openTjar()
  opened.sandbox.faults.set({ platform: 'tjar', fault, delayMs })
  return opened
}
