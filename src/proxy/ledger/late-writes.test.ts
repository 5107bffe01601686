import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createLateWrites } from './late-writes.ts'

test('what was started is waited for, and what fails keeps no other write from its end', async () => {
  const writes = createLateWrites()
  const done: string[] = []
  const held = Promise.withResolvers<void>()
  writes.start(async () => {
    await held.promise
    done.push('slow')
  })
  // The promise is looked at by the one who waits for it.
  writes.start(() => Promise.reject(new Error('away')))
  const waiting = writes.done().then(() => done.push('waited'))
  held.resolve()
  await waiting
  assert.deepEqual(done, ['slow', 'waited'])
})

test('a thousand may wait, the next is left out, and there is room again once they are done', async () => {
  const writes = createLateWrites()
  let started = 0
  const held = Promise.withResolvers<void>()
  const start = () =>
    writes.start(() => {
      started++
      return held.promise
    })
  for (let n = 0; n < 1001; n++) start()
  assert.equal(started, 1000)
  held.resolve()
  await writes.done()
  start()
  assert.equal(started, 1001)
})
