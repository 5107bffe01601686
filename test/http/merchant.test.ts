import assert from 'node:assert/strict'
import { test } from 'node:test'

import type {
  CheckoutAnswer,
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantMessagesAnswer,
  MerchantSession,
  MerchantSummary,
  Problem,
  RecoverAnswer,
} from '../../src/contract/index.ts'
import { mintLink } from '../../src/proxy/index.ts'
import { bigcommerceOf, buzzbipOf, openMerchantShop, tjarOf } from '../setup/merchant.ts'
import { passSeconds } from '../setup/pass-seconds.ts'

const tokenOf = (link: string | undefined) => new URL(link ?? '').searchParams.get('t') ?? ''
const hourMs = 60 * 60 * 1000

test('a cart with consent is left, written about, opened, ordered, and shown as recovered', async (t) => {
  const shop = openMerchantShop()
  await shop.happens('hero', 'abandon')
  const [message] = shop.messages()
  assert.equal(shop.messages().length, 1)
  assert.deepEqual([message?.channel, message?.platform, message?.to], ['whatsapp', 'buzzbip', '+491701234501'])

  const { status, body } = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: tokenOf(message?.link) })
  assert.equal(status, 200)
  const { cartHandle } = body
  const finished = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle })
  assert.equal(finished.status, 200)
  await shop.happens('hero', 'convert')

  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  assert.deepEqual(
    carts.map(({ platform, status, messages }) => ({ platform, status, messages })),
    [{ platform: 'bigcommerce', status: 'recovered', messages: 1 }],
  )
  const reminder = { type: 'email', subject: 'Still there', message: 'Come back', consent: true }
  const refused = await shop.merchant<Problem>('POST', `/carts/${carts[0]?.id}/reminder`, reminder)
  assert.ok(refused.status >= 400)
  passSeconds(t, 6)
  const again = await shop.shopper<Problem>('POST', '/recover', { token: tokenOf(message?.link) })
  assert.deepEqual([again.status, again.body.code], [410, 'completed'])
  const { funnel, recovered } = (await shop.merchant<MerchantSummary>('GET', '/summary')).body
  assert.deepEqual(funnel, { sent: 1, opened: 1, checkedOut: 1, ordered: 1 })
  assert.equal(recovered.carts, 1)
  assert.ok((recovered.value[0]?.amount ?? 0) > 0)
})

test("no message goes out about a signed-in customer's cart until the channel vouches for them", async () => {
  for (const [accountCarts, fate] of [
    [false, ['withheld', 'account-cart']],
    [true, ['sent', undefined]],
  ] as const) {
    const shop = openMerchantShop()
    shop.cart('hero').customerId = 7
    const { 1: channel } = shop.config.channels
    assert.ok(channel)
    shop.change({ channels: { 1: { ...channel, accountCarts } } })
    await shop.happens('hero', 'abandon')
    const [report] = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports
    assert.deepEqual([report?.status, report?.reason], fate)
    assert.equal(shop.messages().length, accountCarts ? 1 : 0)
    const minted = mintLink(shop.config, { cartId: shop.cart('hero').id })
    if (accountCarts) assert.match(await minted, /\?t=/)
    else await assert.rejects(minted, { code: 'account-cart', detail: /accountCarts: true/ })
  }
})

test("each report has the cart's id of the merchant's routes, and beside it one of its own", async () => {
  const bodies: Record<string, unknown>[] = []
  const shop = openMerchantShop({
    platforms: (sandbox) => [
      bigcommerceOf(sandbox),
      buzzbipOf(sandbox, async (input, init) => {
        if (String(input).endsWith('/cart/')) bodies.push(JSON.parse(String(init?.body)))
        return sandbox.fetch(input, init)
      }),
    ],
  })
  await shop.happens('hero', 'abandon')
  shop.pass(hourMs)
  await shop.shopper('POST', '/recover', { token: tokenOf(shop.messages()[0]?.link) })
  shop.pass(hourMs)
  await shop.happens('hero', 'abandon')
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  const { reports } = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body
  assert.equal(carts.length, 1)
  assert.deepEqual(
    bodies.map(({ cart_id }) => cart_id),
    [carts[0]?.id, carts[0]?.id],
  )
  assert.deepEqual(
    bodies.map(({ message_id }) => message_id),
    reports.map(({ id }) => id).reverse(),
  )
})

