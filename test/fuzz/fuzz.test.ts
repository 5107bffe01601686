import assert from 'node:assert/strict'
import { test } from 'node:test'

import { runFuzz } from './run-fuzz.ts'

test('10,000 bent requests break nothing, and no malformed one reaches a platform', { timeout: 600_000 }, async () => {
  const { statuses, routes, unwanted, crashes, upstream, repeated, bare } = await runFuzz({
    requests: 10_000,
    seed: 12,
  })
  // Honest requests are among them, or nothing would have been tried.
  assert.ok(routes.size >= 20 && (statuses.get(200) ?? 0) > 500)
  const first = (found: string[]) => found.slice(0, 3)
  assert.deepEqual(
    [unwanted, crashes, upstream, repeated, bare].map(first),
    [[], [], [], [], []],
    'again: npm run fuzz -- --requests 10000 --seed 12',
  )
})
