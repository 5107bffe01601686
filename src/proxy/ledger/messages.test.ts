import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import type { MessageEntry } from './message-entry.ts'
import type { Place } from './stored.ts'

const dayMs = 24 * 60 * 60 * 1000

function open() {
  const opened = openLedger()
  const { ledger, time } = opened
  const { messages, carts } = ledger
  const entry = (more: Partial<MessageEntry> = {}): MessageEntry => ({
    ...{ cartId: 'cart', kind: 'report', platform: 'automation', cartPlatform: 'shop', messageChannel: 'whatsapp' },
    ...{ status: 'pending', attempts: 0, createdAt: time.now, updatedAt: time.now, dueAt: time.now },
    ...more,
  })
  const add = (id: string, more: Partial<MessageEntry> = {}) => messages.update(id, () => entry(more))
  const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id)
  const sentOf = async (cartId: string) => (await carts.readById(cartId))?.value.sentReports
  return { ...opened, messages, carts, entry, add, idsOf, sentOf }
}

test('a message is read as it was written, in whole milliseconds', async () => {
  const { messages, entry } = open()
  assert.equal(await messages.read('message'), undefined)
  const written = entry({ status: 'failed', reason: 'too-old', attempts: 3, messageChannel: 'sms', kind: 'reminder' })
  const { dueAt: _, ...ended } = written
  await messages.update('message', () => written)
  assert.deepEqual((await messages.read('message'))?.value, ended, 'nothing is due of one that has ended')
  const sending = entry({ status: 'sending' })
  const later = { createdAt: sending.createdAt + 0.5, updatedAt: sending.updatedAt + 0.7 }
  await messages.update('other', () => ({ ...sending, ...later, dueAt: sending.createdAt + 5.9 }))
  assert.deepEqual((await messages.read('other'))?.value, { ...sending, dueAt: sending.createdAt + 5 })
})

test('a change sees what is stored, and may leave it', async () => {
  const { messages, add } = open()
  const first = await add('message')
  assert.equal(await messages.update('unknown', () => undefined), undefined)
  const left = await messages.update('message', () => undefined)
  assert.deepEqual(left, await messages.read('message'))
  assert.equal(left?.revision, first?.revision)
  const next = await messages.update('message', (before) => before && { ...before, attempts: before.attempts + 1 })
  assert.notEqual(next?.revision, first?.revision)
  assert.deepEqual(await messages.read('message'), next)
  assert.equal(next?.value.attempts, 1)
})

test('what is pending about a cart is cancelled for good, and of what is being sent it is noted', async () => {
  const { messages, add, time } = open()
  await add('pending')
  await add('sending', { status: 'sending' })
  await add('sent', { status: 'sent' })
  await add('other', { cartId: 'other' })
  time.now += 5.5
  await messages.cancelPending('cart', 'already-ordered')
  const told = async (id: string) => {
    const { status, reason, dueAt, updatedAt } = (await messages.read(id))?.value ?? {}
    return [status, reason, dueAt, updatedAt]
  }
  const before = time.now - 5.5
  assert.deepEqual(await told('pending'), ['cancelled', 'already-ordered', undefined, before + 5])
  assert.deepEqual(await told('sending'), ['sending', 'already-ordered', before, before + 5])
  assert.deepEqual(await told('sent'), ['sent', undefined, undefined, before])
  assert.deepEqual(await told('other'), ['pending', undefined, before, before])
})

test('a worker that read a message before it was cancelled does not write over it', async () => {
  const { messages, add } = open()
  await add('message')
  let runs = 0
  let cancelled: Promise<void> | undefined
  await messages.update('message', (before) => {
    if (runs++ === 0) cancelled = messages.cancelPending('cart', 'came-back')
    return before?.status === 'pending' ? { ...before, status: 'sending' } : undefined
  })
  await cancelled
  assert.deepEqual([runs, (await messages.read('message'))?.value.status], [2, 'cancelled'])
})

test('a queue holds what is due of its platform, the longest waiting first', async () => {
  const { messages, add, idsOf, time } = open()
  assert.deepEqual(await messages.queues(), [])
  await add('second', { dueAt: time.now - 1 })
  await add('first', { dueAt: time.now - 2 })
  await add('now', { status: 'sending' })
  await add('later', { dueAt: time.now + 1 })
  await add('ended', { status: 'cancelled', dueAt: time.now - 3, cartPlatform: 'ended' })
  await add('elsewhere', { cartPlatform: 'another' })
  assert.deepEqual(await messages.queues(), ['another', 'shop'])
  assert.deepEqual(idsOf(await messages.due('shop', time.now + 0.9, 9)), ['first', 'second', 'now'])
  assert.deepEqual(idsOf(await messages.due('shop', time.now, 2)), ['first', 'second'])
  assert.deepEqual(idsOf(await messages.due('another', time.now, 9)), ['elsewhere'])
  assert.deepEqual(await messages.due('ended', time.now, 9), [])
})

