import assert from 'node:assert/strict'

import { type AbandonedCart, type Platform, UpstreamError } from '../index.ts'
import type { Fault } from './fault.ts'
import type { PlatformCases } from './test-platform.ts'

/** A platform whose abandoned carts a merchant works with, in one state of the world. */
export interface ReminderPlatformUnderTest {
  platform: Platform
  /** Ids of carts by what they are. `none` is one that never was. */
  cart(what: 'abandoned' | 'guest' | 'reminded' | 'ordered' | 'none'): string
  /** The shopper of the cart `abandoned`. */
  shopper: { name: string; email: string; phone: string }
  /** Ids of every cart abandoned within so many hours that was not ordered. */
  abandonedWithin(hours: number): string[]
  /** Carts on a page. */
  setPageSize(size: number): void
  /** False where only the first page can be had. */
  hasPages: boolean
  now(): number
  /** Every message that went out. */
  messages(): { to: string; text: string; subject?: string }[]
  writes(): number
  /** The next write meets this fault. */
  failNext(fault: Fault): void
  /** A cart that never was is answered with 200 and nothing else, so that it cannot be told from a failure. */
  isSilentOnGone?: boolean
}

const signal = () => AbortSignal.timeout(8000)

const reminderPorts = ({ platform }: ReminderPlatformUnderTest) => {
  const { recovery, checkout, contact, abandonedCarts, reminder } = platform
  assert.ok(recovery && checkout && contact && abandonedCarts && reminder)
  return { recovery, checkout, contact, abandonedCarts, reminder }
}

async function listAll(t: ReminderPlatformUnderTest, hours: number): Promise<AbandonedCart[]> {
  const since = t.now() - hours * 3_600_000
  const found: AbandonedCart[] = []
  for (let page = 1; page <= 50; page++) {
    const { carts, isLast } = await reminderPorts(t).abandonedCarts.list({ since, page }, signal())
    found.push(...carts)
    if (isLast) return found
  }
  throw new Error('the list does not end')
}

async function isGone(t: ReminderPlatformUnderTest, reading: Promise<unknown>): Promise<void> {
  await assert.rejects(
    reading,
    (error: Error) => ('code' in error && error.code === 'cart-gone') || Boolean(t.isSilentOnGone),
  )
}

const reminder = { subject: 'Your cart', message: 'It is still here: https://shop.example/?t=cr1_x', offerDiscount: 10 }

