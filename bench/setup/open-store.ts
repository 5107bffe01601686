import { createSqliteStore } from '../../src/proxy/stores/sqlite.ts'

/** Opens the store that an address leads to: a file. */
export function openStore(address: string) {
  return createSqliteStore({ path: address })
}
