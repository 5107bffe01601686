import { type RawBuilder, sql } from 'kysely'

import { keptKinds } from '../kept-kinds.ts'
import type { LedgerDatabase } from './database.ts'

const everyMs = 60_000
/** Rows of one statement, and how many of those one count is followed by. */
const sliceRows = 500
const maxSlices = 200
/** Of `maxKeys`, how many writes of this process come before the next count at the latest. */
const countAfter = 0.1

export interface RoomOptions {
  /**
   * Now, in milliseconds since 1970, as an expression of SQL. A database that several machines share has to be asked itself:
   * by clocks of their own they would not agree when a lock has ended.
   */
  now: () => RawBuilder<number>
  /** This machine's clock. Milliseconds since 1970. */
  clock: () => number
  maxKeys: number
}

/** The rows that may be dropped. In these words the index `state_evictable` is found. */
export const isEvictable = sql.raw<boolean>(keptKinds.map((kind) => `key not like '${kind}:%'`).join(' and '))

/**
 * Deletes what has ended, and of more than `maxKeys` what ends first. The result is called with every write and does so once a
 * minute, or sooner where this process writes much. Counting walks through an index, and that minute is one for all instances.
 */
export function createRoomMaker({ db, batch }: LedgerDatabase, { now, clock, maxKeys }: RoomOptions) {
  let dueAt = 0
  let writes = 0
  let isRunning = false

  const end = () => sql<number>`${now()} + ${sql.lit(everyMs)}`

  /** Deletes a slice of what has ended. True where this instance is the one to count in this minute. */
  async function deleteEnded(): Promise<boolean> {
    const ended = db
      .selectFrom('state')
      .select('key')
      .where('expires_at', '<=', now())
      .orderBy('expires_at')
      .limit(sliceRows)
    const [deleted, claimed] = await batch([
      // The end is compared twice: a key that was set again in between has another one.
      db.deleteFrom('state').where('expires_at', '<=', now()).where('key', 'in', ended),
      db
        .insertInto('state')
        .values({ key: 'counted', value: '', expires_at: end() })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({ expires_at: end() }).where('state.expires_at', '<=', now()),
        ),
    ])
    // The rest is deleted with the writes after this one.
    if (deleted?.changes === sliceRows) dueAt = 0
    return claimed?.changes === 1
  }

  async function dropExcess(): Promise<void> {
    const { count } = await db
      .selectFrom('state')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    let excess = count - maxKeys
    for (let slices = 0; excess > 0 && slices < maxSlices; slices++) {
      const first = db
        .selectFrom('state')
        .select('key')
        .where(isEvictable)
        .orderBy('expires_at')
        .limit(Math.min(sliceRows, excess))
      const [dropped] = await batch([db.deleteFrom('state').where('key', 'in', first)])
      if (!dropped?.changes) return
      excess -= dropped.changes
    }
  }

  return (): void => {
    writes++
    const isMuch = writes > maxKeys * countAfter
    if (isRunning || (clock() < dueAt && !isMuch)) return
    isRunning = true
    writes = 0
    dueAt = clock() + everyMs
    deleteEnded()
      .then((isOurs) => (isOurs || isMuch ? dropExcess() : undefined))
      // The write itself says that the database is down.
      .catch(() => {})
      .finally(() => {
        isRunning = false
      })
  }
}
