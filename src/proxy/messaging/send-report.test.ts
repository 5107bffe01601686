import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import { openReport } from '../../../test/setup/report.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { toMerchantMessage } from '../merchant/to-merchant.ts'
import { openLink } from '../sealing/sealed-link.ts'
import { recordChoices } from './consent.ts'
import { handleEvent } from './events.ts'
import { readRefusedAccess, recordRefusedAccess } from './refused-access.ts'
import { sendReport } from './send-report.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const ref = { platform: 'shop', cartId: 'cart' }
const failure = (status: number, isWrite = true, retryAfterMs?: number) =>
  new UpstreamError('status', `automation POST: ${status}`, { status, isWrite, retryAfterMs })

test('a report says what the cart comes to, whom it is for, and the link that leads back to it', async () => {
  const { context, send, sent, fate, cartId, logged, ledger, sealer } = await openReport()
  await recordRefusedAccess({ ...context, log: { ...context.log, error() {} } }, 'automation', failure(401))
  assert.equal(await send(), undefined)
  const [{ link, ...report } = assert.fail()] = sent
  const phone = '+491701234567'
  const total = { amount: 1000, currency: 'EUR' }
  assert.deepEqual(report, { id: 'report', cartId, total, phone, firstName: 'Ann' })
  const { origin, searchParams } = new URL(link)
  assert.deepEqual([origin, searchParams.get('from')], ['https://shop.example', 'message'])
  const { linkEndsAt, ...led } = await openLink(sealer, searchParams.get('t') ?? '')
  assert.deepEqual(led, { ...ref, via: 'whatsapp' })
  assert.deepEqual([await fate(), (await ledger.carts.readById(cartId))?.value.sentReports], ['sent 1', 1])
  assert.deepEqual(logged, ['info A report was sent {"store":"shop","platform":"automation"}'])
  assert.equal(await readRefusedAccess(context, 'automation'), undefined, 'the account is accepted again')
})

test('a shopper without a first name is written to without one', async () => {
  const { send, sent, on, contact } = await openReport()
  on.find = async () => ({ ...contact, firstName: '' })
  await send()
  assert.equal(sent.length, 1)
  assert.ok(!('firstName' in (sent[0] ?? {})))
})

test('what the cart came to is kept: its total, and its prices for the shopper to compare', async () => {
  const { send, cart, cartId, ledger } = await openReport()
  await send()
  const { value } = (await ledger.carts.readById(cartId)) ?? assert.fail()
  assert.deepEqual(value.total, cart.total)
  const part = { cartId: 'cart', prices: { shirt: 1000 }, currency: 'EUR', shopper: 'Ann' }
  assert.deepEqual(await ledger.carts.unseal(value), part)
  assert.equal(value.isElsewhere, undefined)
})

type Change = (shop: Awaited<ReturnType<typeof openReport>>) => unknown
const reasons: [because: string, fate: string, change: Change][] = [
  ['the cart was ordered', 'cancelled already-ordered 0', ({ record }) => record({ orderedAt: 1 })],
  [
    'its platform is not configured any more',
    'cancelled cart-gone 0',
    ({ context }) => (context.portsByPlatform as Map<string, unknown>).clear(),
  ],
  [
    'there is no automation any more',
    'cancelled cart-gone 0',
    ({ context }) => Object.assign(context, { report: undefined }),
  ],
  ['its cart is not recorded any more', 'cancelled cart-gone 0', ({ change }) => change({ cartId: 'unknown' })],
  [
    'the cart is empty',
    'cancelled cart-gone 0',
    ({ cart }) => Object.assign(cart, { lines: [], total: { amount: 0, currency: 'EUR' } }),
  ],
  [
    'the cart is of another proxy’s channel',
    'cancelled elsewhere 0',
    ({ cart }) => Object.assign(cart, { channelId: '2' }),
  ],
  [
    'no link opens a customer’s cart',
    'withheld account-cart 0',
    ({ cart }) => Object.assign(cart, { customerId: 'ann' }),
  ],
  [
    'its platform tells no contact',
    'withheld no-contact 0',
    ({ ports }) => Object.assign(ports, { contact: undefined }),
  ],
  [
    'only its shopper can read the cart',
    'withheld no-contact 0',
    ({ ports }) => Object.assign(ports.recovery, { isShoppersOwn: true }),
  ],
  [
    'nothing is known of its shopper',
    'withheld no-contact 0',
    ({ on }) => Object.assign(on, { find: async () => undefined }),
  ],
  ['its shopper has no number', 'withheld no-contact 0', ({ contact }) => Object.assign(contact, { phone: '' })],
  ['its shopper said nothing', 'withheld no-consent 0', ({ contact }) => Object.assign(contact, { consents: {} })],
  [
    'its shopper refused',
    'withheld consent-refused 0',
    ({ contact }) => Object.assign(contact, { consents: { whatsapp: false } }),
  ],
  [
    'only others may be written to',
    'withheld contact-not-allowed 0',
    ({ context }) => Object.assign(context, { allowedContacts: new Set(['+49']) }),
  ],
]
for (const [because, fate, change] of reasons) {
  test(`no report is sent where ${because}`, async () => {
    const shop = await openReport()
    await change(shop)
    assert.equal(await shop.send(), undefined)
    assert.deepEqual([await shop.fate(), shop.sent, shop.logged], [fate, [], []])
    assert.ok(Number.isNaN(await shop.dueIn()))
  })
}

