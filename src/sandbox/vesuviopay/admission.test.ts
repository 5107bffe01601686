import assert from 'node:assert/strict'
import { test } from 'node:test'

import { goods, openVesuvioPay, phones, refusalOf } from '../testing/vesuviopay-client.ts'

/** Every documented call with a customer's token: method, path below the prefix, body. */
const customerCalls = (storeId: string): [string, string, object?][] => [
  ['GET', `/sdk/cart/${storeId}`],
  ['POST', `/sdk/cart/store/${storeId}/item`, { ...goods.plenty, quantity: 1 }],
  ['PUT', `/sdk/cart/store/${storeId}/item`, { cartItemId: 'x', quantity: 1 }],
  ['DELETE', `/sdk/cart/store/${storeId}/item/x`],
  ['POST', `/sdk/cart/store/${storeId}/items/bulk`, { items: [{ ...goods.plenty, quantity: 1 }] }],
  ['PUT', `/sdk/cart/store/${storeId}/items/bulk`, { items: [{ cartItemId: 'x', quantity: 1 }] }],
  ['DELETE', `/sdk/cart/store/${storeId}`],
  ['POST', `/sdk/cart/store/${storeId}/availability-with-subscription`, { ...goods.plenty, quantity: 1 }],
  ['POST', `/sdk/cart/store/${storeId}/back-in-stock-subscription`, goods.none],
  ['DELETE', `/sdk/cart/store/${storeId}/back-in-stock-subscription`, goods.none],
  ['POST', `/sdk/cart/store/${storeId}/finish`],
]

const keyCalls = (storeId: string): [string, string, object?][] => [
  ['POST', `/sdk/cart/store/${storeId}/availability`, { ...goods.plenty, quantity: 1 }],
  ['GET', `/sdk/store/${storeId}/checkout-settings`],
  ['GET', `/sdk/store/${storeId}/branding`],
]

test('every call of a customer wants a token that is good, and names the cause where the codes do', async () => {
  const { sandbox, storeId, call, signIn, wait } = openVesuvioPay()
  const { token } = await signIn(phones.oneLine)
  const stranger = { Authorization: 'Bearer eyJ.e30.x' }
  const customer = { Authorization: `Bearer ${token}` }
  for (const [method, path, body] of customerCalls(storeId)) {
    assert.deepEqual(refusalOf(await call(method, path, body)), [401, 'UNAUTHORIZED'], `${method} ${path}`)
    assert.deepEqual(refusalOf(await call(method, path, body, stranger)), [401, 'UNAUTHORIZED'])
  }
  wait(3600)
  sandbox.readings.set({ vesuviopayTokenErrors: 'by-cause' })
  for (const [method, path, body] of customerCalls(storeId)) {
    assert.deepEqual(refusalOf(await call(method, path, body)), [401, 'INVALID_TOKEN'])
    assert.deepEqual(refusalOf(await call(method, path, body, stranger)), [401, 'INVALID_TOKEN'])
    assert.deepEqual(refusalOf(await call(method, path, body, customer)), [401, 'TOKEN_EXPIRED'])
  }
})

test('a token is good for its hour of sandbox time', async () => {
  const { signIn, wait } = openVesuvioPay()
  const { read } = await signIn(phones.oneLine)
  wait(3599)
  assert.equal((await read()).status, 200)
  wait(1)
  assert.equal((await read()).status, 401)
})

test('the key beside a token is optional or required, and belongs to the store', async () => {
  const { sandbox, storeId, call, signIn } = openVesuvioPay()
  const { token } = await signIn(phones.oneLine)
  const { publishableKey, secretKey } = sandbox.credentials.vesuviopay
  const { neighbour } = sandbox.world.accounts.vesuviopay
  const ask = (key?: string, store = storeId) =>
    call('GET', `/sdk/cart/${store}`, undefined, {
      Authorization: `Bearer ${token}`,
      ...(key !== undefined && { 'x-api-key': key }),
    })
  assert.deepEqual((await ask()).status, 200)
  assert.deepEqual([(await ask(publishableKey)).status, (await ask(secretKey)).status], [200, 200])
  assert.deepEqual(refusalOf(await ask('pk_test_wrong')), [401, 'INVALID_API_KEY'])
  assert.deepEqual(refusalOf(await ask('')), [401, 'INVALID_API_KEY'])
  for (const [method, path, body] of customerCalls(storeId)) {
    const headers = { Authorization: `Bearer ${token}`, 'X-API-Key': neighbour.publishableKey }
    assert.deepEqual(refusalOf(await call(method, path, body, headers)), [403, 'NO_STORE_ACCESS'], path)
  }
  assert.deepEqual(refusalOf(await ask(publishableKey, neighbour.storeId)), [403, 'NO_STORE_ACCESS'])
  sandbox.readings.set({ vesuviopayKeyBesideToken: 'required' })
  assert.deepEqual(refusalOf(await ask()), [401, 'INVALID_API_KEY'])
  assert.equal((await ask(publishableKey)).status, 200)
})

