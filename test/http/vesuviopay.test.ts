import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { CheckoutAnswer, LineItem, Problem, RecoverAnswer, SignInCodeAnswer } from '../../src/contract/index.ts'
import { openTextShop, type Shop } from '../setup/shop.ts'

const phones = { nobody: '+491701234501', holder: '+491701234513' }
const texts = (shop: Shop) => shop.sandbox.world.messages.filter(({ channel }) => channel === 'sms')
const write = <Body>(shop: Shop, path: string, body: object) =>
  shop.post<Body>(path, body, { 'idempotency-key': crypto.randomUUID() })

/** Signs in the way a shopper does: asks for a code, reads the message, types it. */
async function signIn(shop: Shop, cartHandle: string, phone: string) {
  assert.equal((await write(shop, '/sign-in/code', { cartHandle, phone })).status, 202)
  const code = texts(shop).at(-1)?.code
  assert.equal((await write(shop, '/sign-in', { cartHandle, phone, code })).status, 200)
}

/** What the shopper's own cart holds at the platform, by variant. */
function held(shop: Shop, phone: string): Record<string, number> {
  const items = shop.sandbox.world.vesuviopay.carts.find((cart) => cart.phone === phone)?.items ?? []
  return Object.fromEntries(items.map(({ variantId, quantity }) => [variantId, quantity]))
}

/** Where a restore has to end: the larger of what is there and what can be bought; everything else stays. */
function targets(before: Record<string, number>, { cart }: RecoverAnswer): Record<string, number> {
  const after = { ...before }
  for (const { variantId = '', quantity, availability } of cart?.lineItems ?? []) {
    const buyable = availability.status === 'out-of-stock' ? 0 : Math.min(quantity, availability.quantity ?? quantity)
    if (buyable > 0) after[variantId] = Math.max(before[variantId] ?? 0, buyable)
  }
  return after
}

async function recoverCart(shop: Shop, phone: string) {
  const recovered = await shop.recover('vesuviopay-hero')
  await signIn(shop, recovered.cartHandle, phone)
  return recovered
}

test('lines go into a cart that holds one of them and a foreign one, and nothing is lost', async () => {
  const shop = openTextShop()
  const before = held(shop, phones.holder)
  const recovered = await recoverCart(shop, phones.holder)
  const { status, body } = await shop.restore({ cartHandle: recovered.cartHandle, lineItems: [] })
  assert.equal(status, 200)
  assert.deepEqual(held(shop, phones.holder), targets(before, recovered))
  const undone = await shop.undo({ cartHandle: recovered.cartHandle, undo: body.undo })
  assert.equal(undone.status, 200)
  assert.deepEqual(held(shop, phones.holder), before)
})

for (const via of ['keep shopping', 'text'] as const) {
  test(`where filling breaks off between two calls (${via}), nothing is finished, and what was written is told and can be undone`, async () => {
    const shop = openTextShop()
    const before = held(shop, phones.holder)
    const recovered = await recoverCart(shop, phones.holder)
    const { cartHandle } = recovered
    const raised = recovered.cart?.lineItems.find(({ variantId }) => variantId !== undefined && variantId in before)
    assert.ok(raised?.variantId)
    const lineItems = [{ id: raised.id, quantity: (before[raised.variantId] ?? 0) + 1 }]
    shop.sandbox.faults.set({ platform: 'vesuviopay', fault: '429', method: 'POST', path: '/items/bulk', delayMs: 1 })
    const partly = { ...before, [raised.variantId]: (before[raised.variantId] ?? 0) + 1 }
    if (via === 'text') {
      const { status, body } = await shop.checkout({ cartHandle, lineItems, via })
      assert.deepEqual([status, body.code], [429, 'busy'])
      assert.deepEqual(held(shop, phones.holder), partly)
      assert.equal(texts(shop).length, 1, 'the code alone')
      return
    }
    const { status, body } = await shop.restore({ cartHandle, lineItems })
    assert.equal(status, 200)
    // The platform is busy for a read as well, so that nothing is known to be done.
    assert.equal(body.outcomes.find(({ id }) => id === raised.id)?.outcome, 'pending')
    assert.ok(!body.outcomes.some(({ outcome }) => outcome === 'applied' || outcome === 'failed'))
    assert.deepEqual(held(shop, phones.holder), partly)
    shop.sandbox.faults.clear()
    // The platform asked to be left alone for a while.
    const undo = () => shop.undo({ cartHandle, undo: body.undo })
    let undone = await undo()
    while (undone.body.code === 'busy') {
      await new Promise((resolve) => setTimeout(resolve, 100))
      undone = await undo()
    }
    assert.equal(undone.status, 200)
    assert.deepEqual(held(shop, phones.holder), before)
  })
}

