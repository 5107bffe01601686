import assert from 'node:assert/strict'
import { test } from 'node:test'

import { TimeoutError, withTimeout } from './with-timeout.ts'

const never = () => new Promise<never>(() => {})

test('work that is done in time gives its result, or its own failure', async () => {
  assert.equal(await withTimeout(1000, undefined, async () => 'done'), 'done')
  await assert.rejects(
    withTimeout(1000, undefined, async () => {
      throw new TypeError('broken')
    }),
    { name: 'TypeError', message: 'broken' },
  )
})

test('work that ignores its signal is given up all the same', async () => {
  await assert.rejects(withTimeout(10, undefined, never), TimeoutError)
})

test('work hears through its signal that its time is over', async () => {
  let heard: AbortSignal | undefined
  const work = (signal: AbortSignal) => {
    heard = signal
    return never()
  }
  await assert.rejects(withTimeout(10, undefined, work))
  assert.equal(heard?.aborted, true)
})

test('the end of the outer signal ends the wait', async () => {
  const outer = new AbortController()
  const result = withTimeout(60_000, outer.signal, never)
  outer.abort()
  await assert.rejects(result, TimeoutError)
})

test('an outer signal that has ended already starts no work', async () => {
  let started = false
  const work = async () => {
    started = true
  }
  await assert.rejects(withTimeout(1000, AbortSignal.abort(new Error('gone')), work), { message: 'gone' })
  assert.equal(started, false)
})
