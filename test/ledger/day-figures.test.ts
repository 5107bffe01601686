import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BlockedLine, CartEntry } from '../../src/proxy/ledger/cart-entry.ts'
import { createBlockedSums } from '../../src/proxy/ledger/figures/blocked-sums.ts'
import type { MessageEntry } from '../../src/proxy/ledger/message-entry.ts'
import { openLedger } from '../setup/ledger.ts'

const dayMs = 24 * 60 * 60 * 1000
const euros = (amount: number) => ({ amount, currency: 'EUR' })
const dollars = (amount: number) => ({ amount, currency: 'USD' })

function open() {
  const opened = openLedger()
  const { ledger, time } = opened
  const write = (cartId: string, more: Partial<CartEntry>, blocked?: readonly BlockedLine[]) =>
    ledger.carts.record({ platform: 'shop', cartId }, (entry) => ({ ...entry, ...more }), blocked ? { blocked } : {})
  const funnel = async (days = 1) => {
    const { sent, opened, checkedOut, ordered, recovered, orderedWithoutLink } = await ledger.figures(days)
    return [sent, opened, checkedOut, ordered, recovered, orderedWithoutLink].join(' ')
  }
  const blocked = async (days = 1) =>
    (await ledger.figures(days)).blocked.map(({ variantId, name, currency, carts, amount }) =>
      [variantId ?? name, currency, carts, amount].join(' '),
    )
  const at = time.now
  return { ...opened, write, funnel, blocked, at }
}

test('a cart counts as far as it came: sent, opened, checked out, ordered, recovered, ordered without the link', async () => {
  const { write, funnel, at } = open()
  assert.equal(await funnel(), '0 0 0 0 0 0')
  await write('left', { abandonedAt: at })
  assert.equal(await funnel(), '0 0 0 0 0 0')
  await write('reminded', { abandonedAt: at, platformMessages: 1 })
  assert.equal(await funnel(), '1 0 0 0 0 0')
  await write('reminded', { orderedAt: at })
  assert.equal(await funnel(), '1 0 0 0 0 1')
  await write('left', { openedAt: at })
  assert.equal(await funnel(), '2 1 0 0 0 1')
  await write('left', { checkedOutAt: at })
  assert.equal(await funnel(), '2 1 1 0 0 1')
  await write('left', { orderedAt: at })
  assert.equal(await funnel(), '2 1 1 1 1 1')
  await write('at the shop', { openedAt: at, orderedAt: at })
  assert.equal(await funnel(), '3 2 1 1 2 1')
  await write('alone', { orderedAt: at, checkedOutAt: at })
  await write('elsewhere', { openedAt: at, isElsewhere: true })
  assert.equal(await funnel(), '3 2 1 1 2 1', 'neither is listed')
})

test('what was ordered is worth its total, by currency and by whether the link led to it', async () => {
  const { ledger, write, at } = open()
  await write('a', { openedAt: at, orderedAt: at, total: euros(100) })
  await write('b', { openedAt: at, orderedAt: at, total: euros(50) })
  await write('c', { openedAt: at, orderedAt: at, total: dollars(7), firstSeenAt: at - dayMs })
  await write('d', { openedAt: at, orderedAt: at })
  await write('e', { abandonedAt: at, orderedAt: at, total: euros(30) })
  await write('f', { openedAt: at, total: euros(1000) })
  const values = async (days: number) =>
    (await ledger.figures(days)).values
      .filter(({ kind }) => kind !== 'open')
      .map(({ kind, currency, amount }) => [kind, currency, amount].join(' '))
      .sort()
  assert.deepEqual(await values(1), ['ordered-without-link EUR 30', 'recovered EUR 150'])
  assert.deepEqual(await values(2), ['ordered-without-link EUR 30', 'recovered EUR 150', 'recovered USD 7'])
  await write('b', { orderedAt: at, total: euros(60) })
  assert.deepEqual(await values(1), ['ordered-without-link EUR 30', 'recovered EUR 160'], 'and not once more')
})

test('what could not be bought adds up by variant and currency, the costliest first, a cart once', async () => {
  const { write, blocked, at } = open()
  const shirt = { name: 'Shirt', productId: '1', variantId: '11' }
  const mug = { name: 'Mug', productId: '1' }
  const bowl = { name: 'Bowl', productId: '1' }
  await write('a', { openedAt: at }, [
    { ...shirt, value: euros(10) },
    { ...mug, value: euros(99) },
    { ...shirt, value: euros(5) },
  ])
  await write('b', { openedAt: at }, [
    { ...shirt, name: 'Shirt, new', value: euros(10) },
    { ...shirt, value: dollars(30) },
    { ...bowl, value: euros(1) },
  ])
  await write('c', { orderedAt: at }, [{ ...shirt, value: euros(1000) }])
  assert.deepEqual(await blocked(), ['Mug EUR 1 99', '11 USD 1 30', '11 EUR 2 25', 'Bowl EUR 1 1'])
})

