import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { base64url, CompactEncrypt, EncryptJWT } from 'jose'

import { openShop, type Shopper } from '../shopper.ts'
import { startEngine } from '../start-engine.ts'
import { createVariant, deleteVariant } from './setup.ts'

// `claimCart` of the plugin: a code that the proxy sealed makes a cart the one of the shopper's own session.

const engine = await startEngine()
after(() => engine?.close())
const options = { skip: engine === undefined }
const { plenty = '', few = '', spare = '' } = engine?.variants ?? {}
const open = (currency?: string) => openShop(engine ?? assert.fail('no engine'), currency)

async function seal(content: unknown, secret = engine?.secret ?? ''): Promise<string> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(base64url.decode(secret))
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
/** As the proxy seals it. */
const codeFor = (cart: string, more: object = {}) =>
  seal({ cart, nonce: crypto.randomUUID(), exp: inSeconds(600), ...more })

/** `claimed`, or the reason why not. */
async function claim({ ask }: Shopper, code: string): Promise<string> {
  const { result } = await ask(
    `mutation ($code: String!) { result: claimCart(code: $code) {
      __typename ... on CartClaimed { order { id } } ... on CartClaimRefused { reason } } }`,
    { code },
  )
  return result.__typename === 'CartClaimed' ? 'claimed' : result.reason
}

async function register(shopper: Shopper, emailAddress: string): Promise<void> {
  const input = { emailAddress, password: 'a long password', firstName: 'Ada', lastName: 'Example' }
  await shopper.ask(
    'mutation ($input: RegisterCustomerInput!) { registerCustomerAccount(input: $input) { __typename } }',
    { input },
  )
  await logIn(shopper, emailAddress)
}

const logIn = (shopper: Shopper, emailAddress: string) =>
  shopper.ask(
    `mutation ($u: String!) { login(username: $u, password: "a long password") { ... on CurrentUser { id } } }`,
    { u: emailAddress },
  )

/** A cart of two mugs that was left in another session. */
const leaveCart = (currency?: string) => open(currency).add(plenty, 2)

test('the cart is the one of the session that claims it, which may do so again', options, async () => {
  const code = await codeFor(await leaveCart())
  const shopper = open()
  for (let time = 0; time < 2; time += 1) {
    assert.equal(await claim(shopper, code), 'claimed')
    assert.deepEqual(await shopper.cart(), { [plenty]: 2 })
  }
})

test('another session is refused, and keeps its own cart', options, async () => {
  const code = await codeFor(await leaveCart())
  assert.equal(await claim(open(), code), 'claimed')
  const other = open()
  await other.add(few)
  assert.equal(await claim(other, code), 'used')
  assert.deepEqual(await other.cart(), { [few]: 1 })
})

test('eight sessions at once: one has the cart', options, async () => {
  const code = await codeFor(await leaveCart())
  const ends = await Promise.all(Array.from({ length: 8 }, () => claim(open(), code)))
  assert.deepEqual(ends.toSorted(), ['claimed', ...Array.from({ length: 7 }, () => 'used')])
})

test('each code is good for one session: a later link of the same cart for another', options, async () => {
  const cart = await leaveCart()
  assert.equal(await claim(open(), await codeFor(cart)), 'claimed')
  assert.equal(await claim(open(), await codeFor(cart)), 'claimed')
})

test('what the session had in a cart comes along, at the larger quantity', options, async () => {
  const code = await codeFor(await leaveCart())
  const shopper = open()
  await shopper.add(plenty, 3)
  await shopper.add(spare, 1)
  assert.equal(await claim(shopper, code), 'claimed')
  assert.deepEqual(await shopper.cart(), { [plenty]: 3, [spare]: 1 })
})

test('at the checkout nothing comes along: the shopper has seen what they pay', options, async () => {
  const shopper = open()
  await shopper.add(spare, 1)
  assert.equal(await claim(shopper, await codeFor(await leaveCart(), { merge: false })), 'claimed')
  assert.deepEqual(await shopper.cart(), { [plenty]: 2 })
})

test('a line that the engine does not take all of, or none of, does not keep the cart away', options, async () => {
  assert.ok(engine)
  const [scarce, deleted] = [await createVariant(engine, 5), await createVariant(engine)]
  const cart = await open().add(scarce, 2)
  const shopper = open()
  await shopper.add(deleted, 1)
  await shopper.add(scarce, 5)
  const buyer = open()
  await buyer.add(scarce, 1)
  await buyer.leaveAddress('buyer@example.com')
  await buyer.arrangePayment()
  await buyer.pay()
  await deleteVariant(engine, deleted)
  assert.equal(await claim(shopper, await codeFor(cart)), 'claimed')
  assert.deepEqual(await shopper.cart(), { [scarce]: 4 })
})

