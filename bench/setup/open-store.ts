import { createPostgresStore } from '../../src/proxy/stores/postgres.ts'
import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'

/** Opens the store that an address leads to: a database of PostgreSQL, or a file. */
export function openStore(address: string) {
  return address.startsWith('postgresql:')
    ? createPostgresStore({ connectionString: address })
    : createSqliteStore({ path: address })
}
