import assert from 'node:assert/strict'

import { withLock } from '../lock.ts'
import type { StoreCases } from './test-store.ts'

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const patient = () => AbortSignal.timeout(30_000)

/** What holds for locks on every `StateStore`. */
export const lockCases: StoreCases = {
  'a lock lets one in at a time, on all instances': async (one, other) => {
    let [inside, max, done] = [0, 0, 0]
    const work = async () => {
      max = Math.max(max, ++inside)
      await delay(2)
      inside--
      done++
    }
    const store = (n: number) => (n % 2 ? one : other)
    await Promise.all(Array.from({ length: 10 }, (_, n) => withLock(store(n), 'cart', patient(), work)))
    assert.deepEqual([max, done], [1, 10])
  },
  'a lock is free again after a failure': async (one, other) => {
    const fail = async () => Promise.reject(new RangeError('broken'))
    await assert.rejects(withLock(one, 'cart', patient(), fail), RangeError)
    assert.equal(await withLock(other, 'cart', patient(), async () => 'free'), 'free')
  },
  'a lock that stays taken is busy, and another one is not': async (one, other) => {
    const release = Promise.withResolvers<void>()
    const entered = Promise.withResolvers<void>()
    const holding = withLock(one, 'cart', patient(), () => {
      entered.resolve()
      return release.promise
    })
    await entered.promise
    await assert.rejects(
      withLock(other, 'cart', AbortSignal.timeout(100), async () => {}),
      { code: 'busy' },
    )
    assert.equal(await withLock(other, 'other', patient(), async () => 'free'), 'free')
    release.resolve()
    await holding
  },
  'a lock opens by itself, and then confirms nothing to who held it': async (one, other) => {
    const release = Promise.withResolvers<void>()
    const entered = Promise.withResolvers<void>()
    let isEnded = false
    const late = withLock(
      one,
      'cart',
      patient(),
      (signal) => {
        signal.addEventListener('abort', () => {
          isEnded = true
        })
        entered.resolve()
        return release.promise
      },
      200,
    )
    await entered.promise
    await withLock(other, 'cart', patient(), async () => {
      release.resolve()
      await assert.rejects(late, { code: 'unconfirmed' })
      assert.equal(isEnded, true)
      await assert.rejects(
        withLock(one, 'cart', AbortSignal.timeout(100), async () => {}),
        { code: 'busy' },
        'the late one has not opened the lock of its successor',
      )
    })
  },
}
