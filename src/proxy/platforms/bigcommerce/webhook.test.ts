import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'

import { webhookPort } from './webhook.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const clientSecret = 'a-client-secret-of-an-app'
const cartId = '09346904-4175-44fd-be53-f7e598531b6c'
const delivery = (scope: string, data: object = { type: 'cart', id: cartId }, more: object = {}) =>
  JSON.stringify({
    created_at: 1561482670,
    store_id: '1025646',
    producer: 'stores/abc123',
    scope,
    hash: '352e4afc6dd3fc85ea26bfdf3f91852604d57528',
    data,
    ...more,
  })

/** Signed by hand, as the scheme's specification has it. */
function signed(body: string, { at = now, secret = clientSecret } = {}) {
  const seconds = String(Math.floor(at / 1000))
  const mac = createHmac('sha256', secret).update(`msg_1.${seconds}.${body}`).digest('base64')
  return new Headers({ 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` })
}
const port = webhookPort('abc123', { clientSecret })
const receive = (body: string, headers = signed(body)) => port.receive({ headers, body, now })
const abandoned = delivery('store/cart/abandoned', {
  type: 'cart',
  id: cartId,
  token: '1eed6d2d979776ff18e695ceeb10ea61',
})

for (const [scope, type] of [
  ['store/cart/abandoned', 'abandoned'],
  ['store/cart/converted', 'ordered'],
  ['store/cart/deleted', 'gone'],
] as const) {
  test(`${scope} tells that a cart is ${type}`, async () => {
    assert.deepEqual(await receive(delivery(scope)), {
      id: `352e4afc6dd3fc85ea26bfdf3f91852604d57528 ${scope} 1561482670`,
      type,
      at: 1561482670000,
      cartId,
    })
    const ofChannel = delivery(scope.replace('store/', 'store/channel/12/'), { cart_id: cartId })
    const event = await receive(ofChannel)
    assert.deepEqual([event?.type, event?.cartId], [type, cartId])
  })
}

test('what nobody needs is taken and forgotten', async () => {
  for (const scope of [
    ...['a/store/cart/abandoned', 'store/cart/abandoned/again', 'store/channel/x/cart/abandoned'],
    ...['store/cart/toString', 'store/cart/updated', 'store/cart/lineItem/deleted', 'store/product/deleted'],
  ]) {
    assert.equal(await receive(delivery(scope, { type: 'product', id: 7 })), undefined)
  }
})

test('two deliveries of one event have one name, and the order of a cart has another', async () => {
  const [once, again, ordered] = await Promise.all([
    receive(abandoned),
    receive(abandoned, signed(abandoned, { at: now + 60_000 })),
    receive(delivery('store/cart/converted')),
  ])
  assert.equal(once?.id, again?.id)
  assert.notEqual(once?.id, ordered?.id)
})

const refused = async (promise: Promise<unknown>, detail?: string) =>
  assert.rejects(promise, { code: 'webhook-refused', detail })

test('a delivery without a time is of now', async () => {
  const event = await receive(delivery('store/cart/deleted', undefined, { created_at: undefined }))
  assert.deepEqual([event?.at, event?.id], [now, '352e4afc6dd3fc85ea26bfdf3f91852604d57528 store/cart/deleted '])
})

test('no more is read of a delivery than BigCommerce sends', () => assert.equal(port.limitBytes, 16_384))

test('a delivery may be five minutes old, or as much ahead', async () => {
  for (const at of [now - 300_000, now + 300_000]) assert.ok(await receive(abandoned, signed(abandoned, { at })))
})

test('a delivery that somebody else signed, changed or repeats later is refused', async () => {
  await refused(receive(abandoned, signed(abandoned, { secret: 'another-secret-of-an-app' })))
  await refused(receive(`${abandoned} `, signed(abandoned)))
  await refused(receive(abandoned, signed(abandoned, { at: now - 301_000 })))
  await refused(receive(abandoned, signed(abandoned, { at: now + 301_000 })))
})

test('a delivery is refused where one of the three headers is missing', async () => {
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const headers = signed(abandoned)
    headers.delete(name)
    await refused(receive(abandoned, headers))
  }
})

test('what is signed is the id and the time as they are sent', async () => {
  const seconds = String(now / 1000)
  const headersOf = (id: string, timestamp: string) => {
    const mac = createHmac('sha256', clientSecret)
      .update(`${id}.${Number(timestamp)}.${abandoned}`)
      .digest('base64')
    return new Headers({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` })
  }
  assert.ok(await receive(abandoned, headersOf('msg_2', seconds)))
  for (const timestamp of [`${seconds}.0`, `+${seconds}`, `0x${(now / 1000).toString(16)}`, `${now / 10_000}e1`])
    await refused(receive(abandoned, headersOf('msg_2', timestamp)))
  const nameless = headersOf('null', seconds)
  nameless.delete('webhook-id')
  await refused(receive(abandoned, nameless))
})

