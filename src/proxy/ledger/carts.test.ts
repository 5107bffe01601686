import assert from 'node:assert/strict'
import { test } from 'node:test'

import { keyOf, openLedger } from '../../../test/setup/ledger.ts'
import { watchStore } from '../../../test/setup/watched-store.ts'
import type { CartEntry } from './cart-entry.ts'
import { createLedger } from './ledger.ts'
import type { MessageEntry } from './message-entry.ts'

const dayMs = 24 * 60 * 60 * 1000
const ref = (cartId: string, platform = 'shop') => ({ platform, cartId })
const one = ref('one')

function open() {
  const opened = openLedger()
  const { ledger, time } = opened
  const { carts } = ledger
  const write = (cartId: string, more: Partial<CartEntry> = {}) =>
    carts.record(ref(cartId), (entry) => ({ ...entry, ...more }))
  const message = async ({ id }: { id: string }): Promise<{ id: string; value: MessageEntry }> => ({
    id: 'message',
    value: {
      ...{ cartId: id, kind: 'report', platform: 'automation', cartPlatform: 'shop', messageChannel: 'sms' },
      ...{ status: 'pending', attempts: 0, createdAt: time.now, updatedAt: time.now, dueAt: time.now },
    },
  })
  return { ...opened, carts, write, message }
}

test('a cart is read as it was recorded, in whole milliseconds', async () => {
  const { carts, write, time } = open()
  const { now } = time
  const times = { abandonedAt: now + 1, openedAt: now + 2, displayedAt: now + 3, checkedOutAt: now + 4 }
  const more = { orderedAt: now + 5, closedAt: now + 6, offerDiscount: 10, total: { amount: 250, currency: 'EUR' } }
  const counts = { abandonmentCount: 2, platformMessages: 3 }
  const { id } = await write('one', { ...times, ...more, ...counts, firstSeenAt: now - 1, isElsewhere: true })
  const { sealed, ...value } = (await carts.readById(id))?.value ?? assert.fail()
  assert.deepEqual(value, {
    ...{ ...times, ...more, ...counts, platform: 'shop', isElsewhere: true, sentReports: 0 },
    ...{ firstSeenAt: now - 1, changedAt: now },
  })
  assert.deepEqual([await carts.unseal({ sealed }), sealed.includes('one')], [{ cartId: 'one' }, false])
  await write('two', { openedAt: now + 0.9, firstSeenAt: now + 0.9 })
  const two = await carts.read(ref('two'))
  assert.deepEqual([two?.value.openedAt, two?.value.firstSeenAt], [now, now])
  assert.deepEqual(Object.keys(two?.value ?? {}).sort(), [
    ...['abandonmentCount', 'changedAt', 'firstSeenAt', 'openedAt', 'platform', 'platformMessages', 'sealed'],
    'sentReports',
  ])
})

test('a cart that is not recorded is new, and under the id that it will have', async () => {
  const { carts, time } = open()
  const entry = await carts.entryOf(one)
  const counts = { abandonmentCount: 0, platformMessages: 0, sentReports: 0 }
  const value = { platform: 'shop', sealed: '', firstSeenAt: time.now, changedAt: time.now, ...counts }
  assert.deepEqual(entry, { id: await carts.idOf(one), revision: '', value })
  assert.deepEqual([await carts.read(one), await carts.readById(entry.id)], [undefined, undefined])
  const recorded = await carts.record(one, (before) => before)
  assert.equal(recorded.id, entry.id)
  assert.deepEqual(await carts.readById(entry.id), await carts.read(one))
  assert.notEqual(await carts.idOf(ref('one', 'other')), entry.id)
})

test('a change that is none leaves the cart, and stores no new one', async () => {
  const { carts, write } = open()
  const unknown = await carts.record(one, () => undefined)
  assert.deepEqual([unknown.revision, await carts.read(one)], ['', undefined])
  const before = await write('one')
  assert.equal((await carts.record(one, () => undefined)).revision, before.revision)
})

test('an order cancels what is pending and a message opens with its cart, or neither is stored', async () => {
  const { ledger, carts, write, message } = open()
  const { id } = await carts.record(one, (entry) => entry, { opens: message })
  assert.equal((await ledger.messages.ofCart(id)).length, 1)
  await carts.record(one, () => undefined, { cancels: 'came-back' })
  assert.equal((await ledger.messages.read('message'))?.value.status, 'pending')
  await carts.record(one, (entry) => entry, { cancels: 'already-ordered', opens: async () => undefined })
  assert.equal((await ledger.messages.read('message'))?.value.reason, 'already-ordered')
  // A stale reading stores nothing but is read again, and the message names the newer cart.
  const known = await write('two')
  await write('two', { openedAt: 1 })
  const ids: string[] = []
  const opens = async (cart: { id: string; revision: string }) => {
    ids.push(cart.revision)
    return { ...(await message(cart)), id: 'of two' }
  }
  const next = await carts.record(ref('two'), (entry) => ({ ...entry, orderedAt: 2 }), { known, opens })
  assert.deepEqual([ids.length, ids[1], next.value.openedAt, next.value.orderedAt], [2, next.revision, 1, 2])
  assert.equal((await ledger.messages.ofCart(next.id)).length, 1)
})

