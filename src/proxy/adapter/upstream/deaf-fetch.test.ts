import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'

import type { PlatformFetch } from './platform-fetch.ts'
import { createUpstream } from './upstream.ts'

// A fetch that was put before the runtime's own, by a tracer or a test, may not listen to the signal that ends a call.

const open = (fetch: PlatformFetch) =>
  createUpstream({
    name: 'platform',
    base: 'https://platform.example/',
    headers: {},
    attemptMs: 30,
    limitBytes: 1000,
    fetch,
  })
const call = (signal = AbortSignal.timeout(60_000)) =>
  ({ method: 'POST', path: 'things', route: '/things', answer: z.unknown(), signal }) as const

const never = new Promise<never>(() => {})
const neverEnding = () => new ReadableStream<Uint8Array>({ pull: () => never, cancel: () => never })

test('a call that nothing ends has ended once its time is over', async () => {
  await assert.rejects(open(() => never).write(call()), { failure: 'timeout' })
  await assert.rejects(open(async () => new Response(neverEnding())).write(call()), { failure: 'timeout' })
  await assert.rejects(open(async () => new Response(neverEnding(), { status: 500 })).write(call()), {
    failure: 'timeout',
  })
})

test('its caller does not wait for it either', async () => {
  const caller = new AbortController()
  const calling = open(() => never).write(call(caller.signal))
  caller.abort()
  await assert.rejects(calling, { failure: 'given-up' })
})

test('a body of two readers, one of which does not read on, is too large at once', async () => {
  const [own, _other] = new Response('x'.repeat(5000)).body?.tee() ?? []
  await assert.rejects(open(async () => new Response(own ?? null)).write(call()), { failure: 'too-large' })
})

for (const path of ['things/..', 'things/../others', './things', 'things/.?page=1', 'things/%2e%2E/others']) {
  test(`a path that climbs (${path}) is not sent`, async () => {
    let calls = 0
    const upstream = open(async () => {
      calls++
      return Response.json({})
    })
    await assert.rejects(upstream.write({ ...call(), path }), { failure: 'not-sendable', wasNotSent: true })
    assert.equal(calls, 0)
  })
}
