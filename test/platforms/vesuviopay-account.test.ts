import assert from 'node:assert/strict'
import { test } from 'node:test'

import { type AccountUnderTest, testPlatform, webhookCases } from '../../src/proxy/adapter/suite/index.ts'
import { vesuviopay } from '../../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { createSandbox, platformReadings } from '../../src/sandbox/index.ts'
import { post } from './controls.ts'
import { everyReading, type Reading } from './every-reading.ts'

const holder = '+491701234513'
const signal = () => AbortSignal.timeout(8000)

function createAccount(reading: Reading) {
  let time = Date.parse('2026-03-01T12:00:00Z')
  let isAnswered = true
  const delivered: { headers: Headers; body: string }[] = []
  const sandbox = createSandbox({
    now: () => time,
    async deliver(request) {
      delivered.push({ headers: request.headers, body: await request.text() })
      return new Response(null, { status: isAnswered ? 204 : 500 })
    },
  })
  sandbox.readings.set(reading as Parameters<typeof sandbox.readings.set>[0])
  const { world, readings } = sandbox
  const names = { id: 'id', sku: 'sku', prefix: { prefix: 'bigcommerce_' } } as const
  const platform = vesuviopay({
    ...sandbox.credentials.vesuviopay,
    fetch: sandbox.fetch,
    sendCodePath: readings.get('vesuviopaySendCodePath').replace('/api/v1/', ''),
    productIds: names[readings.get('vesuviopayExternalIds')],
    // A store whose settings name no currency has to be told it.
    ...(readings.get('vesuviopaySettingsCurrency') === 'absent' && { currency: 'EUR' }),
  })
  const cartId = (key: string) => world.vesuviopay.carts.find((cart) => cart.key === key)?.id ?? ''
  const ids = { abandoned: cartId('holds-one-line'), gone: cartId('cleared'), 'of-customer': '' }
  const underTest: AccountUnderTest = {
    platform,
    request: { channels: {}, webhookUrl: 'https://shop.example/cart-recovery/webhooks/vesuviopay', fix: false },
    now: sandbox.clock,
    wait(milliseconds) {
      time += milliseconds
    },
    cart: (which) => ids[which],
    person: () => ({ email: '', phone: holder }),
    abandon: (id) => post(sandbox, `carts/${id}/abandon`),
    order: (id) => post(sandbox, `carts/${id}/convert`),
    loseAnswer: (method) => sandbox.faults.set({ platform: 'vesuviopay', fault: 'lost-answer', method, times: 1 }),
    async answerDeliveries(well) {
      isAnswered = well
      await sandbox.deliverDue()
    },
    delivered: () => delivered,
    writes: () => sandbox.calls.list().filter(({ write }) => write).length,
  }
  async function signIn(phone = holder) {
    await platform.shopper?.sendCode?.(phone, signal())
    const code = world.messages.findLast(({ channel }) => channel === 'sms')?.code ?? ''
    const session = await platform.shopper?.signIn(phone, code, signal())
    assert.ok(session && platform.recovery && platform.availability && platform.shopperCheckout && platform.shopperCart)
    const { recovery, availability, shopperCheckout, shopperCart } = platform
    return { session, recovery, availability, shopperCheckout, shopperCart }
  }
  return { sandbox, underTest, signIn, cartId }
}
type Account = ReturnType<typeof createAccount>

const readings = everyReading(platformReadings.vesuviopay, { mixtures: 20, seed: 4 })

testPlatform('vesuviopay', webhookCases, (reading: Reading = {}) => createAccount(reading).underTest, { readings })

async function inEveryReading(run: (account: Account) => Promise<void>) {
  for (const reading of readings) {
    await run(createAccount(reading)).catch((cause: unknown) => {
      throw new Error(`in the reading ${JSON.stringify(reading)}`, { cause })
    })
  }
}

const cases: Record<string, (account: Account) => Promise<void>> = {
  "recovery: the shopper's own cart is shown, with stock for every line": async ({ sandbox, signIn, cartId }) => {
    const { session, recovery, availability } = await signIn()
    const id = cartId('holds-one-line')
    const cart = await recovery.read(id, signal(), session)
    const held = sandbox.world.vesuviopay.carts.find((candidate) => candidate.id === id)?.items ?? []
    assert.deepEqual(
      cart.lines.map(({ quantity }) => quantity),
      held.map(({ quantity }) => quantity),
    )
    for (const { name, price } of cart.lines) assert.ok(name && Number.isInteger(price.amount))
    const stocks = await availability.check(cart.lines, signal())
    for (const { id: line } of cart.lines) assert.equal(typeof stocks.get(line)?.quantity, 'number')
  },
  'recovery: nobody is shown it who is not signed in, and a cart that was emptied has no lines': async (account) => {
    const { recovery } = await account.signIn()
    await assert.rejects(recovery.read(account.cartId('cleared'), signal()), { code: 'sign-in-needed' })
    const { session } = await account.signIn('+491701234514')
    assert.deepEqual((await recovery.read(account.cartId('cleared'), signal(), session)).lines, [])
  },
  'shopperCart: a cart whose checkout was begun is not filled, and not called short': async ({ sandbox, signIn }) => {
    if (sandbox.readings.get('vesuviopayFinishLock') === 'open') return
    const { session, recovery, shopperCart, shopperCheckout } = await signIn()
    const { lines } = await recovery.read('cart', signal(), session)
    await shopperCheckout.finish(session, signal())
    const wanted = lines.map((line) => ({ line, quantity: line.quantity + 1 }))
    await assert.rejects(shopperCart.fill(session, wanted, signal()), { code: 'checkout-open' })
  },
  "webhooks: what a finish names is what the order's event names": async ({ underTest, signIn }) => {
    await underTest.platform.checkUp?.checkUp({ ...underTest.request, fix: true, now: underTest.now() }, signal())
    const { session, shopperCheckout } = await signIn()
    const finished = await shopperCheckout.finish(session, signal())
    await underTest.order(underTest.cart('abandoned'))
    for (const delivery of underTest.delivered()) {
      const event = await underTest.platform.webhooks?.receive({ ...delivery, now: underTest.now() })
      if (event?.type !== 'ordered' || !event.customerId || !finished.customerId) continue
      assert.equal(event.customerId, finished.customerId)
    }
  },
}

for (const [name, run] of Object.entries(cases)) {
  test(`vesuviopay ${name}, in every reading`, () => inEveryReading(run))
}
