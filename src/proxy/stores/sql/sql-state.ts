import { type RawBuilder, sql } from 'kysely'

import type { StateStore } from '../state-store.ts'
import type { LedgerDatabase } from './database.ts'

export interface SqlStateOptions {
  /**
   * Now, in milliseconds since 1970, as an expression of SQL. A database that several machines share has to be asked itself:
   * by clocks of their own they would not agree when a lock has ended.
   */
  now: () => RawBuilder<number>
  /** This machine's clock. Milliseconds since 1970. */
  clock: () => number
}

/** The verbs of a `StateStore` on the table `state`. */
export type SqlState = Omit<StateStore, 'durable' | 'database' | 'close'>

const sweepEveryMs = 60_000
const sweepRows = 500

/** The verbs of a state store as single statements. */
export function createSqlState({ db, batch }: LedgerDatabase, { now, clock }: SqlStateOptions): SqlState {
  let sweepAt = 0
  const end = (lifetimeMs: number) => sql<number>`${now()} + ${Math.ceil(lifetimeMs)}`
  const isOver = () => sql<boolean>`state.expires_at <= ${now()}`

  /** Deletes what has ended, a slice with one write a minute, and the rest with the writes after it. */
  function sweep() {
    if (clock() < sweepAt) return
    sweepAt = clock() + sweepEveryMs
    const ended = db
      .selectFrom('state')
      .select('key')
      .where('expires_at', '<=', now())
      .orderBy('expires_at')
      .limit(sweepRows)
    // The end is compared twice: a key that was set again in between has another one.
    batch([db.deleteFrom('state').where('expires_at', '<=', now()).where('key', 'in', ended)]).then(
      ([deleted]) => {
        if (deleted?.changes === sweepRows) sweepAt = 0
      },
      // The write itself says that the database is down.
      () => {},
    )
  }

  const changed = async (...statement: Parameters<typeof batch>[0]) => ((await batch(statement))[0]?.changes ?? 0) > 0

  async function set(key: string, value: string, lifetimeMs: number): Promise<void> {
    sweep()
    await batch([
      db
        .insertInto('state')
        .values({ key, value, expires_at: end(lifetimeMs) })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((row) => ({
            value: row.ref('excluded.value'),
            expires_at: row.ref('excluded.expires_at'),
          })),
        ),
    ])
  }

  return {
    set,
    async get(key) {
      const found = await db
        .selectFrom('state')
        .select('value')
        .where('key', '=', key)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      return found?.value
    },
    setIfAbsent(key, value, lifetimeMs) {
      sweep()
      return changed(
        db
          .insertInto('state')
          .values({ key, value, expires_at: end(lifetimeMs) })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet((row) => ({ value: row.ref('excluded.value'), expires_at: row.ref('excluded.expires_at') }))
              .where(isOver()),
          ),
      )
    },
    delete(key, expected) {
      const deleting = db.deleteFrom('state').where('key', '=', key).where('expires_at', '>', now())
      return changed(expected === undefined ? deleting : deleting.where('value', '=', expected))
    },
    replace: (key, expected, value, lifetimeMs) =>
      changed(
        db
          .updateTable('state')
          .set({ value, expires_at: end(lifetimeMs) })
          .where('key', '=', key)
          .where('value', '=', expected)
          .where('expires_at', '>', now()),
      ),
    async increment(key, by, lifetimeMs) {
      sweep()
      const sum = sql<string>`cast(cast(state.value as bigint) + ${sql.lit(Math.trunc(by))} as text)`
      const [counted] = await batch([
        db
          .insertInto('state')
          .values({ key, value: String(Math.trunc(by)), expires_at: end(lifetimeMs) })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({
              value: sql`case when ${isOver()} then excluded.value else ${sum} end`,
              expires_at: sql`case when ${isOver()} then excluded.expires_at else state.expires_at end`,
            }),
          )
          .returning(['value', sql<number>`expires_at - ${now()}`.as('left')]),
      ])
      const [row] = (counted?.rows ?? []) as { value: string; left: number }[]
      return { value: Number(row?.value), expiresAt: clock() + Number(row?.left) }
    },
    check: () => set('check', crypto.randomUUID(), sweepEveryMs),
  }
}