test('twenty at once, from two tabs, with a lost answer in the middle of a bulk call, end the same', async () => {
  const shop = openTextShop()
  const before = held(shop, phones.holder)
  const one = await recoverCart(shop, phones.holder)
  const two = await shop.recover('vesuviopay-hero')
  const session = shop.sandbox.world.vesuviopay.sessions.at(-1)
  // The second tab signs in with the shop's own token.
  assert.equal(
    (await write(shop, '/sign-in', { cartHandle: two.cartHandle, shopperToken: session?.token })).status,
    200,
  )
  shop.sandbox.faults.set({
    platform: 'vesuviopay',
    fault: 'lost-answer',
    method: 'POST',
    path: '/items/bulk',
    times: 1,
  })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, tap) =>
      shop.restore({ cartHandle: (tap % 2 ? one : two).cartHandle, lineItems: [] }),
    ),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.deepEqual(held(shop, phones.holder), targets(before, one))
})

test('nothing is restored before somebody signed in, and nobody is asked to', async () => {
  const shop = openTextShop()
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  const { status, body } = await shop.restore({ cartHandle, lineItems: [] })
  assert.equal(status, 401)
  assert.equal(body.code, 'sign-in-needed')
  assert.equal(texts(shop).length, 0)
})

test('a checkout by text ends at its own link with the same lines, and sends one message for all taps', async () => {
  const shop = openTextShop()
  const recovered = await recoverCart(shop, phones.nobody)
  const { cartHandle } = recovered
  const first = await shop.checkout({ cartHandle, via: 'text' })
  assert.equal(first.status, 200)
  assert.match(first.body.checkoutUrl ?? '', /^https:\/\/checkout\.vesuviopay\.example\/checkout/)
  assert.match(first.body.sentTo ?? '', /^\+49\s•/)
  assert.deepEqual(held(shop, phones.nobody), targets({}, recovered))
  const again = await Promise.all(Array.from({ length: 5 }, () => shop.checkout({ cartHandle, via: 'text' })))
  assert.deepEqual(new Set(again.map(({ body }) => body.checkoutUrl)), new Set([first.body.checkoutUrl]))
  assert.equal(texts(shop).length, 2, 'a code and a link')
})

test('a link that was texted is offered for as long as the platform follows it, and no longer', async () => {
  const shop = openTextShop()
  shop.sandbox.world.accounts.vesuviopay.checkoutLinkLifetimeSeconds = 1800
  const { cartHandle } = await recoverCart(shop, phones.nobody)
  const finish = () => shop.checkout({ cartHandle, via: 'text' })
  const first = await finish()
  const secondsLeft = ({ expiresInSeconds = 0 }: CheckoutAnswer) => expiresInSeconds
  assert.ok(secondsLeft(first.body) > 1790 && secondsLeft(first.body) <= 1800)
  shop.sandbox.world.clockOffsetSeconds += 1790
  const again = await finish()
  assert.equal(again.body.checkoutUrl, first.body.checkoutUrl)
  assert.ok(secondsLeft(again.body) <= 10)
  shop.sandbox.world.clockOffsetSeconds += 11
  const other = await finish()
  assert.notEqual(other.body.checkoutUrl, first.body.checkoutUrl)
  assert.ok(secondsLeft(other.body) > 1790)
  assert.equal((await shop.sandbox.fetch(first.body.checkoutUrl ?? '')).status, 410)
})

test('the two ways to the checkout are side by side, and the web one needs no phone', async () => {
  const shop = openTextShop()
  const { cartHandle, abilities } = await shop.recover('vesuviopay-hero')
  assert.ok(abilities.checkout && abilities.textCheckout && abilities.backInStock && abilities.signIn)
  const web = await shop.checkout({ cartHandle })
  assert.match(web.body.checkoutUrl ?? '', /mybigcommerce\.com/)
  assert.equal((await shop.checkout({ cartHandle, via: 'text' })).body.code, 'sign-in-needed')
  assert.equal(texts(shop).length, 0)
})

test('what the text checkout cannot take is said in the cart', async () => {
  const shop = openTextShop()
  const { cart } = await shop.recover('vesuviopay-mixed')
  const kinds = cart?.lineItems.map(({ kind, byText }) => [kind, byText])
  assert.ok(kinds?.some(([kind, byText]) => kind === 'gift-certificate' && byText === false))
  assert.ok(kinds?.some(([kind, byText]) => kind === 'custom' && byText === false))
  assert.ok(kinds?.some(([, byText]) => byText === true))
})

