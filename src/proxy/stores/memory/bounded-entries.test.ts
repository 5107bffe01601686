import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { createBoundedEntries } from './bounded-entries.ts'
import { createExpiryQueue, type Ending } from './expiry-queue.ts'

function setUp(maxSize: number) {
  let now = 1_000_000
  const entries = createBoundedEntries({ clock: () => now, maxSize })
  const write = (key: string, lifetimeMs: number) => entries.write(key, 'x'.repeat(100), now + lifetimeMs)
  return {
    entries,
    write,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('where there is no room left, what ends first is dropped', () => {
  const { entries, write } = setUp(2200)
  for (let n = 0; n < 100; n++) write(`key-${n}`, 3_600_000 - n)
  assert.ok(entries.count <= 11, `${entries.count} entries`)
  assert.ok(entries.read('key-0'), 'it ends last')
  assert.equal(entries.read('key-60'), undefined)
})

test('a lock is not dropped while there is anything else', () => {
  const { entries, write } = setUp(2200)
  write('lock', 15_000)
  for (let n = 0; n < 100; n++) write(`answer-${n}`, 86_400_000 + n)
  assert.ok(entries.read('lock'))
  for (let n = 0; n < 100; n++) write(`lock-${n}`, 15_000 + n)
  assert.ok(entries.count <= 11, 'there is a bound for locks, too')
})

test('a count is dropped after what is none, and before a lock', () => {
  const { entries, write } = setUp(2200)
  write('lock', 15_000)
  for (let n = 0; n < 100; n++) entries.write(`count-${n}`, '1', 2_000_000 + n, true)
  const { count } = entries
  write('answer', 86_400_000)
  assert.equal(entries.read('answer'), undefined)
  assert.deepEqual([entries.count, entries.read('lock')?.expiresAt], [count, 1_015_000])
})

test('what has ended leaves its room with the next write, however often a key was written', () => {
  const { entries, write, pass } = setUp(1_000_000)
  for (let n = 0; n < 1000; n++) write(`key-${n % 10}`, 5000)
  assert.equal(entries.count, 10)
  pass(5000)
  write('other', 5000)
  assert.equal(entries.count, 1)
})

test('the queue gives its items by their ends, whatever was removed in between', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean())), (plan) => {
      const queue = createExpiryQueue<Ending>()
      const items = plan.map(([expiresAt]) => ({ expiresAt, place: 0 }))
      for (const item of items) queue.add(item)
      for (const [index, [, isRemoved]] of plan.entries()) if (isRemoved) queue.remove(items[index]!)
      const expected = plan.flatMap(([expiresAt, isRemoved]) => (isRemoved ? [] : [expiresAt]))
      const taken: number[] = []
      for (let first = queue.first(); first; first = queue.first()) {
        taken.push(first.expiresAt)
        queue.remove(first)
      }
      assert.deepEqual(
        taken,
        expected.sort((one, other) => one - other),
      )
    }),
  )
})