test('what only the proxy reads is sealed anew once a day, and replaced where it is given', async () => {
  const { carts, write, time } = open()
  const part = { cartId: 'one', prices: { shirt: 500 }, currency: 'EUR' }
  const { value } = await carts.record(one, (entry) => entry, { part })
  assert.equal((await write('one')).value.sealed, value.sealed)
  time.now += dayMs
  const { value: next } = await write('one')
  assert.notEqual(next.sealed, value.sealed)
  assert.deepEqual(await carts.unseal(next), part)
  const { value: replaced } = await carts.record(one, (entry) => entry, { part: { cartId: 'one' } })
  assert.deepEqual(await carts.unseal(replaced), { cartId: 'one' })
})

test('what a cart holds can be read for as long as the cart is remembered', async () => {
  const { carts, write, time } = open()
  time.now = Math.ceil(time.now / dayMs) * dayMs
  await write('one')
  time.now += dayMs - 1
  await write('one')
  time.now += 90 * dayMs - 1
  const { value } = (await carts.read(one)) ?? assert.fail()
  assert.deepEqual(await carts.unseal(value), { cartId: 'one' })
})

test('a cart stays under the id that it was recorded under', async () => {
  const { ledger, carts } = open()
  const [id] = await ledger.keysOf('["cart","shop","one"]')
  assert.equal(await carts.idOf(one), id)
})

test('no statement has more than the 100 parameters that D1 takes, and a statistic may wait', async () => {
  const { stateStore, sealer, clock } = open()
  const waits: unknown[] = []
  let most = 0
  const watched = watchStore(stateStore, ({ parameters }) => {
    most = Math.max(most, parameters.length)
  })
  const { batch, ...database } = watched.database ?? assert.fail()
  const noting: typeof batch = (statements, options) => {
    waits.push(options?.mayWait ?? false)
    return batch(statements, options)
  }
  const keys = [keyOf(7)]
  const { carts } = createLedger({ store: 'shop', keys, database: { ...database, batch: noting }, sealer, clock })
  const line = { name: 'Mug', productId: '1', variantId: '2', value: { amount: 1, currency: 'EUR' } }
  const blocked = Array.from({ length: 40 }, () => line)
  await carts.record(one, (entry) => ({ ...entry, openedAt: 1 }), { blocked, mayWait: true })
  await carts.record(one, (entry) => entry)
  await carts.recordChecks(Array.from({ length: 250 }, (_, n) => `${n}`))
  assert.ok(most > 50 && most <= 100, String(most))
  assert.deepEqual(waits, [true, false, false])
})

test('what another key sealed is kept for those who have it; what has ended is begun anew', async () => {
  const { carts, stateStore, time } = open()
  const part = { cartId: 'one', currency: 'EUR' }
  await carts.record(one, (entry) => entry, { part })
  // An instance that finds the cart by its id, and has no key to open it.
  const keys = [keyOf(7)]
  const { ledger, sealer, clock } = openLedger({ keys: [keyOf(9)], on: stateStore, time })
  const { database } = stateStore
  const strange = createLedger({ store: 'shop', keys, database, sealer, clock })
  assert.equal(await ledger.carts.read(one), undefined)
  time.now += dayMs
  const { value } = await strange.carts.record(one, (entry) => entry)
  assert.deepEqual([await strange.carts.unseal(value), await carts.unseal(value)], [undefined, part])
  time.now += 91 * dayMs
  const { value: late } = await carts.record(one, (entry) => entry)
  assert.deepEqual(await carts.unseal(late), { cartId: 'one' })
})

test('a list holds the carts that were left or opened here, by status and platform', async () => {
  const { carts, write } = open()
  await write('alone', { orderedAt: 1 })
  await write('elsewhere', { abandonedAt: 1, isElsewhere: true })
  await write('abandoned', { abandonedAt: 1 })
  await write('opened', { openedAt: 1 })
  await write('checked-out', { openedAt: 1, checkedOutAt: 1 })
  await write('closed', { openedAt: 1, checkedOutAt: 1, closedAt: 1 })
  await write('recovered', { abandonedAt: 1, checkedOutAt: 1, closedAt: 1, orderedAt: 1 })
  await carts.record(ref('other', 'tjar'), (entry) => ({ ...entry, openedAt: 1 }))
  const namesOf = async (query: object) => {
    const { entries } = await carts.page({ limit: 9, ...query })
    return (await Promise.all(entries.map(({ value }) => carts.unseal(value)))).map((part) => part?.cartId).sort()
  }
  for (const status of ['abandoned', 'checked-out', 'closed', 'recovered'] as const)
    assert.deepEqual(await namesOf({ status }), [status])
  assert.deepEqual(await namesOf({ status: 'opened' }), ['opened', 'other'])
  assert.deepEqual(await namesOf({ platform: 'tjar' }), ['other'])
  assert.deepEqual(await namesOf({ platform: 'tjar', status: 'closed' }), [])
  assert.equal((await namesOf({})).length, 6)
})

