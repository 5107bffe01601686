import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'

import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { StoreDownError } from '../../src/proxy/stores/store-down-error.ts'
import { databaseCases, lockCases, stateCases, testStore } from '../../src/proxy/stores/suite/index.ts'
import { startPostgres } from '../setup/postgres.ts'

const postgres = await startPostgres()
after(() => postgres?.close())

/** Of a machine that is five minutes ahead: lifetimes go by the database's clock. */
const fastClock = () => Date.now() + 5 * 60_000

testStore(
  'postgres',
  { ...stateCases, ...lockCases, ...databaseCases },
  async () => {
    const connectionString = (await postgres?.createDatabase()) ?? ''
    const open = (clock: () => number) => createPostgresStore({ connectionString, clock })
    return { stores: [open(Date.now), open(fastClock)] }
  },
  { skip: postgres === undefined },
)

test('connections that are cut in the middle of batches fail those batches, and nothing else', {
  skip: postgres === undefined,
}, async (t) => {
  const connectionString = (await postgres?.createDatabase()) ?? ''
  const { database, close, check } = createPostgresStore({ connectionString })
  t.after(close)
  await check()
  assert.ok(database)
  const { db } = database
  const insert = (key: string) => db.insertInto('state').values({ key, value: '', expires_at: 9e15 })
  const stored = new Set<string>()
  let isOver = false
  const cutter = new pg.Client({ connectionString })
  await cutter.connect()
  const cutting = (async () => {
    while (!isOver) {
      await cutter.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cart-recovery'",
      )
    }
  })()
  let failed = 0
  for (let nth = 0; failed < 20; nth += 1) {
    const keys = [`${nth}-a`, `${nth}-b`]
    await database.batch(keys.map(insert)).then(
      () => keys.map((key) => stored.add(key)),
      (error: unknown) => {
        assert.ok(error instanceof StoreDownError, String(error))
        failed += 1
      },
    )
  }
  isOver = true
  await cutting
  await cutter.end()
  const found = new Set((await db.selectFrom('state').select('key').execute()).map(({ key }) => key))
  assert.deepEqual(
    [...stored].filter((key) => !found.has(key)),
    [],
    'what was acknowledged is stored',
  )
  for (const key of found) assert.ok(found.has(key.replace(/[ab]$/, (end) => (end === 'a' ? 'b' : 'a'))), 'all or none')
})
