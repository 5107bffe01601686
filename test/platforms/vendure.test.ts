import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compactDecrypt } from 'jose'
import { Webhook } from 'standardwebhooks'

import { openVendureDouble } from './vendure-double.ts'

const signal = () => AbortSignal.timeout(8000)
const { platform, secret } = openVendureDouble([{ id: '1', variantId: 'mug', quantity: 1 }])
const now = Date.parse('2026-03-01T12:00:00Z')

/** A delivery as the plugin signs it, by the package of the scheme's own authors. */
function deliver(body: string, { id = 'event-1', at = now, key = secret } = {}) {
  const webhook = new Webhook(Buffer.from(key, 'base64url').toString('base64'))
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': webhook.sign(id, new Date(at), body),
  })
  return { headers, body, now }
}
const content = (type: string, state = 'AddingItems') =>
  JSON.stringify({
    type,
    timestamp: '2026-03-01T11:59:00Z',
    data: { orderId: '7', orderCode: 'X', state, updatedAt: '2026-03-01T11:58:00Z' },
  })
const receive = (delivery: ReturnType<typeof deliver>, onIgnored = (_reason: string) => {}) => {
  assert.ok(platform.webhooks)
  return platform.webhooks.receive({ ...delivery, onIgnored })
}

test('an order, a shopper who came back and a cancelled cart are told', async () => {
  const at = Date.parse('2026-03-01T11:59:00Z')
  const event = { id: 'event-1', at, cartId: '7' }
  assert.deepEqual(await receive(deliver(content('order.placed', 'PaymentSettled'))), { ...event, type: 'ordered' })
  assert.deepEqual(await receive(deliver(content('cart.changed'))), { ...event, type: 'recovered' })
  assert.deepEqual(await receive(deliver(content('cart.changed', 'Cancelled'))), { ...event, type: 'gone' })
  const reasons: string[] = []
  assert.equal(await receive(deliver(content('cart.danced')), (reason) => void reasons.push(reason)), undefined)
  assert.deepEqual(reasons, ['an event that nothing follows from'])
})

test('what is not signed with the secret, was changed, or is of another time is refused', async () => {
  const body = content('order.placed')
  const another = Buffer.alloc(32, 6).toString('base64url')
  const unsigned = { headers: new Headers(), body, now }
  const changed = { ...deliver(body), body: body.replace('"7"', '"8"') }
  for (const delivery of [
    deliver(body, { key: another }),
    unsigned,
    changed,
    deliver(body, { at: now - 301_000 }),
    deliver(body, { at: now + 301_000 }),
  ]) {
    await assert.rejects(receive(delivery), { code: 'webhook-refused' })
  }
  const two = deliver(body)
  const old = deliver(body, { key: another }).headers.get('webhook-signature')
  two.headers.set('webhook-signature', `${old} ${two.headers.get('webhook-signature')}`)
  assert.equal((await receive(two))?.type, 'ordered')
})

test('a genuine delivery that cannot be read is known as such', async () => {
  for (const body of ['{}', 'no JSON', content('order.placed').replace('"orderId":"7",', '')]) {
    await assert.rejects(receive(deliver(body)), { code: 'invalid-request' })
  }
})

test('a checkout link is the shop’s route with a code: one cart, ten minutes, no merge', async () => {
  const link = await platform.checkout?.link('7', signal())
  const url = new URL(link?.checkoutUrl ?? '')
  assert.equal(url.searchParams.get('from'), 'cart')
  const key = Buffer.from(secret, 'base64url')
  const open = async (code: string) => {
    const { plaintext, protectedHeader } = await compactDecrypt(code, key)
    return { protectedHeader, ...JSON.parse(new TextDecoder().decode(plaintext)) }
  }
  const code = await open(url.searchParams.get('claim') ?? '')
  assert.deepEqual([code.cart, code.merge, code.protectedHeader], ['7', false, { alg: 'dir', enc: 'A256GCM' }])
  const minutes = (code.exp - Date.now() / 1000) / 60
  assert.ok(minutes > 9 && minutes <= 10, `${minutes}`)
  const cart = await platform.recovery?.read('7', signal())
  assert.ok(cart && platform.cart?.claim)
  const claimed = await open(await platform.cart.claim(cart, { atCheckout: false }, signal()))
  assert.equal(claimed.merge, true)
  assert.equal((await open(await platform.cart.claim(cart, { atCheckout: true }, signal()))).merge, false)
  assert.notEqual(claimed.nonce, code.nonce)
  assert.equal(await platform.checkout?.origin?.('1', signal()), 'https://shop.example')
})

const settings = { serverConfig: { moneyStrategyPrecision: 2 } }
const channels = [
  { id: '1', code: '__default_channel__', token: 'a' },
  { id: '2', code: 'de', token: 'b' },
]

test('a list leaves out what cannot be read, says how much, and ends with its longer half', async () => {
  const double = openVendureDouble([])
  const left = { ...{ id: '5', updatedAt: '2026-03-01T10:00:00Z', currencyCode: 'USD' }, subTotalWithTax: 1000 }
  double.answer('CartRecoveryList', () => ({
    data: {
      globalSettings: settings,
      left: {
        totalItems: 3,
        items: [{ ...left, totalQuantity: 1, channels }, { ...left, id: '6', totalQuantity: 0, channels }, { id: '8' }],
      },
      ordered: { totalItems: 101, items: [{ id: '9', orderPlacedAt: '2026-03-01T11:00:00Z', channels }] },
    },
  }))
  const listed = await double.platform.abandonedCarts?.list({ since: 0, page: 1 }, signal())
  const abandonedAt = Date.parse('2026-03-01T10:00:00Z')
  const ofCart = { channelId: '2', reminders: 0 }
  assert.deepEqual(listed, {
    carts: [
      { ...ofCart, cartId: '5', abandonedAt, total: { amount: 1000, currency: 'USD' }, isOrdered: false },
      { ...ofCart, cartId: '9', abandonedAt: abandonedAt + 3_600_000, isOrdered: true },
    ],
    isLast: false,
    unreadable: 1,
  })
})

