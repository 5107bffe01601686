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

test('one question is enough: the carts of today, by the date of the store', async () => {
  const { asked, findings } = await look(list)
  assert.deepEqual(asked, ['GET https://example-store.tjar.sa/api/core/v1/abandoned-carts?date_from=2026-04-02'])
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [
      ['config', true],
      ['key', true],
      ['clock', true],
    ],
  )
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
