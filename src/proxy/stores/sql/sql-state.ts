import { sql } from 'kysely'

import type { StateStore } from '../state-store.ts'
import type { LedgerDatabase } from './database.ts'
import { createRoomMaker, type RoomOptions } from './make-room.ts'

export interface SqlStateOptions extends Omit<RoomOptions, 'maxKeys'> {
  /** @default 1 million */
  maxKeys?: number | undefined
}

/** The verbs of a `StateStore` on the table `state`. */
export type SqlState = Omit<StateStore, 'durable' | 'database' | 'close'>

const checkMs = 60_000
/** Without values a row takes some hundred bytes. A shop with a hundred thousand recoveries a day has fewer. */
const defaultMaxKeys = 1_000_000

/** The verbs of a state store as single statements. */
export function createSqlState(database: LedgerDatabase, options: SqlStateOptions): SqlState {
  const { db, batch } = database
  const { now, clock, maxKeys = defaultMaxKeys } = options
  const makeRoom = createRoomMaker(database, { now, clock, maxKeys })
  const end = (lifetimeMs: number) => sql<number>`${now()} + ${Math.ceil(lifetimeMs)}`
  const isOver = () => sql<boolean>`state.expires_at <= ${now()}`

  const changed = async (...statement: Parameters<typeof batch>[0]) => ((await batch(statement))[0]?.changes ?? 0) > 0

  async function set(key: string, value: string, lifetimeMs: number): Promise<void> {
    makeRoom()
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
      makeRoom()
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
      makeRoom()
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
    check: () => set('check', crypto.randomUUID(), checkMs),
  }
}
