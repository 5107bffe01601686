import assert from 'node:assert/strict'
import { channel } from 'node:diagnostics_channel'
import { type TestContext, test } from 'node:test'
import * as z from 'zod'

import { createUpstream } from './upstream.ts'

/** What a channel was told while the test ran. */
function listen(t: TestContext, name: string) {
  const heard: Record<string, unknown>[] = []
  const keep = (message: unknown) => void heard.push({ ...(message as object) })
  channel(`cart-recovery:${name}`).subscribe(keep)
  t.after(() => channel(`cart-recovery:${name}`).unsubscribe(keep))
  return heard
}

function platform(answers: (() => Response)[]) {
  const fetch = async () => (answers.shift() ?? (() => Response.json({})))()
  const quota = () => ({ left: 90, limit: 150, resetMs: 20_000 })
  const upstream = createUpstream({ name: 'platform', base: 'https://platform.example/', headers: {}, fetch, quota })
  const call = { path: 'things/7', route: '/things/{id}', answer: z.unknown(), signal: AbortSignal.timeout(5000) }
  return { upstream, call }
}

test('each try of a call is told with its status, and without a value out of it', async (t) => {
  const heard = listen(t, 'upstream')
  const { upstream, call } = platform([() => new Response('somebody', { status: 503 }), () => Response.json({ a: 1 })])
  await upstream.read(call)
  assert.deepEqual(
    heard.map(({ durationMs, ...rest }) => [typeof durationMs, rest]),
    [503, 200].map((status) => ['number', { platform: 'platform', operation: 'GET /things/{id}', status }]),
  )
})

test('a call without an answer is told with its failure', async (t) => {
  const heard = listen(t, 'upstream')
  const { upstream, call } = platform([
    () => {
      throw new TypeError('fetch failed')
    },
  ])
  await assert.rejects(upstream.write({ ...call, method: 'POST' }))
  assert.deepEqual(
    heard.map(({ operation, failure, status }) => [operation, failure, status]),
    [['POST /things/{id}', 'unreachable', undefined]],
  )
})

test('a breaker that opens is told, and so is every call that it refuses', async (t) => {
  const [states, calls] = [listen(t, 'breaker'), listen(t, 'upstream')]
  const { upstream, call } = platform(Array.from({ length: 10 }, () => () => new Response(null, { status: 502 })))
  for (let write = 0; write < 11; write++) await assert.rejects(upstream.write({ ...call, method: 'POST' }))
  assert.deepEqual(states, [{ platform: 'platform', state: 'open' }])
  assert.deepEqual([calls.length, calls.at(-1)?.failure], [11, 'circuit-open'])
})

test('what a platform says of its quota is told', async (t) => {
  const heard = listen(t, 'quota')
  const { upstream, call } = platform([])
  await upstream.read(call)
  assert.deepEqual(heard, [{ platform: 'platform', left: 90, limit: 150, resetMs: 20_000 }])
})
