import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'

import { setCartLines } from '../cart-lines.ts'
import { post } from '../graphql.ts'
import { openShop } from '../shopper.ts'
import { startEngine } from '../start-engine.ts'
import { startReceiver } from '../webhook-receiver.ts'

// What the plugin tells the proxy, has the shop's mailer send, and shows administrators.

const secret = randomBytes(32).toString('base64url')
const receiver = await startReceiver(secret)
const engine = await startEngine({ secret, webhookUrl: receiver.url })
after(() => Promise.all([engine?.close(), receiver.close()]))
const options = { skip: engine === undefined }
const { plenty = '', spare = '', few = '', small = '' } = engine?.variants ?? {}
const { keyed, admin } = engine ?? { keyed: assert.fail, admin: assert.fail }
const link = 'https://shop.example/cart?t=cr1_sealed'

async function leaveCart(emailAddress?: string, consent?: boolean | null) {
  const shopper = openShop(engine ?? assert.fail('no engine'))
  const orderId = await shopper.add(plenty, 2)
  if (emailAddress) await shopper.leaveAddress(emailAddress, consent)
  return { shopper, orderId }
}

const remind = async (orderId: string, more: object = {}): Promise<boolean> => {
  const document = `mutation ($orderId: ID!, $link: String!, $key: String!) {
    isSent: sendRecoveryMessage(orderId: $orderId, link: $link, key: $key) }`
  return (await keyed(document, { orderId, link, key: 'abandonment-1', ...more })).isSent
}

const stateOf = async (orderId: string) => {
  const { order } = await keyed(
    'query ($id: ID!) { order(id: $id) { updatedAt customFields { cartRecoveryState } } }',
    {
      id: orderId,
    },
  )
  return { state: order.customFields.cartRecoveryState, updatedAt: order.updatedAt }
}

