import assert from 'node:assert/strict'
import { test } from 'node:test'

import { UpstreamError } from '../upstream-error.ts'
import { retryRead } from './retry.ts'

const busy = (retryAfterMs: number) => new UpstreamError('status', 'busy', { status: 503, retryAfterMs })

test('a read is tried three times, and throws what the last try threw', async () => {
  let tries = 0
  const read = async () => {
    throw new UpstreamError('status', `try ${++tries}`, { status: 503 })
  }
  await assert.rejects(retryRead(read, new AbortController().signal), { message: 'try 3' })
})

test('the wait for another try ends with its caller', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const caller = new AbortController()
  let tries = 0
  const read = async () => {
    if (++tries > 1) throw new UpstreamError('given-up', 'the caller has left')
    setImmediate(() => caller.abort())
    throw busy(2000)
  }
  await assert.rejects(retryRead(read, caller.signal), { failure: 'given-up' })
})
