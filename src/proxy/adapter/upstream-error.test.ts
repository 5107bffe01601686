import assert from 'node:assert/strict'
import { test } from 'node:test'

import { UpstreamError, type UpstreamErrorOptions, type UpstreamFailure } from './upstream-error.ts'

// These rules decide whether a read is repeated and whether a message is sent twice.

interface Expected {
  /** A read may be sent again. */
  isTransient: boolean
  /** It counts for the breaker. */
  isOutage: boolean
  /** A message may be sent again. */
  wasNotTaken: boolean
  /** Asked of a write: it may have been done all the same. */
  isUncertain: boolean
}

const flags = (...names: (keyof Expected)[]): Expected => ({
  isTransient: names.includes('isTransient'),
  isOutage: names.includes('isOutage'),
  wasNotTaken: names.includes('wasNotTaken'),
  isUncertain: names.includes('isUncertain'),
})

const statuses: Record<number, Expected> = {
  200: flags(),
  400: flags(),
  401: flags('wasNotTaken'),
  // Not let in. The message is still wanted once the account may send it.
  403: flags('wasNotTaken'),
  404: flags(),
  409: flags(),
  410: flags(),
  422: flags(),
  // Busy, and so no outage: the platform said that it did nothing.
  429: flags('isTransient', 'wasNotTaken'),
  500: flags('isTransient', 'isOutage', 'isUncertain'),
  501: flags(),
  502: flags('isTransient', 'isOutage', 'isUncertain'),
  // A message that met a 503 may go again, and a cart is read before anything else is written to it.
  503: flags('isTransient', 'isOutage', 'wasNotTaken', 'isUncertain'),
  504: flags('isTransient', 'isOutage', 'isUncertain'),
}

const failures: Record<Exclude<UpstreamFailure, 'status'>, Expected> = {
  unreachable: flags('isTransient', 'isOutage', 'isUncertain'),
  timeout: flags('isTransient', 'isOutage', 'isUncertain'),
  redirect: flags('isUncertain'),
  // The same question has the same answer: it is asked in smaller parts, or not again.
  'too-large': flags('isUncertain'),
  'not-json': flags('isTransient', 'isOutage', 'isUncertain'),
  // About one cart. What the platform answers about others can be read.
  'unexpected-shape': flags('isUncertain'),
  // Says nothing of the platform; a write may have arrived.
  'given-up': flags('isUncertain'),
  // Always with `wasNotSent`, as below.
  'not-sendable': flags(),
  'circuit-open': flags('wasNotTaken'),
  'quota-reserved': flags('wasNotTaken'),
}

type Case = [string, UpstreamFailure, UpstreamErrorOptions, Expected]
const cases: Case[] = [
  ...Object.entries(statuses).map(
    ([status, expected]): Case => [`a ${status}`, 'status', { status: Number(status) }, expected],
  ),
  ['a status that is not known', 'status', {}, flags()],
  ...(Object.keys(failures) as (keyof typeof failures)[]).map(
    (failure): Case => [failure, failure, {}, failures[failure]],
  ),
]

for (const [name, failure, options, expected] of cases) {
  const holds = Object.entries(expected).flatMap(([flag, isSet]) => (isSet ? [flag] : []))
  test(`${name}, to a write, is ${holds.join(', ') || 'a refusal'}`, () => {
    const { isTransient, isOutage, wasNotTaken, isUncertain } = new UpstreamError(failure, name, {
      ...options,
      isWrite: true,
    })
    assert.deepEqual({ isTransient, isOutage, wasNotTaken, isUncertain }, expected)
  })

  test(`${name}, to a read, leaves nothing uncertain`, () => {
    const error = new UpstreamError(failure, name, options)
    assert.equal(error.isUncertain, false)
    assert.deepEqual([error.isTransient, error.wasNotTaken], [expected.isTransient, expected.wasNotTaken])
  })

  test(`${name}, to a write that was never sent, was not taken and is certain`, () => {
    const error = new UpstreamError(failure, name, { ...options, isWrite: true, wasNotSent: true })
    assert.deepEqual([error.wasNotTaken, error.isUncertain], [true, false])
  })
}

test('more can be known about a failure, and the rest stays', () => {
  const cause = new Error('first')
  const options = { cause, status: 503, retryAfterMs: 1000, code: 'BUSY' }
  const error = new UpstreamError('status', 'platform GET /things: answered 503', options)
  const more = error.with({ isWrite: true, wasNotSent: true })
  assert.deepEqual(
    [more.failure, more.message, more.status, more.retryAfterMs, more.code, more.cause],
    [error.failure, error.message, 503, 1000, 'BUSY', cause],
  )
  assert.deepEqual([more.isWrite, more.wasNotSent], [true, true])
  assert.equal(error.with({ cause: error }).cause, error)
})
