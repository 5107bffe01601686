import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'

import type { MerchantMessage, MerchantMessagesAnswer } from '../../src/contract/index.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'
import { bigcommerceOf, buzzbipOf, type MerchantShop, openMerchantShop } from '../setup/merchant.ts'

const hourMs = 60 * 60 * 1000

/** The error of a runtime at a port without a server. */
function refuse(): never {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
}

/** Carts whose shoppers agreed to be written to by WhatsApp, each with a number of its own. */
function agree(shop: MerchantShop, keys: readonly string[]) {
  for (const [index, key] of keys.entries()) {
    const cart = shop.cart(key)
    cart.consent = { email: false, sms: false, whatsapp: true }
    cart.shopper.phone = `+4917012346${String(index).padStart(2, '0')}`
    cart.customerId = 0
  }
}

const reportsOf = async (shop: MerchantShop): Promise<MerchantMessage[]> =>
  (await shop.merchant<MerchantMessagesAnswer>('GET', '/reports?limit=100')).body.reports

const keys = ['hero', 'all-available', 'coupon', 'all-sold-out', 'every-availability', 'fifty-lines']

for (const fault of ['refused', '503', '429'] as const) {
  test(`${fault} by the automation for 72 hours: hooks acknowledged, orders cancel, the rest is sent once`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'ledger.db')
    let now = 0
    const clock = () => now
    let stateStore = createSqliteStore({ path, clock })
    let isRefused = fault === 'refused'
    const shop = openMerchantShop({
      stateStore,
      platforms: (sandbox) => [
        bigcommerceOf(sandbox),
        buzzbipOf(sandbox, (...call) => (isRefused ? refuse() : sandbox.fetch(...call))),
      ],
    })
    now = shop.sandbox.clock()
    agree(shop, keys)
    if (fault !== 'refused') shop.sandbox.faults.set({ platform: 'buzzbip', fault, delayMs: 0 })

    const [first = '', second = '', ...others] = keys
    for (const key of keys) await shop.happens(key, 'abandon')
    assert.ok(shop.sandbox.world.deliveries.every(({ status }) => status === 'delivered'))
    for (let hour = 0; hour < 72; hour += 2) {
      shop.pass(2 * hourMs)
      now = shop.sandbox.clock()
      if (hour === 10) await shop.happens(first, 'convert')
      if (hour === 40) {
        // The process is killed, and another one opens the same file.
        stateStore.close()
        stateStore = createSqliteStore({ path, clock })
        shop.restart(stateStore)
      }
      if (hour === 50) await shop.happens(second, 'convert')
      await shop.proxy.work()
    }
    assert.deepEqual(shop.messages(), [])
    shop.sandbox.faults.clear()
    isRefused = false
    // Its breaker counts real seconds; a new process has a closed one.
    shop.restart()
    shop.pass(hourMs)
    now = shop.sandbox.clock()
    await shop.proxy.work()

    assert.equal(shop.messages().length, others.length)
    const fates = Object.groupBy(await reportsOf(shop), ({ status }) => status)
    assert.deepEqual(
      { sent: fates.sent?.length, cancelled: fates.cancelled?.map(({ reason }) => reason) },
      { sent: others.length, cancelled: ['already-ordered', 'already-ordered'] },
    )
    assert.ok(shop.sandbox.world.deliveries.every(({ status }) => status === 'delivered'))

    stateStore.close()
    const file = readFileSync(path, 'latin1')
    for (const key of keys) {
      const { id, email, shopper, token } = shop.cart(key)
      for (const secret of [id, email, shopper.phone, token ?? '', shopper.lastName])
        if (secret) assert.ok(!file.includes(secret), `the ledger's file holds ${secret}`)
    }
  })
}

for (const fault of ['500', '504', 'reset', 'lost-answer', 'not-json'] as const) {
  test(`${fault}: nobody knows whether the report was taken, and it is not sent again`, async () => {
    const shop = openMerchantShop()
    shop.sandbox.faults.set({ platform: 'buzzbip', fault, path: '/api/v1/cart/' })
    await shop.happens('hero', 'abandon')
    shop.sandbox.faults.clear()
    const sent = shop.messages().length
    for (let hour = 0; hour < 5; hour++) {
      shop.pass(hourMs)
      await shop.proxy.work()
    }
    const [report] = await reportsOf(shop)
    assert.deepEqual([report?.status, report?.reason, report?.attempts], ['unconfirmed', 'no-answer', 1])
    assert.equal(shop.messages().length, sent)
  })
}

test('a report that was being sent when the process died is unconfirmed, and not sent again', async () => {
  const shop = openMerchantShop()
  shop.sandbox.faults.set({ platform: 'buzzbip', fault: 'hang', path: '/api/v1/cart/' })
  const happening = shop.happens('hero', 'abandon')
  while (!shop.sandbox.calls.list().some(({ path }) => path.includes('/api/v1/cart/'))) await new Promise(setImmediate)
  // The call is under way; the process that made it is gone.
  shop.restart()
  shop.sandbox.faults.clear()
  shop.pass(2 * 60_000)
  await shop.proxy.work()
  const [report] = await reportsOf(shop)
  assert.deepEqual([report?.status, report?.reason], ['unconfirmed', 'interrupted'])
  await happening
  assert.deepEqual(shop.messages(), [])
})

test('a refusal is no outage: the report has failed, and is not sent again', async () => {
  const shop = openMerchantShop()
  shop.sandbox.faults.set({ platform: 'buzzbip', fault: 'error-200', path: '/api/v1/cart/' })
  await shop.happens('hero', 'abandon')
  shop.sandbox.faults.clear()
  shop.pass(hourMs)
  await shop.proxy.work()
  const [report] = await reportsOf(shop)
  assert.deepEqual([report?.status, report?.reason], ['failed', 'rejected'])
})

test('events in any order, repeated at will, end with one message at most and none after the order', async () => {
  const events = fc.constantFrom('abandon', 'convert', 'repeat', 'work', 'restart', 'outage', 'recovery')
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 3, maxLength: 14 }), async (steps) => {
      const shop = openMerchantShop()
      let isOrdered = false
      let sentBefore = 0
      for (const step of steps) {
        if (step === 'outage') shop.sandbox.faults.set({ platform: 'buzzbip', fault: '503' })
        if (step === 'recovery') shop.sandbox.faults.clear()
        if (step === 'restart') shop.restart()
        if (step === 'work') {
          shop.pass(hourMs)
          await shop.proxy.work()
        }
        if ((step === 'abandon' || step === 'convert') && !isOrdered) await shop.happens('hero', step)
        if (step === 'repeat') {
          const { deliveries } = shop.sandbox.world
          for (const { id } of deliveries.toReversed())
            await shop.sandbox.controls.fetch(
              new Request(`http://127.0.0.1/sandbox/deliveries/${id}/repeat`, { method: 'POST' }),
            )
          await shop.proxy.work()
        }
        if (isOrdered) assert.equal(shop.messages().length, sentBefore, 'written to after the order')
        isOrdered ||= step === 'convert'
        sentBefore = shop.messages().length
      }
      assert.ok(shop.messages().length <= 1)
    }),
    { numRuns: 40 },
  )
})