test('the lines of a cart that could not be bought are replaced, and gone with its end', async () => {
  const { ledger, write, blocked, at, time } = open()
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ name: `${n}`, variantId: `${n}`, value: euros(50 - n) }))
  await write('a', { openedAt: at }, lines(20))
  assert.equal((await blocked()).length, 20)
  await write('a', { openedAt: at }, lines(19).reverse())
  assert.deepEqual((await blocked()).slice(-2), ['17 EUR 1 33', '18 EUR 1 32'])
  await write('a', { openedAt: at })
  assert.equal((await blocked()).length, 19, 'a change without them leaves them')
  await write('a', { openedAt: at }, [])
  assert.deepEqual(await blocked(), [])
  await write('a', { openedAt: at }, lines(9))
  time.now += 92 * dayMs
  await ledger.tidy()
  assert.deepEqual(await blocked(100), [])
})

test('a cart that turns out to be older counts on its own day, with its lines, and one of another proxy nowhere', async () => {
  const { write, funnel, blocked, at } = open()
  const line = [{ name: 'Mug', value: euros(10) }]
  for (const cart of ['older', 'elsewhere', 'other']) await write(cart, { openedAt: at }, line)
  assert.deepEqual([await funnel(), await blocked()], ['3 3 0 0 0 0', ['Mug EUR 3 30']])
  await write('older', { firstSeenAt: at - dayMs })
  await write('elsewhere', { isElsewhere: true })
  assert.deepEqual([await funnel(), await blocked()], ['1 1 0 0 0 0', ['Mug EUR 1 10']])
  assert.deepEqual([await funnel(2), await blocked(2)], ['2 2 0 0 0 0', ['Mug EUR 2 20']])
  await write('older', { openedAt: at })
  assert.deepEqual([await funnel(), await blocked()], ['1 1 0 0 0 0', ['Mug EUR 1 10']])
})

test('the days are those in UTC, today included, and no more than are asked for', async () => {
  const { write, funnel, at, time } = open()
  const midnight = Math.floor(at / dayMs) * dayMs
  await write('today', { openedAt: at, firstSeenAt: midnight })
  await write('yesterday', { openedAt: at, firstSeenAt: midnight - 1 })
  await write('long ago', { openedAt: at, firstSeenAt: midnight - 89 * dayMs })
  await write('too long ago', { openedAt: at, firstSeenAt: midnight - 89 * dayMs - 1 })
  const opened = async (days: number) => Number((await funnel(days)).split(' ')[1])
  assert.deepEqual([await opened(1), await opened(2), await opened(89), await opened(90)], [1, 2, 2, 3])
  time.now = midnight + dayMs
  assert.deepEqual([await opened(1), await opened(2)], [0, 1])
})

test('who asks for more days than another one at the same moment gets them all', async () => {
  const { ledger, write, at } = open()
  await write('today', { openedAt: at })
  await write('last week', { openedAt: at, firstSeenAt: at - 7 * dayMs })
  const figures = await Promise.all([1, 30, 2].map((days) => ledger.figures(days)))
  assert.deepEqual(
    figures.map(({ opened }) => opened),
    [1, 2, 1],
  )
})

test('tidying counts ninety days, so that no merchant waits for it, and forgets a day with its figures', async () => {
  const { ledger, stateStore, write, at, time } = open()
  const { db } = stateStore.database
  await write('today', { openedAt: at })
  await write('last', { openedAt: at, firstSeenAt: at - 89 * dayMs })
  await write('before', { openedAt: at, firstSeenAt: at - 90 * dayMs })
  await ledger.tidy()
  const counted = async () => {
    const rows = await db.selectFrom('days').select(['day', 'opened']).orderBy('day', 'desc').execute()
    return rows.map(({ day, opened }) => [Math.floor(at / dayMs) - day, opened])
  }
  assert.deepEqual(await counted(), [
    [0, 1],
    [89, 1],
    [90, 0],
  ])
  time.now = (Math.floor(at / dayMs) + 3) * dayMs - 1
  await ledger.tidy()
  assert.deepEqual((await counted()).at(-1), [89, 1])
  time.now += 1
  await ledger.tidy()
  assert.deepEqual((await counted()).at(-1), [0, 1])
})

test('stores that share a database share no figures', async () => {
  const { write, funnel, blocked, stateStore, time, at } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger
  const record = (openedAt: number) =>
    other.carts.record(
      { platform: 'shop', cartId: 'a' },
      (entry) => ({ ...entry, openedAt, orderedAt: at, total: euros(5) }),
      {
        blocked: [{ name: 'Mug', value: euros(10) }],
      },
    )
  await record(at)
  assert.deepEqual([await funnel(), await blocked()], ['0 0 0 0 0 0', []])
  await write('a', { openedAt: at })
  assert.deepEqual([await funnel(), await blocked()], ['1 1 0 0 0 0', []])
  const { opened, values, blocked: lines } = await other.figures(1)
  assert.deepEqual([opened, values.length, lines.length], [1, 1, 1])
})

