import { createLedger, type Ledger } from '../../src/proxy/ledger/ledger.ts'
import { createSealer } from '../../src/proxy/sealing/sealer.ts'
import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'

/** A key of a store, told apart by one byte. */
export const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64url')

/** A clock that a test moves. */
export interface TestTime {
  now: number
}

/** One store's ledger in memory, and the clock that it goes by. `on` opens another one in the same database. */
export function openLedger({
  store = 'shop',
  keys = [keyOf(7)],
  time = { now: 1_800_000_000_000 },
  on,
}: {
  store?: string
  keys?: string[]
  time?: TestTime
  on?: SqlStore
} = {}) {
  const clock = () => time.now
  const stateStore = on ?? createSqliteStore({ path: ':memory:', clock })
  const sealer = createSealer(store, keys, clock)
  const ledger: Ledger = createLedger({ store, keys, database: stateStore.database, sealer, clock })
  return { store, time, clock, stateStore, sealer, ledger }
}
