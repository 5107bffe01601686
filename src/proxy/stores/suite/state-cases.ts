import assert from 'node:assert/strict'

import type { StateStore } from '../state-store.ts'
import type { StoreCases } from './test-store.ts'

const minute = 60_000
const many = Array.from({ length: 20 }, (_, n) => n)

/** Waits for the end of a key's lifetime, by whichever clock it goes. */
async function ended(store: StateStore, key: string): Promise<void> {
  for (let wait = 0; (await store.get(key)) !== undefined; wait++) {
    assert.ok(wait < 500, 'its lifetime does not end')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const count = (wins: readonly boolean[]) => wins.filter(Boolean).length

/** What holds for the verbs of every `StateStore`. */
export const stateCases: StoreCases = {
  'what one instance has set, another one gets': async (one, other) => {
    assert.equal(await one.get('key'), undefined)
    await one.set('key', 'first', minute)
    assert.equal(await other.get('key'), 'first')
    await other.set('key', 'second', minute)
    assert.equal(await one.get('key'), 'second')
  },
  'a text is given back as it is, whatever is in it': async (one, other) => {
    const key = `a 'key' with "quotes", $1, ?1, %s, \\ and ${'long '.repeat(50)}`
    const value = `{"name":"Käse 🧀 ' \\" $1 ?"}\n${'x'.repeat(100_000)}`
    await one.set(key, value, minute)
    await one.set('empty', '', minute)
    assert.equal(await other.get(key), value)
    assert.equal(await other.get('empty'), '')
  },
  'a key is free once its lifetime is over': async (one, other) => {
    await one.set('key', 'old', 20)
    await ended(other, 'key')
    assert.equal(await one.delete('key'), false)
    assert.equal(await one.replace('key', 'old', 'other', minute), false)
    assert.equal(await other.setIfAbsent('key', 'new', minute), true)
    assert.equal(await one.get('key'), 'new')
  },
  'what is set again lives as long as it was set last': async (one) => {
    await one.set('longer', 'value', 20)
    await one.set('longer', 'value', minute)
    await one.set('shorter', 'value', minute)
    await one.set('shorter', 'value', 20)
    await ended(one, 'shorter')
    assert.equal(await one.get('longer'), 'value')
  },
  'of twenty who set an absent key at once, one does': async (one, other) => {
    const wins = await Promise.all(many.map((n) => (n % 2 ? one : other).setIfAbsent('key', String(n), minute)))
    assert.equal(count(wins), 1)
    assert.equal(await one.get('key'), String(wins.indexOf(true)))
  },
  'of twenty who set a key at once that has ended, one does': async (one, other) => {
    await one.set('key', 'old', 1)
    await ended(one, 'key')
    const wins = await Promise.all(many.map((n) => (n % 2 ? one : other).setIfAbsent('key', String(n), minute)))
    assert.equal(count(wins), 1)
  },
  'a key is deleted only while it holds what is expected': async (one, other) => {
    await one.set('key', 'mine', minute)
    assert.equal(await other.delete('key', 'yours'), false)
    assert.equal(await one.get('key'), 'mine')
    assert.equal(await other.delete('key', 'mine'), true)
    assert.equal(await one.get('key'), undefined)
    assert.equal(await one.delete('key'), false)
    await one.set('key', 'any', minute)
    const wins = await Promise.all(many.map((n) => (n % 2 ? one : other).delete('key')))
    assert.equal(count(wins), 1)
  },
  'of twenty who replace the same value at once, one does': async (one, other) => {
    assert.equal(await one.replace('key', 'old', 'new', minute), false)
    await one.set('key', 'old', minute)
    const wins = await Promise.all(many.map((n) => (n % 2 ? one : other).replace('key', 'old', String(n), minute)))
    assert.equal(count(wins), 1)
    assert.equal(await other.get('key'), String(wins.indexOf(true)))
  },
  'each addition counts, and none makes the lifetime longer': async (one, other) => {
    const first = await one.increment('key', 3, minute)
    assert.equal(first.value, 3)
    const counted = await Promise.all(many.map((n) => (n % 2 ? one : other).increment('key', 1, 60 * minute)))
    assert.deepEqual(
      counted.map(({ value }) => value).sort((a, b) => a - b),
      many.map((n) => n + 4),
    )
    const last = await other.increment('key', -23, minute)
    assert.equal(last.value, 0)
    assert.ok(Math.abs(last.expiresAt - first.expiresAt) < 10 * minute, 'it ends with its first addition')
  },
  'a count begins anew once its lifetime is over': async (one, other) => {
    await one.increment('key', 5, 20)
    await ended(other, 'key')
    assert.equal((await other.increment('key', 1, minute)).value, 1)
  },
  'a store that is closed twice waits for what is under way': async (one) => {
    await one.check()
    const writing = one.set('key', 'value', minute)
    await Promise.all([one.close(), one.close(), writing])
    await one.close()
  },
  'a store that works says so': async (one, other) => {
    await one.check()
    await Promise.all([one.check(), other.check()])
  },
}
