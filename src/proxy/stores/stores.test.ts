import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { createSqliteStore } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))

test('a SQLite file is there again after its process', async () => {
  const path = join(folder, 'kept.db')
  const first = createSqliteStore({ path, clock: () => 5 })
  await first.set('key', 'value', 1000)
  first.close()
  const second = createSqliteStore({ path, clock: () => 6 })
  assert.equal(await second.get('key'), 'value')
  second.close()
})

test('two processes may share a SQLite file', async () => {
  const path = join(folder, 'shared.db')
  const [one, two] = [createSqliteStore({ path }), createSqliteStore({ path })]
  const wins = await Promise.all([one, two].map((store) => store.setIfAbsent('lock', 'me', 1000)))
  assert.equal(wins.filter(Boolean).length, 1)
  one.close()
  two.close()
})