test('pages hold each cart once, the newest first', async () => {
  const { carts, write, time } = open()
  const ids: string[] = []
  for (let n = 0; n < 7; n++) ids.push((await write(`${n}`, { openedAt: 1, firstSeenAt: time.now - (n >> 1) })).id)
  const first = await carts.page({ limit: 3 })
  const second = await carts.page({ limit: 3, lastPlace: first.next })
  const third = await carts.page({ limit: 3, lastPlace: second.next })
  const pages = [first, second, third].map(({ entries }) => entries.map(({ id }) => id))
  assert.deepEqual([pages.map(({ length }) => length), third.next], [[3, 3, 1], undefined])
  assert.deepEqual(new Set(pages.flat()), new Set(ids))
  const seen = [first, second, third].flatMap(({ entries }) => entries.map(({ value }) => time.now - value.firstSeenAt))
  assert.deepEqual(seen, [0, 0, 1, 1, 2, 2, 3])
  assert.equal((await carts.page({ limit: 7 })).next, undefined)
})

test('open carts are checked, those first that were longest not looked at', async () => {
  const { carts, write, time } = open()
  const start = time.now
  const ids: Record<string, string> = {}
  for (const name of ['first', 'second', 'ordered', 'closed']) {
    ids[name] = (await write(name, name === 'ordered' ? { orderedAt: 1 } : name === 'closed' ? { closedAt: 1 } : {})).id
    time.now += 1
  }
  const toCheck = async (before: number, limit = 9) =>
    (await carts.toCheck('shop', before, limit)).map(({ id }) => Object.keys(ids).find((name) => ids[name] === id))
  assert.deepEqual(await toCheck(start + 9), ['first', 'second'])
  assert.deepEqual([await toCheck(start + 1.5), await toCheck(start + 9, 1)], [['first'], ['first']])
  assert.deepEqual(await carts.toCheck('tjar', start + 9, 9), [])
  await carts.recordChecks([])
  const { first = '' } = ids
  const { revision } = (await carts.readById(first)) ?? {}
  await carts.recordChecks([first, ...Array.from({ length: 120 }, (_, n) => `unknown-${n}`)])
  assert.deepEqual(await toCheck(start + 9), ['second', 'first'])
  assert.equal((await carts.readById(first))?.revision, revision, 'it was not changed')
  await carts.recordChecks([...Array.from({ length: 60 }, (_, n) => `unknown-${n}`), ids.second ?? ''])
  time.now += 1
  await carts.recordChecks([first])
  assert.deepEqual([await toCheck(time.now), await toCheck(time.now + 1)], [['second'], ['second', 'first']])
})

test('a cart is remembered for 90 days after its last change', async () => {
  const { ledger, carts, write, time } = open()
  await write('one')
  time.now += dayMs
  await write('one')
  time.now += 90 * dayMs - 1
  await ledger.tidy()
  assert.ok(await carts.read(one))
  time.now += 1
  await ledger.tidy()
  assert.equal(await carts.read(one), undefined)
})

test('under two keys the record of the newest counts, wherever it stands', async () => {
  const { carts, stateStore, time } = open()
  const newest = openLedger({ keys: [keyOf(9)], on: stateStore, time }).ledger.carts
  const both = openLedger({ keys: [keyOf(9), keyOf(7)], on: stateStore, time }).ledger.carts
  const reverse = openLedger({ keys: [keyOf(7), keyOf(9)], on: stateStore, time }).ledger.carts
  const old = await carts.record(one, (entry) => entry)
  assert.equal(await both.idOf(one), old.id)
  const made = await newest.record(one, (entry) => entry)
  assert.deepEqual([await both.idOf(one), await reverse.idOf(one)], [made.id, old.id])
})

test('stores that share a database share no carts', async () => {
  const { carts, write, stateStore, time, message } = open()
  const other = openLedger({ store: 'other', on: stateStore, time }).ledger
  const { id } = await write('one', { openedAt: 1 })
  assert.deepEqual([await other.carts.readById(id), await other.carts.read(one)], [undefined, undefined])
  assert.deepEqual((await other.carts.page({ limit: 9 })).entries, [])
  assert.deepEqual(await other.carts.toCheck('shop', time.now + 1, 9), [])
  time.now += 5
  await other.carts.recordChecks([id])
  assert.equal((await carts.toCheck('shop', time.now, 9)).length, 1)
  await other.carts.record(one, (entry) => entry, { opens: message })
  assert.equal((await carts.read(one))?.value.openedAt, 1)
})
