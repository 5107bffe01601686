import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../create-sandbox.ts'
import type { Exchange } from '../http/call.ts'
import { type FaultKind, faultKinds } from '../http/faults.ts'
import { control } from '../testing/api-client.ts'
import { goods, openVesuvioPay, phones, refusalOf } from '../testing/vesuviopay-client.ts'

test('the ledger tells reading from writing, and what was sent from what was not', async () => {
  const { sandbox, signIn, withKey, storeId, findCart } = openVesuvioPay()
  const { add, update, remove, read, check, subscribe, unsubscribe, finish } = await signIn(phones.oneLine)
  await withKey('POST', `/sdk/cart/store/${storeId}/availability`, { ...goods.plenty, quantity: 1 })
  await add(goods.plenty, 1)
  await add(goods.none, 1)
  const id = findCart(phones.oneLine)?.items[0]?.id ?? ''
  await update(id, 2)
  await remove(id)
  await read()
  await check(goods.none, 1)
  await subscribe(goods.none)
  await unsubscribe(goods.none)
  await finish()
  const cart = `/api/v1/sdk/cart/store/${storeId}`
  assert.deepEqual(
    sandbox.calls
      .list()
      .map(({ platform, method, path, status, write }) => [
        platform,
        `${method} ${path.replace(cart, '…').replace(id, 'ID')}`,
        status,
        write,
      ]),
    [
      ['vesuviopay', 'POST /api/v1/auth/send-code', 200, true],
      ['vesuviopay', 'POST /api/v1/auth/login', 200, false],
      ['vesuviopay', 'POST …/availability', 200, false],
      ['vesuviopay', 'POST …/item', 200, true],
      ['vesuviopay', 'POST …/item', 400, false],
      ['vesuviopay', 'PUT …/item', 200, true],
      ['vesuviopay', 'DELETE …/item/ID', 200, true],
      ['vesuviopay', `GET /api/v1/sdk/cart/${storeId}`, 200, false],
      ['vesuviopay', 'POST …/availability-with-subscription', 200, false],
      ['vesuviopay', 'POST …/back-in-stock-subscription', 200, true],
      ['vesuviopay', 'DELETE …/back-in-stock-subscription', 200, true],
      ['vesuviopay', 'POST …/finish', 200, true],
    ],
  )
})

test('no key, token, code or phone is in the ledger, and all are in the exchange', async () => {
  const { sandbox, signIn, call, texts, publishableKey, storeId } = openVesuvioPay()
  const exchanges: Exchange[] = []
  sandbox.calls.onCall((exchange) => exchanges.push(exchange))
  const { token } = await signIn(phones.oneLine)
  const [code = ''] = (await texts()).map((message) => message.code)
  const phone = encodeURIComponent(phones.oneLine)
  await call('GET', `/sdk/cart/${storeId}?phone=${phone}&key=${publishableKey}&jwt=${token}`)
  await call('POST', '/auth/login', [phones.oneLine, publishableKey, token])
  const ledger = JSON.stringify(sandbox.calls.list())
  for (const secret of [token, code, phones.oneLine.slice(1), publishableKey]) {
    assert.ok(!ledger.includes(secret), secret)
  }
  assert.deepEqual(sandbox.calls.list()[1]?.body, { phoneNumber: '[phone]', verificationCode: '[code]' })
  assert.equal(exchanges[1]?.requestBody, JSON.stringify({ phoneNumber: phones.oneLine, verificationCode: code }))
})

test('the world as scripts see it holds no key and no token', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const { token, finish } = await signIn(phones.oneLine)
  const url: string = (await finish()).body.data.checkoutUrl
  const world = JSON.stringify((await control(sandbox, 'GET', '/world')).body)
  const { publishableKey, secretKey } = sandbox.credentials.vesuviopay
  for (const secret of [token, publishableKey, secretKey, url.slice(-40)]) assert.ok(!world.includes(secret))
})

test('every fault befalls this platform, and none the other', async () => {
  for (const fault of faultKinds) {
    const { sandbox, callBigCommerce, cart } = faulty(fault)
    assert.equal((await callBigCommerce('GET', `/carts/${cart('hero').id}`)).status, 200, fault)
    assert.equal(sandbox.faults.list()[0]?.platform, 'vesuviopay')
  }
})