test('a contact has a number in E.164 and a name, and no e-mail address is asked for', async () => {
  const double = openVendureDouble([])
  const customer = { id: '7', firstName: 'Ida', lastName: 'Example', phoneNumber: '0151 12345678' }
  const order = (more: object) => () => ({
    data: {
      order: { state: 'AddingItems', active: true, shippingAddress: { countryCode: 'DE' }, customer, ...more },
    },
  })
  const find = () => double.platform.contact?.find('7', signal())
  double.answer('CartRecoveryContact', order({ customFields: { cartRecoveryConsent: true } }))
  const contact = { addressId: 'vendure:7', firstName: 'Ida', name: 'Ida Example', phone: '+4915112345678' }
  assert.deepEqual(await find(), { ...contact, consents: { email: true } })
  const refused = { ...customer, customFields: { cartRecoveryConsent: false } }
  double.answer('CartRecoveryContact', order({ customer: refused, customFields: { cartRecoveryConsent: true } }))
  assert.deepEqual((await find())?.consents, { email: false })
  double.answer('CartRecoveryContact', order({ customer: null }))
  assert.equal(await find(), undefined)
  double.answer('CartRecoveryContact', order({ active: false, state: 'PaymentSettled' }))
  await assert.rejects(async () => find(), { code: 'cart-gone' })
})

test('a message that the engine did not send is refused, and one that was not asked for yet may come again', async () => {
  const double = openVendureDouble([])
  const { report } = double.platform
  assert.ok(report?.knowsAddress)
  const send = () => report.send({ id: 'k', cartId: '7', link: 'https://shop.example/' }, signal())
  const known = () => ({ data: { order: { channels } } })
  double.answer('CartRecoveryChannels', known)
  double.answer('CartRecoveryMessage', () => ({ data: { isSent: false } }))
  await assert.rejects(send(), { isUncertain: false, wasNotTaken: false })
  assert.equal(double.asked.at(-1)?.headers.get('vendure-token'), 'b')
  for (let time = 0; time < 3; time++) double.answer('CartRecoveryChannels', () => 500)
  await assert.rejects(send(), { wasNotTaken: true })
  double.answer('CartRecoveryChannels', known)
  double.answer('CartRecoveryMessage', () => 500)
  await assert.rejects(send(), { isUncertain: true })
})

test('what is in stock is what is on hand and not allocated, down to the threshold, where it is counted', async () => {
  const double = openVendureDouble([{ id: '1', variantId: 'mug', quantity: 1 }])
  const { recovery, availability } = double.platform
  const cart = await recovery?.read('7', signal())
  assert.ok(cart && availability)
  const variant = {
    ...{ id: 'mug', enabled: true, trackInventory: 'INHERIT', outOfStockThreshold: 4, product: { enabled: true } },
    useGlobalOutOfStockThreshold: false,
    stockLevels: [
      { stockOnHand: 10, stockAllocated: 3 },
      { stockOnHand: 2, stockAllocated: 0 },
    ],
  }
  const check = async (more: object, globals: object = {}) => {
    const globalSettings = { trackInventory: true, outOfStockThreshold: -5, ...globals }
    double.answer('CartRecoveryStock', () => ({
      data: { globalSettings, productVariants: { items: [{ ...variant, ...more }] } },
    }))
    const { status, quantity } = (await availability.check(cart.lines, signal())).get('1') ?? {}
    return [status, quantity]
  }
  assert.deepEqual(await check({}), ['sellable', 5])
  assert.deepEqual(await check({ useGlobalOutOfStockThreshold: true }), ['sellable', 14])
  assert.deepEqual(await check({ outOfStockThreshold: 40 }), ['sellable', 0])
  assert.deepEqual(await check({}, { trackInventory: false }), ['sellable', null])
  assert.deepEqual(await check({ trackInventory: 'FALSE' }), ['sellable', null])
  assert.deepEqual(await check({ product: { enabled: false } }), ['disabled', 0])
  assert.deepEqual(await check({ id: 'another' }), ['discontinued', 0])
})

test('doctor names a plugin that is too old, has another secret, or sends no links to the page', async () => {
  const double = openVendureDouble([])
  const answer = (name: string, data: object) => double.answer(name, () => ({ data }))
  const findings = async (plugin: object) => {
    answer('CartRecoveryChannel', { activeChannel: channels[0] ?? {} })
    for (const name of ['CartRecoveryCart', 'CartRecoveryVariants']) answer(name, {})
    answer('CartRecoveryPlugin', { cartRecoveryPlugin: { version: 2, webhookUrl: '', ...plugin } })
    answer('CartRecoveryPluginProof', {
      cartRecoveryPlugin: { linkOrigins: ['https://other.example'], proof: 'x', ...plugin },
    })
    const request = { 1: { origins: [], recoveryPageUrl: 'https://shop.example/cart' } }
    const found = await double.platform.checkUp?.checkUp({ channels: request, now: Date.now(), fix: false }, signal())
    return found?.filter(({ ok, check }) => !ok && check !== 'clock').map(({ subject }) => subject)
  }
  assert.deepEqual(await findings({ version: 1 }), ['vendure plugin'])
  assert.deepEqual(await findings({}), ['vendure secret', 'vendure messages'])
})
