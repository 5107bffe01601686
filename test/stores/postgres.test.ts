import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'

import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { StoreDownError } from '../../src/proxy/stores/store-down-error.ts'
import {
  boundCases,
  boundedKeys,
  databaseCases,
  lockCases,
  stateCases,
  testStore,
} from '../../src/proxy/stores/suite/index.ts'
import { startPostgres } from '../setup/postgres.ts'

const postgres = await startPostgres()
after(() => postgres?.close())

/** Of a machine that is five minutes ahead: lifetimes go by the database's clock. */
const fastClock = () => Date.now() + 5 * 60_000

async function openTwice(options: { maxKeys?: number }) {
  const connectionString = (await postgres?.createDatabase()) ?? ''
  const open = (clock: () => number) => createPostgresStore({ connectionString, clock, ...options })
  return { stores: [open(Date.now), open(fastClock)] as const }
}

const skip = postgres === undefined

testStore('postgres', { ...stateCases, ...lockCases, ...databaseCases }, () => openTwice({}), { skip })

testStore('postgres, bounded', boundCases, () => openTwice({ maxKeys: boundedKeys }), { skip })

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

/** What a store's connection has these settings at. */
async function settingsOf(t: TestContext, connectionString: string): Promise<string[]> {
  const { database, close, check } = createPostgresStore({ connectionString })
  t.after(close)
  await check()
  const names = ['statement_timeout', 'idle_in_transaction_session_timeout', 'tcp_keepalives_idle', 'work_mem']
  assert.ok(database)
  const { rows } = await sql<{ value: string }>`
    SELECT current_setting(name) AS value FROM unnest(${names}::text[]) WITH ORDINALITY AS one (name, nth) ORDER BY nth
  `.execute(database.db)
  return rows.map(({ value }) => value)
}

test('a machine that vanished holds no rows for long, and options of the address replace ours', {
  skip: postgres === undefined,
}, async (t) => {
  const address = new URL((await postgres?.createDatabase()) ?? '')
  const [statement, idle, keepAlive] = await settingsOf(t, address.href)
  assert.deepEqual([statement, idle], ['5s', '10s'])
  // A Unix socket has none, and always reads 0.
  assert.ok(keepAlive === '10' || keepAlive === '0', keepAlive)
  address.searchParams.set('options', '-c work_mem=5MB')
  assert.equal((await settingsOf(t, address.href))[3], '5MB')
})

test('what has ended and is set again at that moment is not swept away', {
  skip: postgres === undefined,
}, async (t) => {
  const connectionString = (await postgres?.createDatabase()) ?? ''
  const { check, get, close } = createPostgresStore({ connectionString })
  t.after(close)
  await check()
  const other = new pg.Client({ connectionString })
  await other.connect()
  t.after(() => other.end())
  await other.query("INSERT INTO state (key, value, expires_at) VALUES ('lock', 'ended', 1)")
  await other.query('BEGIN')
  await other.query("UPDATE state SET value = 'taken', expires_at = 9000000000000000 WHERE key = 'lock'")
  // A store that was just opened sweeps with its first write.
  const sweeping = createPostgresStore({ connectionString })
  await sweeping.set('other', 'value', 60_000)
  const isSweepWaiting = async () => {
    const { rows } = await other.query(
      "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'delete from \"state\"%'",
    )
    return rows.length > 0
  }
  while (!(await isSweepWaiting())) await new Promise((resolve) => setTimeout(resolve, 5))
  await other.query('COMMIT')
  // Closing waits for the sweep.
  await sweeping.close()
  assert.equal(await get('lock'), 'taken')
})