test('with allowContacts only listed contacts are written to, by report and by reminder', async () => {
  const fate = async (allowContacts: string[]) => {
    const shop = openMerchantShop({ changes: { allowContacts } })
    await shop.happens('hero', 'abandon')
    const [report] = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body.reports
    return [report?.status, report?.reason, shop.messages().length]
  }
  assert.deepEqual(await fate(['+491701234501', 'other@shop.example']), ['sent', undefined, 1])
  assert.deepEqual(await fate(['+491701234599']), ['withheld', 'contact-not-allowed', 0])
  assert.deepEqual(await fate([]), ['withheld', 'contact-not-allowed', 0])

  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)], changes: { allowContacts: [] } })
  await shop.proxy.work()
  const { customer } = shop.sandbox.world.tjar.carts.find(({ key }) => key === 'tjar-hero')!
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  const refusals = () =>
    Promise.all(
      carts.map(
        async ({ id }) => (await shop.merchant<MerchantCartAnswer>('GET', `/carts/${id}`)).body.reminderRefusal,
      ),
    )
  const before = await refusals()
  const index = before.indexOf('contact-not-allowed')
  const body = { type: 'email', subject: 'Still there', message: 'Come back', consent: true }
  const refused = await shop.merchant<Problem>('POST', `/carts/${carts[index]?.id}/reminder`, body)
  assert.deepEqual([refused.status, refused.body.code], [409, 'contact-not-allowed'])
  assert.deepEqual(shop.messages(), [])
  shop.change({ allowContacts: [String(customer?.email).toUpperCase()] })
  assert.equal((await refusals()).filter((refusal) => refusal === undefined).length, 1)
})

test('nobody is written to without consent, nor without an address, and the console says why', async () => {
  const shop = openMerchantShop()
  for (const key of ['all-sold-out', 'one-sold-out']) await shop.happens(key, 'abandon')
  assert.deepEqual(shop.messages(), [])
  const { reports } = (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports')).body
  assert.deepEqual(
    reports.map(({ status, reason }) => [status, reason]),
    [
      ['withheld', 'no-contact'],
      ['withheld', 'no-contact'],
    ],
  )
})

test('who said no in the widget is not written to, for this cart and for the next with the same number', async () => {
  const shop = openMerchantShop()
  const opened = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: shop.cart('hero').token })
  assert.deepEqual(opened.body.consent, { whatsapp: false })
  assert.equal(opened.body.abilities.consent, true)
  const no = { cartHandle: opened.body.cartHandle, channels: { whatsapp: false } }
  assert.equal((await shop.shopper('PUT', '/consent', no)).status, 200)
  shop.pass(hourMs)
  await shop.happens('hero', 'abandon')
  shop.cart('all-available').shopper.phone = shop.cart('hero').shopper.phone
  await shop.happens('all-available', 'abandon')
  assert.deepEqual(shop.messages(), [])

  const yes = { cartHandle: opened.body.cartHandle, channels: { whatsapp: true } }
  const { body } = await shop.shopper<{ consent: object }>('PUT', '/consent', yes)
  assert.deepEqual(body.consent, { whatsapp: true })
  await shop.shopper('POST', '/recover', { token: shop.cart('hero').token })
  shop.pass(2 * hourMs)
  await shop.happens('hero', 'abandon')
  assert.equal(shop.messages().length, 1)
})

test('a webhook delivered 50 times, in parallel and out of order, causes one report', async () => {
  const shop = openMerchantShop()
  await shop.happens('hero', 'abandon')
  const deliveries = shop.sandbox.world.deliveries.filter(({ scope }) => scope === 'store/cart/abandoned')
  const repeat = () =>
    shop.sandbox.controls.fetch(
      new Request(`http://127.0.0.1/sandbox/deliveries/${deliveries[0]?.id}/repeat`, { method: 'POST' }),
    )
  const answers = await Promise.all(Array.from({ length: 50 }, repeat))
  assert.ok(answers.every(({ ok }) => ok))
  await shop.proxy.work()
  assert.equal(shop.messages().length, 1)
})

