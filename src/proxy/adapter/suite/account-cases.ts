import assert from 'node:assert/strict'

import type { AbandonedCartSettings } from '../../../contract/index.ts'
import type { CheckUpRequest, Finding, Platform, WebhookEvent } from '../index.ts'
import type { PlatformCases } from './test-platform.ts'

/** An account at a platform, in one state of the world: nothing is set up there yet. */
export interface AccountUnderTest {
  platform: Platform
  /** What `doctor` asks of this account. */
  request: Omit<CheckUpRequest, 'now'>
  now(): number
  wait(milliseconds: number): void
  /** A cart abandoned by a guest, who agreed to WhatsApp only; one of a signed-in customer; one that is no more. */
  cart(which: 'abandoned' | 'of-customer' | 'gone'): string
  /** Whom they belong to. */
  person(cartId: string): { email: string; phone: string }
  /** The platform notices that the cart was abandoned, or ordered. */
  abandon(cartId: string): Promise<void>
  order(cartId: string): Promise<void>
  /** The next matching write is done, but its answer never arrives. */
  loseAnswer(method: string): void
  /** Whether deliveries are answered with success. */
  answerDeliveries(well: boolean): Promise<void>
  delivered(): { headers: Headers; body: string }[]
  /** How many calls could have changed something. */
  writes(): number
}

const signal = () => AbortSignal.timeout(8000)

async function checkUp({ platform, request, now }: AccountUnderTest, fix: boolean): Promise<Finding[]> {
  assert.ok(platform.checkUp)
  return platform.checkUp.checkUp({ ...request, now: now(), fix }, signal())
}

/** Sets the account up, and lets its hooks become active. */
async function setUp(t: AccountUnderTest) {
  await checkUp(t, true)
  t.wait(61_000)
}

async function receiveAll({ platform, delivered, now }: AccountUnderTest): Promise<WebhookEvent[]> {
  const { webhooks } = platform
  assert.ok(webhooks)
  const events = await Promise.all(delivered().map((delivery) => webhooks.receive({ ...delivery, now: now() })))
  return events.filter((event) => event !== undefined)
}

/** What an adapter owes the proxy whose platform tells of carts by webhooks that `doctor --fix` sets up. */
export const webhookCases: PlatformCases<AccountUnderTest> = {
  'looking changes nothing': {
    port: 'checkUp',
    async run(t) {
      const findings = await checkUp(t, false)
      assert.ok(findings.some(({ check, ok }) => check === 'hook' && !ok))
      assert.equal(t.writes(), 0)
    },
  },
  'what was set right is right when looked at again': {
    port: 'checkUp',
    async run(t) {
      const fixed = (await checkUp(t, true)).filter((finding) => finding.fixed)
      assert.ok(fixed.some(({ check }) => check === 'hook'))
      const writes = t.writes()
      assert.deepEqual(
        (await checkUp(t, true)).filter(({ ok, fixed: again }) => !ok || again),
        [],
      )
      assert.equal(t.writes(), writes)
    },
  },
  'then the platform tells of an abandoned cart, and of its order': {
    port: 'webhooks',
    async run(t) {
      await setUp(t)
      await t.abandon(t.cart('abandoned'))
      await t.order(t.cart('abandoned'))
      const events = await receiveAll(t)
      const of = (type: string) => events.filter((event) => event.type === type)
      assert.deepEqual(
        of('abandoned').map(({ cartId }) => cartId),
        [t.cart('abandoned')],
      )
      for (const { cartId, customerId } of of('ordered')) assert.ok(customerId || cartId === t.cart('abandoned'))
      assert.equal(new Set(events.map(({ id }) => id)).size, events.length)
      for (const { at } of events) assert.ok(Math.abs(t.now() - at) < 120_000)
    },
  },
  'the same event has the same name however often it is delivered': {
    port: 'webhooks',
    async run(t) {
      await setUp(t)
      await t.answerDeliveries(false)
      await t.abandon(t.cart('abandoned'))
      t.wait(3_600_000)
      await t.answerDeliveries(true)
      const { webhooks } = t.platform
      const [first, ...repeats] = t.delivered()
      const last = repeats.at(-1)
      assert.ok(webhooks && first && last)
      // Each is looked at when it arrived: hours later its signature is worth nothing.
      const once = await webhooks.receive({ ...first, now: t.now() - 3_600_000 })
      const again = await webhooks.receive({ ...last, now: t.now() })
      assert.ok(once)
      assert.equal(once.id, again?.id)
    },
  },
  'a delivery that was changed on its way is refused': {
    port: 'webhooks',
    async run(t) {
      await setUp(t)
      await t.abandon(t.cart('abandoned'))
      const [delivery] = t.delivered()
      assert.ok(delivery && t.platform.webhooks)
      const body = delivery.body.replace(t.cart('abandoned'), t.cart('gone'))
      assert.notEqual(body, delivery.body)
      await assert.rejects(t.platform.webhooks.receive({ ...delivery, body, now: t.now() }), {
        code: 'webhook-refused',
      })
    },
  },
}