test('a cart that its platform does not have any more is closed; one of another channel is not listed', async () => {
  const gone = await openReport()
  gone.on.read = () => Promise.reject(new RecoveryError('cart-gone'))
  gone.time.now += 5
  await gone.send()
  const closed = (await gone.ledger.carts.readById(gone.cartId))?.value
  assert.deepEqual([await gone.fate(), closed?.closedAt], ['cancelled cart-gone 0', gone.time.now])
  const elsewhere = await openReport()
  elsewhere.cart.channelId = '2'
  await elsewhere.send()
  assert.equal((await elsewhere.ledger.carts.readById(elsewhere.cartId))?.value.isElsewhere, true)
})

test('a report is too old a week after it was made, or after the cart was left', async () => {
  const made = await openReport()
  made.time.now += 7 * dayMs
  await made.record({ abandonedAt: made.time.now })
  made.on.read = () => Promise.reject(failure(500, false))
  await made.send()
  assert.equal(await made.fate(), 'pending 1')
  made.time.now += 1
  await made.send()
  assert.equal(await made.fate(), 'failed too-old 1')
  for (const [sinceMs, fate] of [
    [7 * dayMs, 'sent 1'],
    [7 * dayMs + 1, 'failed too-old 0'],
  ] as const) {
    const listed = await openReport()
    await listed.record({ abandonedAt: listed.time.now - sinceMs })
    await listed.send()
    assert.equal(await listed.fate(), fate)
  }
})

test('what cannot be read now is tried again, later each time, and its platform rests where it takes nothing', async () => {
  const { send, on, fate, dueIn, logged, change } = await openReport()
  const within = async (low: number, high: number) => {
    const ms = await dueIn()
    assert.ok(ms >= low && ms <= high, `${ms} is not within ${low} and ${high}`)
  }
  on.read = () => Promise.reject(failure(500, false))
  assert.equal(await send(), undefined)
  await within(799, 1200)
  on.read = () => Promise.reject(failure(503, false))
  assert.equal(await send(), 'shop')
  await within(1599, 2400)
  assert.equal(await fate(), 'pending 2')
  on.read = () => Promise.reject(failure(429, false, 90_000))
  assert.equal(await send(), 'shop')
  await within(90_000, 90_000)
  on.read = () => Promise.reject(new TypeError('a defect'))
  assert.equal(await send(), undefined)
  assert.deepEqual([logged.length, await fate()], [4, 'pending 4'])
  assert.match(logged[0] ?? '', /^warn A report could not be made ready.*"platform":"shop"/)
  await change({ attempts: 30 })
  await send()
  await within(12 * minuteMs - 1, 18 * minuteMs)
})

test('a cart with a total and no lines was not told in full, and is asked for again', async () => {
  const { send, on, cart, fate } = await openReport()
  on.read = async () => ({ ...cart, lines: [] })
  await send()
  assert.equal(await fate(), 'pending 1')
})

test('an automation that is not ready is tried again, and nothing is claimed', async () => {
  const { send, port, fate, sent, logged } = await openReport()
  Object.assign(port, { ready: () => Promise.reject(failure(503)) })
  assert.equal(await send(), 'automation')
  assert.deepEqual([await fate(), sent], ['pending 1', []])
  assert.match(logged.join(), /"platform":"automation"/)
})

