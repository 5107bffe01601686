import assert from 'node:assert/strict'

import type { Sandbox } from '../../src/sandbox/index.ts'

/** What a platform would do by itself: leaving, ordering or expiring a cart. */
export async function post({ controls }: Sandbox, path: string): Promise<void> {
  const response = await controls.fetch(new Request(`http://127.0.0.1/sandbox/${path}`, { method: 'POST' }))
  assert.ok(response.ok, `${path}: ${await response.text()}`)
}