test('what may still be ordered is worth its total, until it is ordered or gone', async () => {
  const { ledger, write, at } = open()
  const left = async () => {
    const { carts, open: count, values } = await ledger.figures(1)
    return [carts, count, ...values.flatMap(({ kind, amount }) => (kind === 'open' ? [amount] : []))]
  }
  await write('a', { abandonedAt: at, total: euros(100) })
  await write('b', { openedAt: at, checkedOutAt: at, total: euros(50) })
  await write('c', { abandonedAt: at })
  assert.deepEqual(await left(), [3, 3, 150])
  await write('a', { orderedAt: at })
  await write('c', { closedAt: at })
  assert.deepEqual(await left(), [3, 1, 50])
})

test('what came back is told by the channel of the link that was opened, or as a link of the shop', async () => {
  const { ledger, write, at } = open()
  await write('a', { openedAt: at, cameBy: 'whatsapp', orderedAt: at, total: euros(100) })
  await write('b', { openedAt: at, cameBy: 'whatsapp', total: euros(50) })
  await write('c', { openedAt: at, cameBy: 'email', orderedAt: at, total: euros(30) })
  await write('d', { openedAt: at })
  await write('e', { abandonedAt: at, orderedAt: at, total: euros(70) })
  const { channels } = await ledger.figures(1)
  assert.deepEqual(
    channels
      .map(({ channel, currency, opened, recovered, amount }) =>
        [channel, currency, opened, recovered, amount].join(' '),
      )
      .sort(),
    ['email EUR 1 1 30', 'link  1 0 0', 'whatsapp EUR 2 1 100'],
  )
})

test('messages are told by what became of them, those that wait and those called off left out', async () => {
  const { ledger, at, time } = open()
  const message = (id: string, status: MessageEntry['status'], reason?: MessageEntry['reason']) =>
    ledger.messages.update(id, () => ({
      ...{ cartId: 'a', kind: 'report', platform: 'buzzbip', cartPlatform: 'shop', messageChannel: 'whatsapp' },
      ...{ status, attempts: 1, createdAt: at, updatedAt: at, ...(reason && { reason }) },
    }))
  const told = async () =>
    (await ledger.figures(1)).messages.map(({ status, reason, count }) => `${status} ${reason} ${count}`).sort()
  for (const id of ['1', '2']) await message(id, 'withheld', 'no-contact')
  await message('3', 'withheld', 'no-consent')
  await message('4', 'pending')
  await message('5', 'cancelled', 'came-back')
  assert.deepEqual(await told(), ['withheld no-consent 1', 'withheld no-contact 2'])
  await message('4', 'sent')
  assert.deepEqual(await told(), ['sent  1', 'withheld no-consent 1', 'withheld no-contact 2'])
  time.now += dayMs
  assert.deepEqual(await told(), [], 'they are those of the day they were made on')
})

test('the days before are summed up by themselves, as far as figures are kept', async () => {
  const { ledger, write, at } = open()
  await write('now', { openedAt: at })
  await write('before', { openedAt: at, orderedAt: at, firstSeenAt: at - 30 * dayMs, total: euros(5) })
  await write('long before', { openedAt: at, firstSeenAt: at - 60 * dayMs })
  const before = await ledger.figuresBefore(30)
  assert.deepEqual([before?.carts, before?.recovered, before?.values.map(({ amount }) => amount)], [1, 1, [5]])
  assert.equal((await ledger.figuresBefore(45))?.carts, 1)
  assert.equal(await ledger.figuresBefore(46), undefined)
  const { days } = await ledger.figures(60)
  assert.deepEqual(
    days.map(({ day, carts }) => [day - Math.floor(at / dayMs), carts]),
    [
      [-30, 1],
      [0, 1],
    ],
  )
})

test('sums tell a renamed product by the same of its names, and the costliest of those that cost the same in one order', () => {
  const sum = (variant: string, name: string, amount: number) => ({
    ...{ variant, currency: 'EUR', name, productId: null, variantId: null, carts: 1, amount },
  })
  const names = ['Cup', 'Mug', 'Bowl']
  for (const order of [names, names.toReversed()]) {
    const sums = createBlockedSums()
    for (const name of order) sums.add(sum('b', name, 1))
    for (const variant of ['c', 'a']) sums.add(sum(variant, variant, 3))
    sums.add(sum('d', 'Plate', 4))
    assert.deepEqual(
      sums.costliest(3).map(({ name, amount, carts }) => [name, amount, carts]),
      [
        ['Plate', 4, 1],
        ['a', 3, 1],
        ['Bowl', 3, 3],
      ],
    )
  }
})

test('a sum that was given is not changed by what comes after it', () => {
  const sums = createBlockedSums()
  const first = { variant: 'a', currency: 'EUR', name: 'A', productId: null, variantId: null, carts: 1, amount: 1 }
  sums.add(first)
  sums.add({ ...first })
  assert.deepEqual([first.amount, sums.costliest(1)[0]?.amount], [1, 2])
})