for (const [status, fate, resting] of [
  [503, 'pending 2', 'automation'],
  [422, 'failed rejected 1', undefined],
  [500, 'unconfirmed no-answer 1', undefined],
] as const) {
  test(`a report that is answered with ${status} is ${fate}`, async () => {
    const shop = await openReport()
    shop.on.send = () => Promise.reject(failure(status))
    assert.equal(await shop.send(), resting)
    assert.equal((await shop.fate()).split(' ').slice(0, -1).join(' '), fate.split(' ').slice(0, -1).join(' '))
    assert.match(shop.logged.join(), /^warn A report did not get through.*"platform":"automation"/)
    assert.equal(Number.isNaN(await shop.dueIn()), resting === undefined)
  })
}

test('a refused account is one line for all reports, and they wait a quarter of an hour', async () => {
  const { context, send, on, fate, dueIn, logged, time } = await openReport()
  on.send = () => Promise.reject(failure(401))
  for (let times = 0; times < 2; times++) {
    assert.equal(await send(), 'automation')
    assert.ok((await dueIn()) >= 15 * minuteMs)
    time.now += 15 * minuteMs
  }
  assert.match(await fate(), /^pending/)
  assert.equal(logged.length, 1)
  assert.match(logged[0] ?? '', /^error The platform refuses our account.*"status":401/)
  assert.equal((await readRefusedAccess(context, 'automation'))?.since, time.now - 30 * minuteMs)
})

test('a report that was left in the middle is unconfirmed, and never sent again', async () => {
  const { send, change, fate, sent } = await openReport()
  await change({ status: 'sending', attempts: 1 })
  await send()
  assert.deepEqual([await fate(), sent], ['unconfirmed interrupted 1', []])
})

test('to one number go three reports a day, and what was not taken is none of them', async () => {
  const { send, change, fate, on, sent } = await openReport()
  on.send = () => Promise.reject(failure(503))
  for (let times = 0; times < 3; times++) await send()
  on.send = async () => {}
  for (const expected of ['sent', 'sent', 'sent', 'withheld enough-today']) {
    await change({ status: 'pending', attempts: 0 })
    await send()
    assert.equal(await fate(), `${expected} 1`)
  }
  assert.equal(sent.length, 3)
})

test('a report whose answer was lost counts, as it may have arrived', async () => {
  const { send, change, fate, on } = await openReport()
  on.send = () => Promise.reject(failure(500))
  for (const expected of [
    'unconfirmed no-answer',
    'unconfirmed no-answer',
    'unconfirmed no-answer',
    'withheld enough-today',
  ]) {
    await change({ status: 'pending', attempts: 0 })
    await send()
    assert.equal(await fate(), `${expected} 1`)
  }
})

test('of two instances that have the same report one sends it', async () => {
  const { send, sent, fate } = await openReport()
  await Promise.all([send(), send()])
  assert.deepEqual([sent.length, await fate()], [1, 'sent 1'])
})

type Opened = Awaited<ReturnType<typeof openReport>>
type Event = Parameters<typeof handleEvent>[2]['type']
/** An event about the cart, as its platform's webhook tells it. */
const tell = ({ context, time }: Opened, type: Event) =>
  handleEvent(context, 'shop', { id: type, type, at: time.now, cartId: 'cart' })

for (const [type, reason] of [
  ['ordered', 'already-ordered'],
  ['gone', 'cart-gone'],
  ['emptied', 'cart-gone'],
  ['recovered', 'came-back'],
] as const) {
  test(`a cart that is ${type} once its report is claimed is not written about`, async () => {
    const shop = await openReport()
    const { ledger } = shop.context
    const update: typeof ledger.messages.update = async (id, change) => {
      const updated = await shop.ledger.messages.update(id, change)
      if (updated?.value.status === 'sending') await tell(shop, type)
      return updated
    }
    const messages = { ...ledger.messages, update }
    await sendReport({ ...shop.context, ledger: { ...ledger, messages } }, await shop.read())
    assert.deepEqual([await shop.fate(), shop.sent], [`cancelled ${reason} 1`, []])
  })

  test(`a cart that is ${type} while its report is on its way is not written about again`, async () => {
    for (const [status, fate] of [
      [503, `cancelled ${reason} 1`],
      [500, 'unconfirmed no-answer 1'],
      [undefined, 'sent 1'],
    ] as const) {
      const shop = await openReport()
      shop.on.send = async () => {
        await tell(shop, type)
        assert.equal(toMerchantMessage(await shop.read()).reason, undefined, 'it is not known yet')
        if (status) throw failure(status)
      }
      await shop.send()
      assert.deepEqual([await shop.fate(), await shop.dueIn()], [fate, Number.NaN])
    }
  })
}