test('a shopper who is signed in pays for the cart of a guest who left no address', options, async () => {
  const shopper = open()
  await register(shopper, 'payer@example.com')
  assert.equal(await claim(shopper, await codeFor(await leaveCart())), 'claimed')
  const { activeOrder } = await shopper.ask('{ activeOrder { customer { emailAddress } } }')
  assert.equal(activeOrder.customer?.emailAddress, 'payer@example.com')
  await shopper.arrangePayment()
  assert.equal(await shopper.pay(), 'PaymentSettled')
})

test('what an account has in its cart does not come along into the cart of a guest', options, async () => {
  const guest = open()
  const named = await guest.add(plenty, 2)
  await guest.leaveAddress('guest@example.com')
  for (const [index, cart] of [named, await leaveCart()].entries()) {
    const shopper = open()
    await register(shopper, `account-${index}@example.com`)
    await shopper.add(spare, 1)
    assert.equal(await claim(shopper, await codeFor(cart)), 'claimed')
    assert.deepEqual(await shopper.cart(), { [plenty]: 2 })
  }
})

test('a code that is over, forged, bent or of another secret opens nothing', options, async () => {
  const cart = await leaveCart()
  const code = await codeFor(cart)
  const otherSecret = base64url.encode(crypto.getRandomValues(new Uint8Array(32)))
  const bad: [string, string][] = [
    ['expired', await codeFor(cart, { exp: inSeconds(-1) })],
    ['unknown', await seal({ cart, nonce: 'n', exp: inSeconds(600) }, otherSecret)],
    ['unknown', code.replace(/.{4}$/, 'AAAA')],
    ['unknown', await codeFor('987654')],
    ['unknown', await seal({ cart: 7, nonce: 'n', exp: inSeconds(600) })],
    ['unknown', await seal({ cart, exp: inSeconds(600) })],
    ['unknown', await seal({ cart, nonce: 'n' })],
    ['unknown', await seal('null')],
    ['unknown', await seal('not JSON')],
    ['unknown', await unsealed(cart)],
    ['unknown', cart],
    ['unknown', ''],
    ['unknown', `${code}${'A'.repeat(5000)}`],
  ]
  for (const [reason, text] of bad) {
    const shopper = open()
    assert.equal(await claim(shopper, text), reason, text.slice(0, 40))
    assert.deepEqual(await shopper.cart(), {})
  }
})

test('an order is not claimed', options, async () => {
  const buyer = open()
  const cart = await buyer.add(plenty)
  await buyer.leaveAddress('ada@example.com')
  await buyer.arrangePayment()
  await buyer.pay()
  assert.equal(await claim(open(), await codeFor(cart)), 'not-open')
})

test('a cart that was left at the payment step is', options, async () => {
  const buyer = open()
  const cart = await buyer.add(plenty, 2)
  await buyer.leaveAddress('ada@example.com')
  await buyer.arrangePayment()
  const shopper = open()
  assert.equal(await claim(shopper, await codeFor(cart)), 'claimed')
  assert.equal(await shopper.pay(), 'PaymentSettled')
})

test('the cart of a customer is claimed by that customer alone', options, async () => {
  const owner = open()
  await register(owner, 'owner@example.com')
  const cart = await owner.add(plenty, 2)
  const other = open()
  await register(other, 'other@example.com')
  assert.equal(await claim(open(), await codeFor(cart)), 'account')
  assert.equal(await claim(other, await codeFor(cart)), 'account')
  const elsewhere = open()
  await logIn(elsewhere, 'owner@example.com')
  assert.equal(await claim(elsewhere, await codeFor(cart)), 'claimed')
  assert.deepEqual(await elsewhere.cart(), { [plenty]: 2 })
})

test('a cart is claimed in the channel that it was filled in', options, async () => {
  const cart = await leaveCart('JPY')
  assert.equal(await claim(open(), await codeFor(cart)), 'unknown')
  assert.equal(await claim(open('KWD'), await codeFor(cart)), 'unknown')
  assert.equal(await claim(open('JPY'), await codeFor(cart)), 'claimed')
})

/** Encrypted in another way than the plugin reads. */
function unsealed(cart: string): Promise<string> {
  const weak = crypto.getRandomValues(new Uint8Array(16))
  return new EncryptJWT({ cart, nonce: 'n' })
    .setExpirationTime('1h')
    .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
    .encrypt(weak)
}