test('what needs no customer wants the publishable key of that store, and no other', async () => {
  const { sandbox, storeId, call, withKey } = openVesuvioPay()
  const { neighbour, secretKey } = sandbox.world.accounts.vesuviopay
  for (const [method, path, body] of keyCalls(storeId)) {
    assert.equal((await withKey(method, path, body)).status, 200, path)
    assert.deepEqual(refusalOf(await call(method, path, body)), [401, 'INVALID_API_KEY'])
    assert.deepEqual(refusalOf(await withKey(method, path, body, 'pk_live_x')), [401, 'INVALID_API_KEY'])
    assert.deepEqual(refusalOf(await withKey(method, path, body, secretKey)), [401, 'INVALID_API_KEY'])
    assert.deepEqual(refusalOf(await withKey(method, path, body, neighbour.publishableKey)), [403, 'NO_STORE_ACCESS'])
  }
})

test('an unknown store is not found, whoever asks', async () => {
  const { call, withKey, signIn } = openVesuvioPay()
  const nowhere = '00000000-0000-4000-8000-000000000000'
  const { call: ask } = await signIn(phones.oneLine)
  for (const [method, path, body] of customerCalls(nowhere)) {
    assert.deepEqual(refusalOf(await ask(method, path, body)), [404, 'STORE_NOT_FOUND'], path)
    assert.equal((await call(method, path, body)).status, 401)
  }
  for (const [method, path, body] of keyCalls(nowhere)) {
    assert.deepEqual(refusalOf(await withKey(method, path, body)), [404, 'STORE_NOT_FOUND'], path)
  }
})

test('an unverified phone is kept out by finish, or by everything', async () => {
  const { sandbox, signIn } = openVesuvioPay()
  const shopper = await signIn(phones.unverified)
  assert.equal((await shopper.add(goods.plenty, 1)).status, 200)
  assert.deepEqual(refusalOf(await shopper.finish()), [400, 'PHONE_NOT_VERIFIED'])
  sandbox.readings.set({ vesuviopayUnverifiedPhone: 'every-call-refuses' })
  assert.deepEqual(refusalOf(await shopper.read()), [403, 'ACCESS_DENIED'])
  assert.deepEqual(refusalOf(await shopper.finish()), [403, 'ACCESS_DENIED'])
  sandbox.world.accounts.vesuviopay.unverifiedPhones = []
  assert.equal((await shopper.finish()).status, 200)
})

test('what is not documented is refused: paths, methods, queries, bodies, fields', async () => {
  const { storeId, call, signIn } = openVesuvioPay()
  const shopper = await signIn(phones.oneLine)
  const store = `/sdk/cart/store/${storeId}`
  assert.deepEqual(refusalOf(await shopper.call('GET', store)), [405, 'METHOD_NOT_ALLOWED'])
  assert.deepEqual(refusalOf(await call('GET', '/auth/login')), [405, 'METHOD_NOT_ALLOWED'])
  assert.deepEqual(refusalOf(await call('POST', '/auth/logout')), [404, 'NOT_FOUND'])
  assert.equal((await shopper.call('GET', `/sdk/cart/${storeId}?expand=all`)).status, 400)
  assert.equal((await shopper.call('POST', `${store}/finish`, {})).status, 400)
  assert.equal((await shopper.add({ ...goods.plenty, note: 'x' }, 1)).status, 400)
  const form = await call('POST', '/auth/login', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' })
  assert.equal(form.status, 415)
})

test('a request that makes no sense has three wordings, two of them with the fields', async () => {
  const refuse = async (code: 'INVALID_REQUEST' | 'VALIDATION_FAILED' | 'VALIDATION_ERROR') => {
    const { signIn } = openVesuvioPay({ vesuviopayValidationCode: code })
    const { bulkAdd } = await signIn(phones.nothing)
    return bulkAdd([{ externalProductId: 113, externalVariantId: '', colour: 'x' }])
  }
  const plain = await refuse('INVALID_REQUEST')
  assert.deepEqual(refusalOf(plain), [400, 'INVALID_REQUEST'])
  assert.deepEqual(Object.keys(plain.body), ['success', 'message', 'errorCode'])
  for (const code of ['VALIDATION_FAILED', 'VALIDATION_ERROR'] as const) {
    const { status, body } = await refuse(code)
    assert.deepEqual([status, body.success, body.errorCode], [400, false, code])
    assert.deepEqual(body.errors, [
      { field: 'items[0].colour', message: 'is not documented' },
      { field: 'items[0].externalProductId', message: 'must be a text' },
      { field: 'items[0].externalVariantId', message: 'must be a text' },
      { field: 'items[0].quantity', message: 'must be a number' },
    ])
  }
})

test('an unverified phone may read and not write', async () => {
  const { signIn } = openVesuvioPay({ vesuviopayUnverifiedPhone: 'writes-refuse' })
  const { add, read } = await signIn(phones.unverified)
  assert.notEqual((await read()).status, 403)
  assert.deepEqual(refusalOf(await add(goods.plenty, 1)), [403, 'ACCESS_DENIED'])
})