const mailsTo = (address: string) => engine?.mails.filter(({ to }) => to === address) ?? []
/** Waits for something that is on its way; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}

test('an order is told of once, signed, with a name that stays the same', options, async () => {
  const { shopper, orderId } = await leaveCart('ada@example.com')
  await shopper.arrangePayment()
  await shopper.pay()
  const isOrder = ({ type, data }: { type: string; data: { orderId: string } }) =>
    type === 'order.placed' && data.orderId === orderId
  const { id, data } = await receiver.waitFor(isOrder)
  assert.deepEqual([id, data.state], [`order-${orderId}-placed`, 'PaymentSettled'])
  assert.equal(receiver.received.filter(isOrder).length, 1)
})

test('a cart whose lines change is told of, and several changes at once as one', options, async () => {
  const changesOf = (orderId: string) =>
    receiver.received.filter(({ type, data }) => type === 'cart.changed' && data.orderId === orderId)
  const { orderId } = await leaveCart()
  await until(() => changesOf(orderId).length === 1)
  assert.equal(changesOf(orderId)[0]?.data.state, 'AddingItems')
  // Their events come together, at the end of the one transaction.
  const lines = [spare, few, small].map((variantId) => ({ variantId, from: 0, to: 1 }))
  const { result } = await keyed(setCartLines, { orderId, lines })
  assert.equal(result.__typename, 'CartLinesSet')
  await until(() => changesOf(orderId).length === 2)
  // Deliveries keep their sequence: one of another cart comes after any more of this one.
  const { orderId: later } = await leaveCart()
  await until(() => changesOf(later).length === 1)
  assert.equal(changesOf(orderId).length, 2)
})

test('what the proxy does not take is delivered again', options, async () => {
  receiver.refuseNext(2)
  const { orderId } = await leaveCart()
  const { data } = await receiver.waitFor((one) => one.data.orderId === orderId)
  assert.equal(data.orderId, orderId)
  assert.equal(receiver.refused, 2)
})

test('a shopper who agreed is written to once for each key, by the shop’s own mailer', options, async () => {
  const { orderId } = await leaveCart('yes@example.com', true)
  for (const key of ['abandonment-1', 'abandonment-1', 'abandonment-2'])
    assert.equal(await remind(orderId, { key }), true)
  await until(() => mailsTo('yes@example.com').length >= 2)
  const [mail] = mailsTo('yes@example.com')
  assert.equal(mail?.subject, 'Your cart is waiting')
  assert.ok(mail?.html.includes('Hello Ada'))
  assert.ok(mail?.html.replaceAll('&#x3D;', '=').includes(`href="${link}"`))
  assert.equal((await stateOf(orderId)).state, 'message-sent')
  assert.equal(mailsTo('yes@example.com').length, 2)
})

test('eight calls with one key at once send one message', options, async () => {
  const { orderId } = await leaveCart('eight@example.com', true)
  assert.deepEqual(new Set(await Promise.all(Array.from({ length: 8 }, () => remind(orderId)))), new Set([true]))
  // A later one is through the mailer: what came before it is as well.
  await remind(orderId, { key: 'last' })
  await until(() => mailsTo('eight@example.com').length >= 2)
  assert.equal(mailsTo('eight@example.com').length, 2)
})

test('without a yes nothing is sent: not asked, a no, no address, ordered', options, async () => {
  const { orderId: notAsked } = await leaveCart('not-asked@example.com', null)
  const { orderId: no } = await leaveCart('no@example.com', false)
  const { orderId: nameless } = await leaveCart()
  const { shopper, orderId: ordered } = await leaveCart('ordered@example.com', true)
  await shopper.arrangePayment()
  await shopper.pay()
  for (const orderId of [notAsked, no, nameless, ordered, '987654']) {
    assert.equal(await remind(orderId), false)
  }
  assert.equal((await stateOf(no)).state, null)
})

test('a customer’s no outweighs the yes of a cart', options, async () => {
  const { orderId } = await leaveCart('both@example.com', true)
  const { customers } = await admin(
    '{ customers(options: { filter: { emailAddress: { eq: "both@example.com" } } }) { items { id } } }',
  )
  const input = { id: customers.items[0].id, customFields: { cartRecoveryConsent: false } }
  await admin('mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }', {
    input,
  })
  assert.equal(await remind(orderId), false)
})

test('a link that is none, or leads out of the web, is refused', options, async () => {
  const { orderId } = await leaveCart('link@example.com', true)
  const document = `mutation ($orderId: ID!, $link: String!) { sendRecoveryMessage(orderId: $orderId, link: $link, key: "k") }`
  for (const link of ['', 'a link', 'javascript:alert(1)', 'http://shop.example/', 'https://you@shop.example/']) {
    const headers = { 'vendure-api-key': engine?.apiKey ?? '' }
    const { errors } = await (await post(engine?.adminApi ?? '', headers, document, { orderId, link })).json()
    assert.equal(errors?.length, 1, link)
  }
})

test('the state is shown to administrators, and noting it is no sign of the shopper', options, async () => {
  const { orderId, shopper } = await leaveCart('state@example.com', true)
  const before = await stateOf(orderId)
  // The engine's times have whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await remind(orderId)
  assert.deepEqual(await stateOf(orderId), { state: 'message-sent', updatedAt: before.updatedAt })
  await assert.rejects(shopper.ask('{ activeOrder { customFields { cartRecoveryState } } }'))
  await shopper.arrangePayment()
  await shopper.pay()
  await until(async () => (await stateOf(orderId)).state === 'recovered')
})

test('an order of a cart that was never left is not called recovered', options, async () => {
  const { orderId, shopper } = await leaveCart('at-once@example.com')
  await shopper.arrangePayment()
  await shopper.pay()
  await receiver.waitFor(({ type, data }) => type === 'order.placed' && data.orderId === orderId)
  assert.equal((await stateOf(orderId)).state, null)
})

test('the plugin tells its version, where it delivers and leads to, and proves its secret', options, async () => {
  const ask = (nonce: string) =>
    keyed(
      `query ($nonce: String!) { plugin: cartRecoveryPlugin { version webhookUrl linkOrigins proof(nonce: $nonce) } }`,
      { nonce },
    )
  const nonce = randomBytes(16).toString('base64url')
  const proof = createHmac('sha256', Buffer.from(secret, 'base64url')).update(nonce).digest('base64url')
  const { plugin } = await ask(nonce)
  assert.deepEqual(plugin, { version: 2, webhookUrl: receiver.url, linkOrigins: [], proof })
  // As a webhook is signed: a key of the Admin API is to sign none.
  await assert.rejects(ask(`order-1-placed.${Math.floor(Date.now() / 1000)}.{}`))
  await assert.rejects(ask('short'))
})