const settings: AbandonedCartSettings = {
  enable_notification: false,
  email_customer_until_cart_is_recovered: true,
  marketing_emails_require_customer_consent: true,
  email_merchant_when_cart_is_converted: true,
  email_merchant_when_cart_is_abandoned: false,
  merchant_email_address: 'orders@shop.example',
  merchant_abandoned_cart_email_frequency_type: 'individual',
  merchant_abandoned_cart_digest_email_frequency: 12,
}

/** What an adapter owes the proxy that knows a cart's shopper, has settings, or deletes carts. */
export const accountCases: PlatformCases<AccountUnderTest> = {
  'a guest is known by what they typed, in a number that can be dialled from everywhere': {
    port: 'contact',
    async run(t) {
      const found = await t.platform.contact?.find(t.cart('abandoned'), signal())
      const { email, phone } = t.person(t.cart('abandoned'))
      assert.deepEqual([found?.email, found?.phone], [email, phone])
      assert.equal(found?.consents.whatsapp, true)
      assert.ok(!found?.consents.sms)
      assert.equal(found?.consents.email, undefined)
    },
  },
  'a signed-in customer is known by their account': {
    port: 'contact',
    async run(t) {
      const found = await t.platform.contact?.find(t.cart('of-customer'), signal())
      assert.equal(found?.email, t.person(t.cart('of-customer')).email)
      assert.equal(typeof found?.consents.email, 'boolean')
      assert.equal(t.writes(), 0)
    },
  },
  'a cart that is gone has no contact any more': {
    port: 'contact',
    async run(t) {
      assert.ok(t.platform.contact)
      await assert.rejects(t.platform.contact.find(t.cart('gone'), signal()), { code: 'cart-gone' })
    },
  },
  'settings that were written are read again': {
    port: 'settings',
    async run(t) {
      const { settings: port } = t.platform
      assert.ok(port)
      assert.deepEqual(await port.write(settings, signal()), settings)
      assert.deepEqual(await port.read(signal()), settings)
    },
  },
  'a channel has values of its own only where it says so': {
    port: 'settings',
    async run(t) {
      const { settings: port } = t.platform
      assert.ok(port)
      const ofStore = await port.read(signal())
      const own = { ...settings, enable_notification: true, merchant_email_address: null }
      assert.deepEqual(await port.writeChannel('1', own, signal()), own)
      assert.deepEqual(await port.readChannel('1', signal()), own)
      assert.deepEqual(await port.read(signal()), ofStore)
    },
  },
  'a value that the platform does not take is named': {
    port: 'settings',
    async run(t) {
      assert.ok(t.platform.settings)
      const wrong = { ...settings, merchant_abandoned_cart_digest_email_frequency: 5000 }
      await assert.rejects(t.platform.settings.write(wrong, signal()), {
        code: 'invalid-request',
        detail: /^merchant_abandoned_cart_digest_email_frequency: /,
      })
    },
  },
  'a cart that is deleted is gone, and doing so again is no failure': {
    port: 'cart',
    async run(t) {
      const { cart, recovery } = t.platform
      assert.ok(cart?.discard && recovery)
      await cart.discard(t.cart('abandoned'), signal())
      await assert.rejects(recovery.read(t.cart('abandoned'), signal()), { code: 'cart-gone' })
      await cart.discard(t.cart('abandoned'), signal())
    },
  },
  'a deletion whose answer is lost is found to be done': {
    port: 'cart',
    async run(t) {
      assert.ok(t.platform.cart?.discard)
      t.loseAnswer('DELETE')
      await t.platform.cart.discard(t.cart('abandoned'), signal())
    },
  },
}