test('a dead line is watched, a reload still says so, and it can be left again', async () => {
  const shop = openTextShop()
  const { cart, cartHandle } = await recoverCart(shop, phones.nobody)
  const dead = cart?.lineItems.find(({ availability }) => availability.status === 'out-of-stock')
  const ask = (subscribed: boolean) =>
    write<{ lineItems: { id: string; subscribed: boolean }[] }>(shop, '/back-in-stock', {
      cartHandle,
      lineItemIds: [dead?.id],
      subscribed,
    })
  assert.deepEqual(
    (await ask(true)).body.lineItems.map(({ subscribed }) => subscribed),
    [true],
  )
  assert.deepEqual(
    (await ask(true)).body.lineItems.map(({ subscribed }) => subscribed),
    [true],
  )
  const reloaded = await shop.post<{ cart: { lineItems: LineItem[] } }>('/availability', { cartHandle })
  assert.equal(reloaded.body.cart.lineItems.find(({ id }) => id === dead?.id)?.subscribed, true)
  assert.deepEqual(
    (await ask(false)).body.lineItems.map(({ subscribed }) => subscribed),
    [false],
  )
})

test('fifty slow lines are there before all have their answer, and each is asked for once', async () => {
  const shop = openTextShop()
  shop.sandbox.faults.set({ platform: 'vesuviopay', fault: 'slow', delayMs: 150 })
  const { cart, cartHandle } = await shop.recover('vesuviopay-fifty-lines')
  const answered = shop.sandbox.calls.list().filter(({ path }) => path.endsWith('/availability')).length
  assert.equal(cart?.lineItems.length, 50)
  assert.ok(cart?.lineItems.some(({ availability }) => availability.checking))
  assert.ok(cart?.lineItems.some(({ availability }) => availability.status === 'available'))
  const rest = await shop.post<{ cart: { lineItems: LineItem[] } }>('/availability', { cartHandle })
  assert.ok(rest.body.cart.lineItems.every(({ availability }) => availability.status !== 'unknown'))
  const calls = shop.newCalls().filter(({ path }) => path.endsWith('/availability')).length
  const variants = new Set(cart?.lineItems.map(({ variantId, quantity }) => `${variantId} ${quantity}`)).size
  assert.equal(calls, variants)
  assert.ok(answered < variants, `${answered} of ${variants} were answered before the shopper saw a line`)
})

test('known and unknown numbers get the same answer, and too many asks none', async () => {
  const shop = openTextShop()
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  const known = await write<object>(shop, '/sign-in/code', { cartHandle, phone: '+49 170 1234501' })
  const unknown = await write<object>(shop, '/sign-in/code', { cartHandle, phone: '+49 170 9999901' })
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body])
  const again = await write<Problem>(shop, '/sign-in/code', { cartHandle, phone: '+491701234501' })
  assert.equal(again.body.code, 'too-many-codes')
  assert.ok((again.body.retryAfterSeconds ?? 0) > 0)
})

test('a code is tried five times', async () => {
  const shop = openTextShop()
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  await write(shop, '/sign-in/code', { cartHandle, phone: phones.nobody })
  const codes = []
  for (let tries = 0; tries < 6; tries++) {
    codes.push((await write<Problem>(shop, '/sign-in', { cartHandle, phone: phones.nobody, code: '000000' })).body.code)
  }
  assert.deepEqual(codes.slice(0, 5), Array(5).fill('code-wrong'))
  assert.equal(codes[5], 'too-many-codes')
})

test('a number is texted as it is dialled in its country, and the page is told which countries there are', async () => {
  const shop = openTextShop({ sms: { countries: ['DE', 'AT'] } })
  const { cartHandle, phoneCountries } = await shop.recover('vesuviopay-hero')
  assert.deepEqual(Object.entries(phoneCountries ?? {}), [
    ['DE', '49'],
    ['AT', '43'],
  ])
  const typed = { cartHandle, phone: '(0170) 1234501', country: 'DE' }
  assert.equal((await write<SignInCodeAnswer>(shop, '/sign-in/code', typed)).body.sentTo, '+49\u00a0•••\u00a0••01')
  const { to, code } = shop.sandbox.world.messages.findLast(({ channel }) => channel === 'sms') ?? {}
  assert.equal(to, '+491701234501')
  assert.equal((await write(shop, '/sign-in', { ...typed, code })).status, 200)
})

