import { sql } from 'kysely'

import type { LedgerBase } from './stored.ts'
import { yieldToRequests } from './yield.ts'

/** Rows that one statement deletes, so that none holds up requests for long. */
const maxSlice = 500
/** Slices of one table in one call: what is left has its turn with the next one. */
const maxSlices = 20

/** The tables of the ledger whose rows end by themselves, and what identifies a row. */
const keys = {
  carts: ['store', 'id'],
  messages: ['store', 'id'],
  consents: ['store', 'key', 'message_channel'],
  transfers: ['store', 'destination', 'source'],
  events: ['store', 'id'],
  jobs: ['store', 'id'],
  days: ['store', 'day'],
} as const

/** Deletes what has reached its end, in slices, with time for requests in between. Resolves to the number of rows. */
export async function deleteExpired({ database, clock }: LedgerBase): Promise<number> {
  let deleted = 0
  for (const [table, columns] of Object.entries(keys)) {
    for (let slices = 0; slices < maxSlices; slices++) {
      const now = Math.floor(clock())
      const key = sql.join(columns.map((column) => sql.ref(column)))
      const from = sql.table(table)
      const expired = sql`select ${key} from ${from} where expires_at <= ${now} order by expires_at limit ${maxSlice}`
      // The end is compared twice: a row that was changed in between has another one.
      const slice = sql`delete from ${from} where expires_at <= ${now} and (${key}) in (${expired})`
      const [result] = await database.batch([{ compile: () => slice.compile(database.db) }])
      deleted += result?.changes ?? 0
      await yieldToRequests()
      if ((result?.changes ?? 0) < maxSlice) break
    }
  }
  return deleted
}
