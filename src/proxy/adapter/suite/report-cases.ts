import assert from 'node:assert/strict'

import type { CartReport, Platform } from '../index.ts'
import type { Fault } from './fault.ts'
import type { PlatformCases } from './test-platform.ts'

/** A platform whose automation writes to shoppers, in one state of its world. */
export interface ReportPlatformUnderTest {
  platform: Platform
  /** What has arrived at the automation. */
  reports(): { cartId: string; total: number }[]
  /** What shoppers got. */
  messages(): { to: string; text: string; link?: string }[]
  /** How many log-ins were tried so far. */
  logIns(): number
  /** The next report meets this fault. */
  failNext(fault: Fault): void
  /** False where something else than the token opens the door. */
  needsToken: boolean
  /** From now on so many calls are taken in a while. */
  setLimit(calls: number): void
  /** The account may log in, and nothing else. */
  closeAccount(): void
  /** The account's tokens end now, whatever they say themselves. */
  endTokens(): void
  setPassword(password: string): void
  passSeconds(seconds: number): void
}

const signal = () => AbortSignal.timeout(8000)

const report = (change: Partial<CartReport> = {}): CartReport => ({
  id: 'abandonment-1',
  cartId: 'cart-1',
  total: { amount: 19_999, currency: 'SAR' },
  link: 'https://shop.example/cart?t=cr1_x',
  phone: '+966501234501',
  firstName: 'Layla',
  ...change,
})

const send = ({ platform }: ReportPlatformUnderTest, change?: Partial<CartReport>) => {
  assert.ok(platform.report)
  return platform.report.send(report(change), signal())
}

/** What an adapter owes the proxy whose platform writes to shoppers once it is told of a cart. */
export const reportCases: PlatformCases<ReportPlatformUnderTest> = {
  'a report arrives as it is, and its shopper is written to': {
    port: 'report',
    async run(t) {
      await send(t)
      assert.deepEqual(
        t.reports().map(({ cartId, total }) => [cartId, total]),
        [['cart-1', 199.99]],
      )
      const [message] = t.messages()
      assert.equal(message?.to, '+966501234501')
      assert.ok(`${message.link} ${message.text}`.includes('cr1_x'))
    },
  },
  'many reports need one log-in': {
    port: 'report',
    async run(t) {
      await Promise.all(['a', 'b', 'c'].map((cartId) => send(t, { cartId })))
      assert.equal(t.logIns(), 1)
      assert.equal(t.reports().length, 3)
    },
  },
  'a token is renewed before it ends': {
    port: 'report',
    async run(t) {
      await send(t, { cartId: 'a' })
      t.passSeconds(3000)
      await send(t, { cartId: 'b' })
      assert.equal(t.logIns(), 2)
    },
  },
  'a token that ended early is replaced, and the report sent once': {
    port: 'report',
    async run(t) {
      await send(t, { cartId: 'a' })
      t.endTokens()
      await send(t, { cartId: 'b' })
      assert.deepEqual(
        t.reports().map(({ cartId }) => cartId),
        ['a', 'b'],
      )
      assert.equal(t.logIns(), t.needsToken ? 2 : 1)
    },
  },
  'a log-in that is refused means that nothing was sent': {
    port: 'report',
    async run(t) {
      t.setPassword('another one')
      await assert.rejects(send(t), { name: 'UpstreamError', wasNotTaken: true, isUncertain: false })
      assert.equal(t.reports().length, 0)
    },
  },
  'a report that was turned away was not taken, and may come again': {
    port: 'report',
    async run(t) {
      t.failNext('turned-away')
      await assert.rejects(send(t), { wasNotTaken: true })
      assert.equal(t.reports().length, 0)
      await send(t)
      assert.equal(t.reports().length, 1)
    },
  },
  'a report whose answer is lost or cut off is uncertain, and is not repeated': {
    port: 'report',
    async run(t) {
      for (const kind of ['lost-answer', 'truncated'] as const) {
        const before = t.reports().length
        t.failNext(kind)
        await assert.rejects(send(t, { cartId: kind }), { isUncertain: true })
        assert.ok(t.reports().length <= before + 1)
      }
    },
  },
  'a failure that calls itself a success is none': {
    port: 'report',
    async run(t) {
      t.failNext('error-200')
      await assert.rejects(send(t), { isUncertain: false, wasNotTaken: false })
      assert.equal(t.reports().length, 0)
    },
  },
  'a report over the limit was not taken, however that is said': {
    port: 'report',
    async run(t) {
      await send(t, { cartId: 'a' })
      t.setLimit(0)
      await assert.rejects(send(t, { cartId: 'b' }), { status: 429, wasNotTaken: true, isUncertain: false })
      assert.equal(t.reports().length, 1)
    },
  },
  'an account without access sends nothing, and does not go on trying': {
    port: 'report',
    async run(t) {
      t.closeAccount()
      await assert.rejects(send(t), { name: 'UpstreamError', isUncertain: false })
      assert.equal(t.reports().length, 0)
      assert.ok(t.logIns() <= 2)
    },
  },
}
