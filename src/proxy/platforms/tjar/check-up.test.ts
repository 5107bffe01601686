import assert from 'node:assert/strict'
import { test } from 'node:test'

import { tjar } from './tjar.ts'

const now = Date.parse('2026-04-01T22:30:00Z')
const signal = () => AbortSignal.timeout(5000)
const channel = { origins: ['https://shop.example'], recoveryPageUrl: 'https://shop.example/cart' }
const list = Response.json({ status: 'success', data: [] }, { headers: { date: new Date(now).toUTCString() } })

async function look(answer: Response | Error, channels: Record<string, typeof channel> = { 1: channel }) {
  const asked: string[] = []
  const { checkUp } = tjar({
    storeDomain: 'example-store.tjar.sa',
    apiKey: 'key-of-the-store',
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init)
      asked.push(`${method} ${url}`)
      if (answer instanceof Error) throw answer
      return answer.clone()
    },
  })
  assert.ok(checkUp)
  const findings = await checkUp.checkUp({ channels, now, fix: true }, signal())
  return { asked, findings, wrong: findings.filter(({ ok }) => !ok) }
}

test('one question is enough: the carts of thirty days, by the date of the store', async () => {
  const { asked, findings } = await look(list)
  assert.deepEqual(asked, ['GET https://example-store.tjar.sa/api/core/v1/abandoned-carts?date_from=2026-03-03'])
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [
      ['config', true],
      ['key', true],
      ['clock', true],
    ],
  )
})

test('a list of which nothing can be read is wrong, one of which something cannot is to be known', async () => {
  const cart = (created_at: unknown) => ({ identifier: '1', cart_total: 5, created_at })
  const answer = (...times: unknown[]) => Response.json({ status: 'success', data: times.map(cart) })
  const about = async (...times: unknown[]) =>
    (await look(answer(...times))).findings.find(({ subject }) => subject === 'tjar abandoned carts')
  assert.deepEqual(await about('2026-04-01 10:00:00'), { check: 'api', subject: 'tjar abandoned carts', ok: true })
  const some = await about('2026-04-01 10:00:00', '05/04/2026')
  assert.equal(some?.ok, true)
  assert.match(some?.detail ?? '', /^1 of 2 listed carts cannot be read/)
  const none = await about('05/04/2026', 'yesterday')
  assert.equal(none?.ok, false)
  assert.match(none?.detail ?? '', /^none of the 2 listed carts can be read/)
})

test('a key that is refused is all that is wrong', async () => {
  for (const status of [401, 403]) {
    const { wrong } = await look(Response.json({ status: 'error' }, { status }))
    assert.deepEqual(
      wrong.map(({ check, subject }) => [check, subject]),
      [['key', 'tjar API key']],
      String(status),
    )
  }
})

test('an answer that is no list, and none at all, are no fault of the key', async () => {
  for (const answer of [new Response('<html>'), new TypeError('fetch failed')]) {
    const { wrong } = await look(answer)
    assert.deepEqual(
      wrong.map(({ check }) => check),
      ['api'],
    )
  }
})

test('a channel that is not configured, and a clock that is wrong, are named', async () => {
  assert.deepEqual(
    (await look(list, { 7: channel })).wrong.map(({ check }) => check),
    ['config'],
  )
  const late = Response.json({ data: [] }, { headers: { date: new Date(now + 600_000).toUTCString() } })
  assert.deepEqual(
    (await look(late)).wrong.map(({ check }) => check),
    ['clock'],
  )
})