test('no number that is none, no country that is not served, and nothing at all once the switch is off', async () => {
  const shop = openTextShop({ sms: { countries: ['DE'] } })
  const { cartHandle } = await shop.recover('vesuviopay-hero')
  for (const [phone, country, code] of [
    ['12345678', undefined, 'phone-incomplete'],
    ['+49 12', 'DE', 'phone-incomplete'],
    ['0170 1234', 'FR', 'phone-incomplete'],
    ['+33612345678', undefined, 'sms-refused'],
    ['06 12 34 56 78', 'FR', 'sms-refused'],
  ]) {
    assert.equal((await write<Problem>(shop, '/sign-in/code', { cartHandle, phone, country })).body.code, code, phone)
  }
  assert.ok(shop.newCalls().every(({ path }) => !path.includes('/auth/')))
  const off = openTextShop({ sms: { enabled: false } })
  const other = await off.recover('vesuviopay-hero')
  const refused = await write<Problem>(off, '/sign-in/code', { cartHandle: other.cartHandle, phone: phones.nobody })
  assert.equal(refused.body.code, 'not-supported')
  assert.equal(texts(off).length, 0)
})

test('no platform token, phone number or code is in any answer or log line', async () => {
  const shop = openTextShop()
  const answers: string[] = []
  const recovered = await recoverCart(shop, phones.nobody)
  const { cartHandle, cart } = recovered
  const dead = cart?.lineItems.at(-1)?.id
  answers.push(JSON.stringify(recovered))
  answers.push(
    JSON.stringify((await write(shop, '/back-in-stock', { cartHandle, lineItemIds: [dead], subscribed: true })).body),
  )
  answers.push(JSON.stringify((await shop.restore({ cartHandle, lineItems: [] })).body))
  answers.push(JSON.stringify((await shop.checkout({ cartHandle, via: 'text' })).body))
  const { credentials, world } = shop.sandbox
  const secrets = [
    ...world.vesuviopay.sessions.map(({ token }) => token),
    credentials.vesuviopay.publishableKey,
    credentials.vesuviopay.secretKey,
    phones.nobody,
    phones.nobody.slice(1),
    texts(shop)[0]?.code,
  ]
  for (const text of [...answers, ...shop.logged]) {
    for (const secret of secrets) assert.ok(secret && !text.includes(secret), `${secret} in ${text}`)
  }
})

for (const lock of ['locked', 'open'] as const) {
  test(`what one cart put into the shopper’s own is not undone once another was checked out by text (${lock})`, async () => {
    const shop = openTextShop()
    shop.sandbox.readings.set({ vesuviopayFinishLock: lock })
    const one = await recoverCart(shop, phones.nobody)
    const two = await shop.recover('vesuviopay-mixed')
    const shopperToken = shop.sandbox.world.vesuviopay.sessions.at(-1)?.token
    for (const { cartHandle } of [one, two])
      assert.equal((await write(shop, '/sign-in', { cartHandle, shopperToken })).status, 200)
    const { body } = await shop.restore({ cartHandle: one.cartHandle, lineItems: [] })
    assert.equal((await shop.checkout({ cartHandle: two.cartHandle, via: 'text' })).status, 200)
    const before = held(shop, phones.nobody)
    const undone = await shop.undo({ cartHandle: one.cartHandle, undo: body.undo })
    assert.deepEqual([undone.status, undone.body.code], [410, 'undo-over'])
    assert.deepEqual(held(shop, phones.nobody), before)
  })
}

test('a repeated tap gets the texted link for as long as it leads anywhere, and then another', async () => {
  const shop = openTextShop()
  shop.sandbox.world.accounts.vesuviopay.checkoutLinkLifetimeSeconds = 1800
  const { cartHandle } = await recoverCart(shop, phones.nobody)
  const tap = crypto.randomUUID()
  const finish = async () => (await shop.checkout({ cartHandle, via: 'text' }, tap)).body
  const first = await finish()
  shop.sandbox.world.clockOffsetSeconds += 1500
  const again = await finish()
  assert.equal(again.checkoutUrl, first.checkoutUrl)
  assert.ok((again.expiresInSeconds ?? Number.NaN) <= 300, `${again.expiresInSeconds} s`)
  shop.sandbox.world.clockOffsetSeconds += 301
  const other = await finish()
  assert.notEqual(other.checkoutUrl, first.checkoutUrl)
  assert.equal((await shop.sandbox.fetch(other.checkoutUrl ?? '')).status, 200)
})
