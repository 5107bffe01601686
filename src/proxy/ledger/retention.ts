import { sql } from 'kysely'

import type { LedgerBase } from './stored.ts'
import { yieldToRequests } from './yield.ts'

/** Rows that one statement deletes. Each is taken out of up to eight indexes, which is more work than reading it. */
const maxDeleted = 100
/** Slices of one table in one call: what is left has its turn with the next one. */
const maxSlices = 30

/** The tables of the ledger whose rows end by themselves, and what identifies a row. */
const tables: { name: string; key: string[]; slice?: number }[] = [
  { name: 'carts', key: ['store', 'id'] },
  { name: 'messages', key: ['store', 'id'] },
  { name: 'consents', key: ['store', 'key', 'message_channel'] },
  { name: 'transfers', key: ['store', 'destination', 'source'] },
  { name: 'events', key: ['store', 'id'] },
  { name: 'jobs', key: ['store', 'id'] },
  { name: 'subscriptions', key: ['store', 'id'] },
  // Hundreds of figures are deleted with a day.
  { name: 'days', key: ['store', 'day'], slice: 1 },
]

/** Deletes what has reached its end, in slices, with time for requests in between. Resolves to the number of rows. */
export async function deleteExpired({ database, clock }: LedgerBase): Promise<number> {
  let deleted = 0
  for (const { name, key: columns, slice: limit = maxDeleted } of tables) {
    for (let slices = 0; slices < maxSlices; slices++) {
      const now = Math.floor(clock())
      const key = sql.join(columns.map((column) => sql.ref(column)))
      const from = sql.table(name)
      const expired = sql`select ${key} from ${from} where expires_at <= ${now} order by expires_at limit ${limit}`
      // The end is compared twice: a row that was changed in between has another one.
      const slice = sql`delete from ${from} where expires_at <= ${now} and (${key}) in (${expired})`
      const [result] = await database.batch([{ compile: () => slice.compile(database.db) }])
      deleted += result?.changes ?? 0
      await yieldToRequests()
      if ((result?.changes ?? 0) < limit) break
    }
  }
  return deleted
}
