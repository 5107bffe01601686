import assert from 'node:assert/strict'
import { sql } from 'kysely'

import type { LedgerDatabase } from '../sql/database.ts'
import type { StoreCases } from './test-store.ts'

const many = Array.from({ length: 20 }, (_, n) => n)
const event = (id: string, at = 1) => ({ store: 'shop', id, at, expires_at: 9 })
const insert = ({ db }: LedgerDatabase, id: string, at = 1) => db.insertInto('events').values(event(id, at))
const move = ({ db }: LedgerDatabase, id: string, from: number, to: number) =>
  db.updateTable('events').set({ at: to }).where('id', '=', id).where('at', '=', from)

async function idsOf({ db }: LedgerDatabase): Promise<string[]> {
  const rows = await db.selectFrom('events').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

type DatabaseCase = (one: LedgerDatabase, other: LedgerDatabase) => Promise<void>

/** What holds for the `database` of a `StateStore`, which holds the ledger. */
const cases: Record<string, DatabaseCase> = {
  'its tables are there for two instances that start at once, and again later': async (one, other) => {
    const found = await Promise.all([one, other].map(({ db }) => db.selectFrom('carts').select('id').execute()))
    assert.deepEqual(found, [[], []])
  },
  'a batch tells of each statement what it changed and what it returned': async (one) => {
    const { db } = one
    const results = await one.batch([
      db.insertInto('events').values([event('a'), event('b')]),
      db.updateTable('events').set({ at: 5 }).where('id', '=', 'a').returning(['id', 'at']),
      db.deleteFrom('events').where('id', '=', 'c'),
      db.selectFrom('events').select(['id']).orderBy('id'),
    ])
    assert.deepEqual(
      results.slice(0, 3).map(({ changes }) => changes),
      [2, 1, 0],
    )
    const rows = results.map((result) => result.rows.map((row) => ({ ...(row as object) })))
    assert.deepEqual(rows, [[], [{ id: 'a', at: 5 }], [], [{ id: 'a' }, { id: 'b' }]])
    assert.deepEqual(await one.batch([]), [])
  },
  'of a batch all statements count or none': async (one, other) => {
    await one.batch([insert(one, 'a')])
    await assert.rejects(one.batch([insert(one, 'b'), insert(one, 'a'), insert(one, 'c')]))
    assert.deepEqual(await idsOf(other), ['a'])
  },
  'a batch that fails takes no other one along': async (one, other) => {
    await one.batch([insert(one, 'taken')])
    const ends = await Promise.allSettled(
      many.map((n) => {
        const database = n % 2 ? one : other
        return database.batch([insert(database, `new-${n}`), insert(database, n % 5 ? `also-${n}` : 'taken')])
      }),
    )
    const failed = ends.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))
    assert.deepEqual(failed, [0, 5, 10, 15])
    assert.equal((await idsOf(one)).length, 1 + 2 * 16)
  },
  'of twenty claims at once one wins': async (one, other) => {
    await one.batch([insert(one, 'claimed', 0)])
    const results = await Promise.all(
      many.map((n) => {
        const database = n % 2 ? one : other
        return database.batch([move(database, 'claimed', 0, n + 1)])
      }),
    )
    assert.equal(results.filter(([result]) => result?.changes === 1).length, 1)
  },
  'of twenty that insert the same row at once one wins, and none fails': async (one, other) => {
    const results = await Promise.all(
      many.map((n) => {
        const database = n % 2 ? one : other
        return database.batch([
          insert(database, 'same', n)
            .onConflict((conflict) => conflict.columns(['store', 'id']).doNothing())
            .returning('at'),
        ])
      }),
    )
    assert.equal(results.filter(([result]) => result?.changes === 1).length, 1)
  },
  'batches that cross each other are all done': async (one, other) => {
    await one.batch([insert(one, 'a', 0), insert(one, 'b', 0)])
    const add = ({ db }: LedgerDatabase, id: string) =>
      db
        .updateTable('events')
        .set(({ eb }) => ({ at: eb('at', '+', 1) }))
        .where('id', '=', id)
    await Promise.all(
      many.map((n) => {
        const database = n % 2 ? one : other
        const ids = n % 2 ? ['a', 'b'] : ['b', 'a']
        return database.batch(ids.map((id) => add(database, id)))
      }),
    )
    const rows = await one.db.selectFrom('events').select('at').execute()
    assert.deepEqual(
      rows.map(({ at }) => at),
      [20, 20],
    )
  },
  'numbers are numbers, sums and counts too': async (one) => {
    const [at, expires_at] = [Date.UTC(2100, 0, 1), Number.MAX_SAFE_INTEGER]
    await one.batch([one.db.insertInto('events').values({ store: 'shop', id: 'a', at, expires_at })])
    const row = await one.db
      .selectFrom('events')
      .select(['at', 'expires_at'])
      .select(({ fn }) => [fn.countAll().as('count'), fn.sum('at').as('sum'), sql<number | null>`max(at)`.as('max')])
      .groupBy(['at', 'expires_at'])
      .executeTakeFirst()
    assert.deepEqual({ ...row }, { at, expires_at, count: 1, sum: at, max: at })
  },
}

/** What holds for the `database` of a `StateStore`. A store without one fails each of them. */
export const databaseCases: StoreCases = Object.fromEntries(
  Object.entries(cases).map(([title, run]) => [
    title,
    async (one, other) => {
      assert.ok(one.database && other.database, 'the store has no database')
      await run(one.database, other.database)
    },
  ]),
)