test('an order that is told before the abandonment leaves nothing to send', async () => {
  const shop = openMerchantShop()
  shop.sandbox.world.accounts.bigcommerce.hooks.forEach((hook) => {
    if (hook.scope === 'store/cart/abandoned') hook.isActive = false
  })
  await shop.happens('hero', 'abandon')
  await shop.happens('hero', 'convert')
  shop.sandbox.world.accounts.bigcommerce.hooks.forEach((hook) => {
    hook.isActive = true
  })
  const late = { type: 'cart', id: shop.cart('hero').id }
  const body = JSON.stringify({
    scope: 'store/cart/abandoned',
    store_id: '1',
    data: late,
    hash: 'late',
    created_at: Math.floor(shop.sandbox.clock() / 1000),
    producer: `stores/${shop.sandbox.credentials.bigcommerce.storeHash}`,
  })
  const { Webhook } = await import('standardwebhooks')
  const at = new Date(shop.sandbox.clock())
  const signature = new Webhook(btoa(shop.sandbox.credentials.bigcommerce.webhooks.clientSecret)).sign('m1', at, body)
  const response = await shop.proxy.fetch(
    new Request('https://shop.example/cart-recovery/webhooks/bigcommerce', {
      method: 'POST',
      headers: {
        'webhook-id': 'm1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      },
      body,
    }),
  )
  assert.equal(response.status, 204)
  await shop.proxy.work()
  assert.deepEqual(shop.messages(), [])
})

test('the same from the console: a reminder by Tjar with its offer, sent once', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  await shop.proxy.work()
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts?platform=tjar')).body
  assert.ok(carts.length >= 5)
  const details = await Promise.all(
    carts.map(async ({ id }) => (await shop.merchant<MerchantCartAnswer>('GET', `/carts/${id}`)).body),
  )
  const ready = details.find(({ reminderRefusal }) => reminderRefusal === undefined)
  assert.ok(ready)
  const request = {
    type: 'email',
    subject: 'Your cart',
    message: 'Come back: {link}',
    offerDiscount: 15,
    consent: true,
  }
  const send = () =>
    shop.merchant<Problem & { reminder: { status: string } }>('POST', `/carts/${ready.cart.id}/reminder`, request)
  const [first, second] = await Promise.all([send(), send()])
  assert.deepEqual([first.status, second.status].sort(), [200, 409])
  assert.equal((await send()).body.code, 'already-reminded')
  const [mail, ...others] = shop.messages()
  assert.equal(others.length, 0)
  assert.deepEqual([mail?.channel, mail?.platform], ['email', 'tjar'])

  const opened = await shop.shopper<RecoverAnswer>('POST', '/recover', { token: tokenOf(mail?.link) })
  assert.equal(opened.status, 200)
  assert.deepEqual(opened.body.cart?.offer, { status: 'at-checkout', percent: 15 })
  const { body } = await shop.shopper<CheckoutAnswer>('POST', '/checkout', { cartHandle: opened.body.cartHandle })
  const page = await (await shop.sandbox.fetch(body.checkoutUrl ?? '')).text()
  assert.match(page, /15/)
  await shop.sandbox.fetch(body.checkoutUrl ?? '', { method: 'POST', redirect: 'manual' })
  const after = (await shop.merchant<MerchantCartAnswer>('GET', `/carts/${ready.cart.id}`)).body
  assert.equal(after.cart.status, 'recovered')
  assert.equal((await send()).body.code, 'already-ordered')
})

test('a reminder whose answer is lost is sent or unconfirmed, and never sent again blindly', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  await shop.proxy.work()
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  const request = { type: 'email', subject: 'Your cart', message: 'Come back', consent: true }
  let statuses: number[] = []
  for (const { id } of carts) {
    const { body } = await shop.merchant<MerchantCartAnswer>('GET', `/carts/${id}`)
    if (body.reminderRefusal) continue
    shop.sandbox.faults.set({ platform: 'tjar', fault: 'lost-answer', method: 'POST', times: 1 })
    const answers = [
      await shop.merchant('POST', `/carts/${id}/reminder`, request),
      await shop.merchant('POST', `/carts/${id}/reminder`, request),
    ]
    statuses = answers.map(({ status }) => status)
    break
  }
  assert.deepEqual(statuses, [200, 409])
  assert.equal(shop.messages().length, 1)
})

test('a merchant’s key opens a session; nothing else opens anything', async () => {
  const shop = openMerchantShop()
  const { status, body } = await shop.merchant<MerchantSession>('POST', '/session')
  assert.equal(status, 200)
  const ask = (authorization?: string, origin?: string) =>
    shop.proxy.fetch(
      new Request('https://shop.example/cart-recovery/merchant/carts', {
        headers: { ...(authorization && { authorization }), ...(origin && { origin }) },
      }),
    )
  assert.equal((await ask(`Bearer ${body.token}`)).status, 200)
  assert.equal((await ask(`Bearer ${body.token}`, 'https://shop.example')).status, 200)
  assert.equal((await ask(`Bearer ${body.token}`, 'https://elsewhere.example')).status, 403)
  for (const wrong of [undefined, 'Bearer nonsense', `Basic ${body.token}`, `Bearer ${body.token}x`])
    assert.equal((await ask(wrong)).status, 401)
  shop.pass(16 * 60_000)
  assert.equal((await ask(`Bearer ${body.token}`)).status, 401)
})

test('what the shop was told counts as the shopper’s own word, and a merchant’s assertion does not stand against it', async () => {
  const shop = openMerchantShop({ platforms: (sandbox) => [tjarOf(sandbox)] })
  await shop.proxy.work()
  const refused = shop.sandbox.world.tjar.carts.find(({ key }) => key === 'tjar-hero')
  await shop.proxy.recordConsent(
    { platform: 'tjar', cartId: refused?.identifier ?? '' },
    { email: false },
    'by telephone',
  )
  const { carts } = (await shop.merchant<MerchantCartsAnswer>('GET', '/carts')).body
  const request = { type: 'email', subject: 'Your cart', message: 'Come back', consent: true }
  const codes = await Promise.all(
    carts.map(async ({ id }) => (await shop.merchant<Problem>('POST', `/carts/${id}/reminder`, request)).body.code),
  )
  assert.equal(codes.filter((code) => code === 'consent-refused').length, 1)
  const [first] = carts
  const injected = { ...request, subject: 'Your cart\r\nBcc: everybody@shop.example' }
  const { status } = await shop.merchant<Problem>('POST', `/carts/${first?.id}/reminder`, injected)
  assert.equal(status, 400)
})
