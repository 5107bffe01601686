import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openLedger } from '../../../test/setup/ledger.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { StoreContext } from '../context.ts'
import {
  acceptsReports,
  clearRefusedAccess,
  isAccessRefused,
  readRefusedAccess,
  recordRefusedAccess,
} from './refused-access.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const refusal = (status = 401) => new UpstreamError('status', `shop GET: ${status}`, { status })

function open() {
  const opened = openLedger()
  const logged: string[] = []
  const error = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`)
  const report = { platform: 'automation' }
  const context = { ...opened, debug: false, report, log: { info() {}, warn() {}, error } } as unknown as StoreContext
  return { ...opened, context, logged }
}

test('a refusal of the account is one of the platform’s, and no other failure', () => {
  assert.deepEqual(
    [401, 403, 404, 429, 500].map((status) => isAccessRefused(refusal(status))),
    [...[true, true, false, false, false]],
  )
  assert.equal(isAccessRefused(new TypeError('a defect')), false)
})

test('a refusal is remembered since its first time, logged once, and told with its status', async () => {
  const { context, logged, time } = open()
  const since = time.now
  await recordRefusedAccess(context, 'shop', refusal(403))
  time.now += minuteMs
  await recordRefusedAccess(context, 'shop', refusal(401))
  assert.deepEqual(await readRefusedAccess(context, 'shop'), { since, retryAt: time.now + 15 * minuteMs, status: 401 })
  assert.equal(logged.length, 1)
  assert.match(logged[0] ?? '', /^The platform refuses our account.*"store":"shop","platform":"shop".*"status":403/)
})

test('a refusal without a status is told without one', async () => {
  const { context, logged } = open()
  await recordRefusedAccess(context, 'shop', new UpstreamError('not-sendable', 'shop GET: not sendable'))
  assert.deepEqual(Object.keys((await readRefusedAccess(context, 'shop')) ?? {}), ['since', 'retryAt'])
  assert.doesNotMatch(logged.join(), /status/)
})

test('a refusal is forgotten with the next success, at its platform and in its store alone, or after a week', async () => {
  const { context, logged, time } = open()
  for (const platform of ['shop', 'mail']) await recordRefusedAccess(context, platform, refusal())
  const other = { ...context, store: 'other' }
  await clearRefusedAccess(other, ['shop'])
  assert.ok(await readRefusedAccess(context, 'shop'))
  assert.equal(await readRefusedAccess(other, 'shop'), undefined)
  await clearRefusedAccess(context, ['shop'])
  assert.equal(await readRefusedAccess(context, 'shop'), undefined)
  time.now += 7 * dayMs - 1
  assert.ok(await readRefusedAccess(context, 'mail'))
  time.now += 1
  assert.equal(await readRefusedAccess(context, 'mail'), undefined)
  await recordRefusedAccess(context, 'shop', refusal())
  assert.equal(logged.length, 3, 'a new refusal is logged again')
})

test('reports wait for a quarter of an hour where the automation refuses our account, and for no other platform', async () => {
  const { context, time } = open()
  await recordRefusedAccess(context, 'shop', refusal())
  assert.equal(await acceptsReports(context), true)
  await recordRefusedAccess(context, 'automation', refusal())
  assert.equal(await acceptsReports(context), false)
  const { report: _, ...without } = context
  assert.equal(await acceptsReports(without), true)
  time.now += 15 * minuteMs - 1
  assert.equal(await acceptsReports(context), false)
  time.now += 1
  assert.equal(await acceptsReports(context), true)
})