test('error statuses come in this platform’s words, and nothing is done', async () => {
  const codes = {
    '500': 'INTERNAL_ERROR',
    '502': 'BAD_GATEWAY',
    '503': 'SERVICE_UNAVAILABLE',
    '504': 'GATEWAY_TIMEOUT',
  }
  for (const [status, code] of Object.entries(codes)) {
    const { withKey, path, sandbox } = faulty(status as FaultKind)
    assert.deepEqual(refusalOf(await withKey('GET', path)), [Number(status), code])
    assert.deepEqual(
      sandbox.calls.list().map((call) => [call.status, call.write]),
      [[Number(status), false]],
    )
  }
  const { withKey, path } = faulty('429', 4200)
  const limited = await withKey('GET', path)
  assert.deepEqual(refusalOf(limited), [429, 'RATE_LIMIT_EXCEEDED'])
  assert.deepEqual([limited.headers.get('X-RateLimit-Retry-After'), limited.body.retryAfter], ['5', 5])
})

test('a success that is none says so in its body only', async () => {
  const { withKey, path } = faulty('error-200')
  const { status, body } = await withKey('GET', path)
  assert.deepEqual([status, body.success, body.errorCode], [200, false, 'INTERNAL_ERROR'])
})

test('a lost answer in the middle of a bulk call leaves what was done', async () => {
  const { sandbox, signIn, held } = openVesuvioPay()
  const { bulkAdd, read } = await signIn(phones.nothing)
  sandbox.faults.set({ platform: 'vesuviopay', fault: 'lost-answer', path: '/items/bulk', times: 1 })
  await assert.rejects(bulkAdd([{ ...goods.plenty, quantity: 2 }]), new TypeError('fetch failed'))
  assert.deepEqual(held(phones.nothing), { 11300: 2 })
  assert.equal((await read()).body.data.totalItems, 2)
  assert.equal(sandbox.calls.list().filter(({ write, path }) => write && path.endsWith('/bulk')).length, 1)
})

test('a missing field is the one the caller came for', async () => {
  const { sandbox, signIn, withKey, storeId } = openVesuvioPay()
  const { read, finish } = await signIn(phones.oneLine)
  const missing = () => sandbox.faults.set({ platform: 'vesuviopay', fault: 'missing-field' })
  missing()
  assert.deepEqual(Object.keys((await read()).body.data), ['storeId', 'totalItems', 'subtotal'])
  const path = `/sdk/cart/store/${storeId}/availability`
  assert.ok(!('isAvailable' in (await withKey('POST', path, { ...goods.none, quantity: 1 })).body.data))
  assert.deepEqual((await finish()).body, { success: true, data: {} })
  for (const reading of ['data', 'checkoutUrl'] as const) {
    sandbox.readings.set({ vesuviopayFinishAnswer: reading })
    assert.deepEqual((await finish()).body, { success: true }, reading)
  }
})

test('the same steps give the same ids, codes, tokens and links, after a reset and in another sandbox', async () => {
  const play = async (opened: ReturnType<typeof openVesuvioPay>) => {
    const { token, add, finish } = await opened.signIn(phones.nothing)
    const added = (await add(goods.plenty, 1)).body
    return { token, added, finished: (await finish()).body, texts: await opened.texts() }
  }
  const one = openVesuvioPay()
  const before = structuredClone(one.sandbox.world)
  const first = await play(one)
  one.sandbox.reset()
  assert.deepEqual(one.sandbox.world, before)
  assert.deepEqual(await play(one), first)
  assert.deepEqual(await play(openVesuvioPay()), first)
})

test('a world of its own holds this store’s carts and shoppers, and others hold none of them', () => {
  const { world } = createSandbox({ scenario: 'vesuviopay' })
  assert.ok(world.carts.every(({ channelId }) => channelId === '3'))
  assert.equal(world.vesuviopay.carts.length, 4)
  assert.deepEqual(createSandbox({ scenario: 'all-available' }).world.vesuviopay.carts, [])
})

/** A sandbox whose VesuvioPay misbehaves, and a harmless path to ask. */
function faulty(fault: FaultKind, delayMs = 20) {
  const opened = openVesuvioPay()
  opened.sandbox.faults.set({ platform: 'vesuviopay', fault, delayMs })
  return { ...opened, path: `/sdk/store/${opened.storeId}/branding` }
}