test('the figures of the outbox count what waits and what is being sent, by what sends it', async () => {
  const { messages, add, time } = open()
  assert.deepEqual(await messages.figures(), [])
  await add('one')
  await add('two', { createdAt: time.now - 7 })
  await add('sending', { status: 'sending' })
  await add('sent', { status: 'sent' })
  await add('mail', { platform: 'mail' })
  const figures = (await messages.figures()).map((figure) => JSON.stringify({ ...figure })).sort()
  const figure = (platform: string, count: number, oldestCreatedAt: number, status: string) =>
    JSON.stringify({ platform, count, oldestCreatedAt, status })
  assert.deepEqual(figures, [
    figure('automation', 1, time.now, 'sending'),
    figure('automation', 2, time.now - 7, 'pending'),
    figure('mail', 1, time.now, 'pending'),
  ])
})

test('pages hold each message once, the newest first, and by status', async () => {
  const { messages, add, idsOf, time } = open()
  for (const id of ['c', 'a', 'b']) await add(id)
  await add('old', { createdAt: time.now - 1, status: 'sent' })
  await add('new', { createdAt: time.now + 1, status: 'sending' })
  await add('hidden', { reason: 'elsewhere', status: 'cancelled' })
  const pages: string[][] = []
  for (let lastPlace: Place | undefined, isLast = false; !isLast; ) {
    const { entries, next } = await messages.page({ limit: 2, lastPlace })
    pages.push(idsOf(entries))
    lastPlace = next
    isLast = !next
  }
  assert.deepEqual(pages, [['new', 'c'], ['b', 'a'], ['old']])
  const listed = async (status: 'pending' | 'sent') => idsOf((await messages.page({ limit: 9, status })).entries)
  assert.deepEqual([await listed('pending'), await listed('sent')], [['new', 'c', 'b', 'a'], ['old']])
  assert.equal((await messages.page({ limit: 5 })).next, undefined, 'a full last page')
})

test('the messages about a cart are told oldest first, at most a hundred', async () => {
  const { messages, add, idsOf, time } = open()
  for (let n = 0; n < 101; n++) await add(`message-${n}`, { createdAt: time.now - n })
  await add('other', { cartId: 'other' })
  const found = idsOf(await messages.ofCart('cart'))
  assert.deepEqual([found.length, found[0], found.at(-1)], [100, 'message-100', 'message-1'])
})

test('a report that was sent counts for its cart, once; a reminder and one that failed do not', async () => {
  const { ledger, messages, carts, add, sentOf, time } = open()
  const left = (cartId: string) =>
    carts.record({ platform: 'shop', cartId }, (cart) => ({ ...cart, abandonedAt: time.now }))
  const [{ id: cartId }, other] = await Promise.all([left('cart'), left('other')])
  await add('reminder', { cartId, kind: 'reminder', status: 'sent' })
  await add('failed', { cartId, status: 'failed' })
  assert.deepEqual([await sentOf(cartId), (await ledger.figures(1)).sent], [0, 0])
  await add('report', { cartId })
  const end = (status: MessageEntry['status']) => messages.update('report', (before) => before && { ...before, status })
  for (const status of ['sending', 'sent', 'sent'] as const) await end(status)
  assert.deepEqual([await sentOf(cartId), await sentOf(other.id)], [1, 0])
  assert.equal((await ledger.figures(1)).sent, 1, 'the day is counted again')
  await add('at once', { cartId, status: 'sent' })
  assert.equal(await sentOf(cartId), 2)
})

test('a message has one id for what it is about, under the key that it was recorded with', async () => {
  const { messages, add, stateStore, time } = open()
  const id = await messages.idOf('the first report of a cart')
  assert.equal(await messages.idOf('the first report of a cart'), id)
  assert.notEqual(await messages.idOf('the second report of a cart'), id)
  const both = openLedger({ keys: [keyOf(9), keyOf(7)], on: stateStore, time }).ledger.messages
  assert.notEqual(await both.idOf('the first report of a cart'), id, 'it was not stored')
  await add(id)
  assert.equal(await both.idOf('the first report of a cart'), id)
  const renewed = await both.idOf('the second report of a cart')
  assert.equal(await openLedger({ keys: [keyOf(9)] }).ledger.messages.idOf('the second report of a cart'), renewed)
  await both.update(renewed, () => ({ ...open().entry(), cartId: 'two' }))
  assert.equal(await both.idOf('the second report of a cart'), renewed)
})

test('a message is remembered for 90 days after it was made', async () => {
  const { ledger, messages, add, time } = open()
  await add('message')
  time.now += 90 * dayMs - 1
  await messages.update('message', (before) => before && { ...before, updatedAt: time.now })
  await ledger.tidy()
  assert.ok(await messages.read('message'))
  time.now += 1
  await ledger.tidy()
  assert.equal(await messages.read('message'), undefined)
})

test('stores that share a database share no messages', async () => {
  const { messages, add, carts, stateStore, time, sentOf } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger.messages
  const { id: cartId } = await carts.record({ platform: 'shop', cartId: 'cart' }, (cart) => cart)
  await add('message', { cartId })
  assert.equal(await other.read('message'), undefined)
  assert.deepEqual([await other.queues(), await other.figures(), await other.ofCart(cartId)], [[], [], []])
  assert.deepEqual([(await other.page({ limit: 5 })).entries, await other.due('shop', time.now, 5)], [[], []])
  await other.cancelPending(cartId, 'cart-gone')
  await other.update('message', () => ({ ...open().entry(), cartId, status: 'sent' }))
  assert.deepEqual([(await messages.read('message'))?.value.status, await sentOf(cartId)], ['pending', 0])
})