test('a link that cannot be made fails the report before anything is sent, and says so', async () => {
  const { context, send, fate, sent, logged } = await openReport()
  Object.assign(context, { channels: { 1: { recoveryPageUrl: 'nowhere' } } })
  assert.equal(await send(), undefined)
  assert.deepEqual([await fate(), sent], ['failed no-link 0', []])
  assert.match(
    logged.join(),
    /^error The link of a report could not be made {"store":"shop","platform":"shop","cause":/,
  )
})

test('while it is sent, it is another’s for a minute', async () => {
  const { send, on, read, time } = await openReport()
  on.send = async () => {
    const { value } = await read()
    assert.deepEqual([value.status, value.attempts, value.dueAt], ['sending', 1, time.now + minuteMs])
  }
  await send()
})

test('what comes in while it is made ready still counts: an order, or the shopper’s no', async () => {
  const ordered = await openReport()
  Object.assign(ordered.port, { ready: () => tell(ordered, 'ordered') })
  await ordered.send()
  assert.deepEqual([await ordered.fate(), ordered.sent], ['cancelled already-ordered 0', []])
  const refused = await openReport()
  Object.assign(refused.port, { ready: () => recordChoices(refused.context, ref, { whatsapp: false }, 'page') })
  await refused.send()
  assert.deepEqual([await refused.fate(), refused.sent], ['withheld consent-refused 1', []])
  const cancelled = await openReport()
  const cancel = () => cancelled.ledger.messages.cancelPending(cancelled.cartId, 'came-back')
  Object.assign(cancelled.port, { ready: cancel })
  await cancelled.send()
  assert.deepEqual([await cancelled.fate(), cancelled.sent], ['cancelled came-back 0', []])
})

test('where the process ends, a report that is not being sent yet stays as it is', async () => {
  for (const isFailing of [false, true]) {
    const { send, port, stop, fate, sent, logged } = await openReport()
    const ready = async () => {
      stop.abort()
      if (isFailing) throw new Error('the process ends')
    }
    Object.assign(port, { ready })
    assert.equal(await send(), undefined)
    assert.deepEqual([await fate(), sent, logged], ['pending 0', [], []])
  }
})

test('a cart that another key sealed waits for the instance that has it, some seconds', async () => {
  const { context, sent, read, fate, dueIn, time } = await openReport()
  const { sealer } = openLedger({ keys: [keyOf(9)], time })
  const { ledger } = context
  const carts = { ...ledger.carts, unseal: async () => undefined }
  await sendReport({ ...context, sealer, ledger: { ...ledger, carts } }, await read())
  assert.deepEqual([await fate(), sent], ['pending 0', []])
  const ms = await dueIn()
  assert.ok(ms >= 5000 - 1 && ms <= 15_000, String(ms))
})

test('an automation that writes e-mails is told the number, and of no cart without one', async () => {
  const { send, sent, fate, on, context, port } = await openReport()
  Object.assign(context, { report: { platform: 'automation', port: { ...port, messageChannel: 'email' } } })
  const agreed = { consents: { email: true } }
  on.find = async () => ({ ...agreed, email: 'ida@example.com', addressId: 'shop:7', phone: '+491701234567' })
  await send()
  assert.deepEqual([await fate(), sent[0]?.phone], ['sent 1', '+491701234567'])
  for (const contact of [{ email: 'ida@example.com' }, { addressId: 'shop:7' }]) {
    const other = await openReport()
    Object.assign(other.context, { report: { platform: 'automation', port: { ...port, messageChannel: 'email' } } })
    other.on.find = async () => ({ ...agreed, ...contact })
    await other.send()
    assert.equal(await other.fate(), 'withheld no-contact 0')
  }
})