test('one good signature among several is enough; one of another version is none', async () => {
  const headers = signed(abandoned)
  const good = headers.get('webhook-signature') ?? ''
  headers.set('webhook-signature', `v1,bm9uZQ== ${good}`)
  assert.ok(await receive(abandoned, headers))
  headers.set('webhook-signature', good.replace('v1,', 'v2,'))
  await refused(receive(abandoned, headers))
})

test('the age is judged by the clock that is given', async () => {
  const later = now + 86_400_000
  const headers = signed(abandoned, { at: later })
  assert.ok(await port.receive({ headers, body: abandoned, now: later }))
})

test('a delivery for another store is refused, although the same app signed it', async () => {
  await refused(
    receive(delivery('store/cart/abandoned', undefined, { producer: 'stores/zzz999' })),
    'the delivery is for another store',
  )
})

test('a delivery that names no store may be of any that installed the app, and is not taken', async () => {
  await assert.rejects(receive(delivery('store/cart/abandoned', undefined, { producer: undefined })), {
    ...{ code: 'invalid-request', detail: 'the delivery names no store: producer' },
  })
})

test("what the scheme's own package signs is taken, whatever is in it", async () => {
  const name = JSON.stringify('Größe 42, 漢字, 👜, \u2028')
  const body = abandoned.replace('{', `{"name":${name},`)
  const headers = signed(body)
  headers.set('webhook-signature', new Webhook(btoa(clientSecret)).sign('msg_1', new Date(now), body))
  assert.ok(await receive(body, headers))
})

test('without a client secret the secret header counts, and with one it does not', async () => {
  const secretHeader = { name: 'X-Our-Secret', value: 'a-value-that-nobody-knows' }
  const headers = new Headers({ 'x-our-secret': secretHeader.value })
  const call = { headers, body: abandoned, now }
  assert.ok(await webhookPort('abc123', { secretHeader }).receive(call))
  await refused(webhookPort('abc123', { secretHeader, clientSecret }).receive(call))
  await refused(webhookPort('abc123', { secretHeader }).receive({ ...call, headers: new Headers() }))
  for (const value of ['a-value-that-nobody-know', 'a-value-that-nobody-knows!', '']) {
    const wrong = { ...call, headers: new Headers({ 'x-our-secret': value }) }
    await refused(webhookPort('abc123', { secretHeader }).receive(wrong))
  }
})

test('with neither, every delivery is refused', async () => {
  await refused(webhookPort('abc123', {}).receive({ headers: signed(abandoned, { secret: '' }), body: abandoned, now }))
})

test('a signed delivery that is not as documented is said to be so', async () => {
  for (const [body, detail] of [
    ['not json', 'the delivery is not as documented'],
    ['{}', 'the delivery is not as documented'],
    [delivery('store/cart/abandoned', { type: 'cart' }), 'data: names no cart'],
  ] as const) {
    await assert.rejects(receive(body), { code: 'invalid-request', detail })
  }
})