/** What an adapter owes the proxy whose platform lists abandoned carts and reminds of one when it is told to. */
export const reminderCases: PlatformCases<ReminderPlatformUnderTest> = {
  'a cart is read with its lines, without its shopper and without a write': {
    port: 'recovery',
    async run(t) {
      const cart = await reminderPorts(t).recovery.read(t.cart('abandoned'), signal())
      const sum = cart.lines.reduce((all, { price, quantity }) => all + price.amount * quantity, 0)
      assert.ok(cart.lines.length > 1)
      assert.equal(cart.total.amount, sum)
      assert.equal(new Set(cart.lines.map(({ id }) => id)).size, cart.lines.length)
      for (const { imageUrl, name } of cart.lines) {
        assert.ok(name)
        assert.ok(imageUrl === undefined || imageUrl.startsWith('https://'))
      }
      const text = JSON.stringify(cart)
      for (const secret of [t.shopper.email, t.shopper.phone, t.shopper.name]) assert.ok(!text.includes(secret))
      assert.doesNotMatch(text, /<\/?\w+>/)
      assert.equal(t.writes(), 0)
    },
  },
  'a cart that was ordered, or never was, is gone': {
    port: 'recovery',
    async run(t) {
      for (const what of ['ordered', 'none'] as const) {
        await isGone(t, reminderPorts(t).recovery.read(t.cart(what), signal()))
        await isGone(t, reminderPorts(t).checkout.link(t.cart(what), signal()))
      }
    },
  },
  "the checkout is the cart's own, and nothing is written for it": {
    port: 'checkout',
    async run(t) {
      const { checkoutUrl, cartId } = await reminderPorts(t).checkout.link(t.cart('abandoned'), signal())
      assert.equal(new URL(checkoutUrl).protocol, 'https:')
      assert.equal(cartId, t.cart('abandoned'))
      assert.equal(t.writes(), 0)
    },
  },
  'a shopper has a name, an address and a number in E.164': {
    port: 'contact',
    async run(t) {
      const contact = await reminderPorts(t).contact.find(t.cart('abandoned'), signal())
      const { name, email, phone } = t.shopper
      assert.deepEqual([contact?.name, contact?.email, contact?.phone], [name, email, phone])
      assert.equal(contact?.firstName, name.split(' ')[0])
    },
  },
  'nothing is made up about consent': {
    port: 'contact',
    async run(t) {
      assert.deepEqual((await reminderPorts(t).contact.find(t.cart('abandoned'), signal()))?.consents, {})
    },
  },
  'what stands in for a guest is no address': {
    port: 'contact',
    async run(t) {
      const contact = await reminderPorts(t).contact.find(t.cart('guest'), signal())
      assert.deepEqual([contact?.name, contact?.firstName, contact?.email], [undefined, undefined, undefined])
    },
  },
  'no contact is found for a cart that never was': {
    port: 'contact',
    async run(t) {
      await isGone(t, reminderPorts(t).contact.find(t.cart('none'), signal()))
    },
  },
  'every cart abandoned since then is listed once, whatever the pages': {
    port: 'abandonedCarts',
    async run(t) {
      for (const size of t.hasPages ? [2, 3, 50] : [50]) {
        t.setPageSize(size)
        const listed = await listAll(t, 24 * 7)
        const open = listed.filter(({ isOrdered }) => !isOrdered).map(({ cartId }) => cartId)
        assert.equal(new Set(open).size, open.length, 'twice')
        assert.deepEqual(open.toSorted(), t.abandonedWithin(24 * 7).toSorted())
      }
      assert.equal(t.writes(), 0)
    },
  },
  'the list ends, though it has no other page': {
    port: 'abandonedCarts',
    async run(t) {
      t.setPageSize(2)
      const ids = (await listAll(t, 24 * 7)).map(({ cartId }) => cartId)
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(ids.length >= 2)
    },
  },
  'a cart abandoned before is not listed': {
    port: 'abandonedCarts',
    async run(t) {
      const open = (await listAll(t, 10)).filter(({ isOrdered }) => !isOrdered)
      assert.deepEqual(open.map(({ cartId }) => cartId).toSorted(), t.abandonedWithin(10).toSorted())
      for (const { abandonedAt } of open) assert.ok(abandonedAt > t.now() - 11 * 3_600_000 && abandonedAt <= t.now())
    },
  },
  'the list tells what a cart is worth, and who was reminded': {
    port: 'abandonedCarts',
    async run(t) {
      const listed = await listAll(t, 24 * 7)
      const find = (what: 'abandoned' | 'reminded') => listed.find(({ cartId }) => cartId === t.cart(what))
      const cart = await reminderPorts(t).recovery.read(t.cart('abandoned'), signal())
      assert.deepEqual(find('abandoned')?.total, cart.total)
      assert.equal(find('abandoned')?.channelId, cart.channelId)
      assert.equal(find('abandoned')?.reminders, 0)
      assert.equal(find('reminded')?.reminders, 1)
    },
  },
  'what was reminded and what was ordered is known before anything is sent': {
    port: 'reminder',
    async run(t) {
      const { reminder } = reminderPorts(t)
      assert.deepEqual(await reminder.state(t.cart('abandoned'), signal()), { reminders: 0, isOrdered: false })
      assert.deepEqual(await reminder.state(t.cart('reminded'), signal()), { reminders: 1, isOrdered: false })
      const ordered = await reminder.state(t.cart('ordered'), signal()).catch(() => undefined)
      assert.ok(ordered === undefined || ordered.isOrdered)
      await isGone(t, reminder.state(t.cart('none'), signal()))
    },
  },
  'a reminder is one message with the words it was given, or it is no success': {
    port: 'reminder',
    async run(t) {
      const before = t.messages().length
      const sent = await reminderPorts(t)
        .reminder.send(t.cart('abandoned'), reminder, signal())
        .then(
          () => true,
          (error: unknown) => {
            assert.ok(error instanceof UpstreamError && !error.isUncertain && !error.wasNotTaken)
            return false
          },
        )
      const [message] = t.messages().slice(before)
      if (sent) assert.ok(message?.to === t.shopper.email && message.text.includes('cr1_x'))
      assert.ok(t.messages().length <= before + 1)
    },
  },
  'a failure that calls itself a success sent nothing': {
    port: 'reminder',
    async run(t) {
      const before = t.messages().length
      t.failNext('error-200')
      const sending = reminderPorts(t).reminder.send(t.cart('abandoned'), reminder, signal())
      await assert.rejects(sending, { isUncertain: false, wasNotTaken: false })
      assert.equal(t.messages().length, before)
    },
  },
  'a reminder to a cart that never was is no success': {
    port: 'reminder',
    async run(t) {
      const before = t.messages().length
      await assert.rejects(reminderPorts(t).reminder.send(t.cart('none'), reminder, signal()))
      assert.equal(t.messages().length, before)
    },
  },
  'a reminder whose answer is lost is uncertain, and is not repeated': {
    port: 'reminder',
    run: (t) => isUncertain(t, 'lost-answer'),
  },
  'a reminder whose answer is cut off is uncertain, and is not repeated': {
    port: 'reminder',
    run: (t) => isUncertain(t, 'truncated'),
  },
  'a reminder that was turned away was not taken': {
    port: 'reminder',
    async run(t) {
      const before = t.messages().length
      t.failNext('turned-away')
      await assert.rejects(reminderPorts(t).reminder.send(t.cart('abandoned'), reminder, signal()), {
        wasNotTaken: true,
      })
      assert.equal(t.messages().length, before)
    },
  },
}

async function isUncertain(t: ReminderPlatformUnderTest, kind: Fault): Promise<void> {
  const before = t.messages().length
  t.failNext(kind)
  await assert.rejects(reminderPorts(t).reminder.send(t.cart('abandoned'), reminder, signal()), { isUncertain: true })
  assert.ok(t.messages().length <= before + 1)
}
