import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'

import { openDatabase } from '../sql/open-database.ts'
import { connectSqlite } from './sqlite-connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))

const open = (path: string) => openDatabase({ kind: 'sqlite', connect: () => connectSqlite(path) })
const event = (id: string) => ({ store: 'shop', id, at: 1, expires_at: 9 })

test('the tables are there with the first statement, and still there for the next process', async () => {
  const path = join(folder, 'again.db')
  const first = open(path)
  const [inserted] = await first.batch([first.db.insertInto('events').values(event('one'))])
  assert.equal(inserted?.changes, 1)
  await first.close()
  const second = open(path)
  const kept = await second.db.selectFrom('events').select('id').execute()
  assert.deepEqual(
    kept.map(({ id }) => id),
    ['one'],
  )
  await second.close()
})

test('several that open a new file at once all find its tables', async () => {
  const path = join(folder, 'at-once.db')
  const databases = Array.from({ length: 4 }, () => open(path))
  const found = await Promise.all(databases.map(({ db }) => db.selectFrom('carts').select('id').execute()))
  assert.deepEqual(found, [[], [], [], []])
  await Promise.all(databases.map((database) => database.close()))
})

test('of a batch all statements count or none', async () => {
  const { db, batch, close } = open(':memory:')
  await batch([db.insertInto('events').values(event('one'))])
  await assert.rejects(
    batch([db.insertInto('events').values(event('two')), db.insertInto('events').values(event('one'))]),
  )
  assert.equal((await db.selectFrom('events').select('id').execute()).length, 1)
  await close()
})

test('a batch tells of each statement what it changed and what it returned', async () => {
  const { db, batch, close } = open(':memory:')
  const results = await batch([
    db.insertInto('events').values([event('one'), event('two')]),
    db.updateTable('events').set({ at: 5 }).where('id', '=', 'one').returning(['id', 'at']),
    db.deleteFrom('events').where('id', '=', 'three'),
    db.selectFrom('events').select(sql<number>`count(*)`.as('count')),
  ])
  assert.deepEqual(
    results.map(({ changes, rows }) => [changes, rows.map((row) => ({ ...(row as object) }))]),
    [
      [2, []],
      [1, [{ id: 'one', at: 5 }]],
      [0, []],
      [1, [{ count: 2 }]],
    ],
  )
  await close()
})
