import assert from 'node:assert/strict'
import { test } from 'node:test'

import { buzzbip } from './buzzbip.ts'

const now = Date.parse('2026-04-01T10:00:00Z')

async function look(answer: () => Response) {
  const asked: string[] = []
  const { checkUp } = buzzbip({
    username: 'shop',
    password: 'secret-of-the-shop',
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init)
      asked.push(`${method} ${new URL(url).pathname}`)
      return answer()
    },
  })
  assert.ok(checkUp)
  const findings = await checkUp.checkUp({ channels: {}, now, fix: true }, AbortSignal.timeout(5000))
  return { asked, findings, wrong: findings.filter(({ ok }) => !ok) }
}

const date = new Date(now + 20_000).toUTCString()

test('it logs in, and sends nobody anything', async () => {
  const { asked, findings } = await look(() => Response.json({ token: 'token' }, { headers: { date } }))
  assert.deepEqual(asked, ['POST /api/login_check'])
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [
      ['key', true],
      ['clock', true],
    ],
  )
})

test('a log-in that is refused says what to check, and shows neither name nor password', async () => {
  for (const [status, words] of [
    [401, /`username` and `password`/],
    [403, /API access/],
  ] as const) {
    const { wrong } = await look(() => Response.json({ status: 'error', code: status }, { status }))
    assert.deepEqual(
      wrong.map(({ check }) => check),
      ['key'],
    )
    assert.match(wrong[0]?.detail ?? '', words)
    assert.ok(!JSON.stringify(wrong).includes('secret-of-the-shop'))
  }
})

test('an outage is no fault of the password', async () => {
  const { wrong } = await look(() => new Response('down', { status: 503 }))
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['api'],
  )
})
