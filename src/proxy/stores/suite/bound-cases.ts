import assert from 'node:assert/strict'

import { withLock } from '../lock.ts'
import type { StateStore } from '../state-store.ts'
import type { StoreCases } from './test-store.ts'

/** How many keys a store is to have room for, of a few characters each, while it is held against `boundCases`. */
export const boundedKeys = 40

const minute = 60_000
/** It may make room now and then, and not with every write. */
const slack = 15

/** Writes three times as many keys as there is room for, each ending a second after the one before. */
async function flood(store: StateStore): Promise<string[]> {
  const keys = Array.from({ length: 3 * boundedKeys }, (_, n) => `limit:${String(n).padStart(4, '0')}`)
  for (const [n, key] of keys.entries()) await store.increment(key, 1, 60 * minute + n * 1000)
  return keys
}

async function stillThere(store: StateStore, keys: readonly string[]): Promise<string[]> {
  const values = await Promise.all(keys.map((key) => store.get(key)))
  return keys.filter((_, index) => values[index] !== undefined)
}

/** What is left of the keys once the store has made room, which it does with its writes. */
async function leftOf(store: StateStore, keys: readonly string[]): Promise<string[]> {
  for (let wait = 0; ; wait++) {
    await store.set('limit:other', 'written', 60 * minute)
    const left = await stillThere(store, keys)
    if (left.length <= boundedKeys + slack) return left
    assert.ok(wait < 100, `${left.length} keys are there`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What holds for a `StateStore` that was made with room for `boundedKeys`. */
export const boundCases: StoreCases = {
  'of more keys than there is room for, those that end first are dropped': async (one, other) => {
    const keys = await flood(one)
    const left = await leftOf(other, keys)
    assert.ok(left.length >= boundedKeys / 4, `only ${left.length} are left`)
    assert.deepEqual(left, keys.slice(-left.length))
  },
  'locks, leases, answers of taps and checkouts that were made are never dropped for others': async (one, other) => {
    const kept = [
      'lease:work',
      'once:tap',
      'answers:cart',
      'copy:cart',
      'finish:cart',
      'finished:cart',
      'ended-session:key',
    ]
    for (const key of kept) await one.set(key, 'value', 2 * minute)
    await withLock(one, 'cart', AbortSignal.timeout(30_000), async () => leftOf(other, await flood(other)), 40_000)
    assert.deepEqual(await stillThere(one, kept), kept)
  },
  'what has ended makes room before anything else is dropped': async (one, other) => {
    const brief = Array.from({ length: boundedKeys }, (_, n) => `limit:brief-${n}`)
    const living = Array.from({ length: boundedKeys / 2 }, (_, n) => `undo:living-${n}`)
    for (const key of living) await one.set(key, 'value', 60 * minute)
    for (const key of brief) await other.set(key, 'value', 20)
    await leftOf(other, [...brief, ...living])
    assert.deepEqual(await stillThere(one, living), living)
  },
}
