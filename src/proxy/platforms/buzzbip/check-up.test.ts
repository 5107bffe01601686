import assert from 'node:assert/strict'
import { test } from 'node:test'

import { buzzbip } from './buzzbip.ts'

const now = Date.parse('2026-04-01T10:00:00Z')

async function look(answer: (path: string) => Response) {
  const asked: string[] = []
  const { checkUp } = buzzbip({
    username: 'shop',
    password: 'secret-of-the-shop',
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init)
      asked.push(`${method} ${new URL(url).pathname}${new URL(url).search}`)
      return answer(new URL(url).pathname)
    },
  })
  assert.ok(checkUp)
  const findings = await checkUp.checkUp({ channels: {}, now, fix: true }, AbortSignal.timeout(5000))
  return { asked, findings, wrong: findings.filter(({ ok }) => !ok) }
}

const date = new Date(now + 20_000).toUTCString()

test('it logs in, reads one message of the history, and sends nobody anything', async () => {
  const { asked, findings } = await look(() => Response.json({ token: 'token' }, { headers: { date } }))
  assert.deepEqual(asked, ['POST /api/login_check', 'GET /api/whatsapp/?page=1&limit=1'])
  assert.deepEqual(
    findings.map(({ check, ok }) => [check, ok]),
    [
      ['key', true],
      ['scope', true],
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

for (const [words, refusal] of Object.entries<() => Response>({
  'a 403': () => Response.json({ status: 'error', message: 'No', code: 403, data: [] }, { status: 403 }),
  'a 401': () => Response.json({ code: 401, message: 'Invalid credentials' }, { status: 401 }),
  'the code 403 with 200': () => Response.json({ status: 'error', message: 'No', code: 403, data: [] }),
})) {
  test(`an account that may log in and nothing else is named: ${words}`, async () => {
    const { wrong } = await look((path) => (path.includes('login') ? Response.json({ token: 'token' }) : refusal()))
    assert.deepEqual(
      wrong.map(({ check, subject }) => [check, subject]),
      [['scope', 'buzzbip API access']],
    )
    assert.match(wrong[0]?.detail ?? '', /switch on API access/)
  })
}

test('where Buzzbip has no such history, it is said that nothing was learned', async () => {
  for (const status of [404, 405, 400, 500]) {
    const { findings, wrong } = await look((path) =>
      path.includes('login') ? Response.json({ token: 'token' }) : Response.json({ status: 'error' }, { status }),
    )
    assert.deepEqual(wrong, [])
    assert.match(findings.find(({ check }) => check === 'scope')?.detail ?? '', /Not known/)
  }
})

test('an outage is no fault of the password', async () => {
  const { wrong } = await look(() => new Response('down', { status: 503 }))
  assert.deepEqual(
    wrong.map(({ check }) => check),
    ['api'],
  )
})
