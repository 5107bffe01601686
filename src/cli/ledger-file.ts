import { existsSync, rmSync } from 'node:fs'

import { ConfigError, StoreDownError } from '../proxy/index.ts'
import type { SqliteStore } from '../proxy/stores/sqlite.ts'
import { readVariables } from './variables/variable.ts'
import { variables } from './variables/variables.ts'

/** The path of the ledger: `CART_RECOVERY_LEDGER`, or a file in the current folder. */
export const ledgerPath = (): string => readVariables(variables.ledger, process.env).path

/** Opens the ledger, and creates it if it does not exist. Throws `ConfigError` that calls the file by `name`. */
export async function openLedger(path: string, name = path): Promise<SqliteStore> {
  // Imported only when it is needed: a shop that keeps its ledger elsewhere needs no SQLite.
  const { createSqliteStore } = await import('../proxy/stores/sqlite.ts')
  try {
    const stateStore = createSqliteStore({ path })
    await stateStore.check()
    return stateStore
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`CART_RECOVERY_LEDGER: the file ${name}: ${error.message}`)
    // SQLite's own words: which of folder, rights and room is at fault.
    const sqliteError = error instanceof StoreDownError ? error.cause : error
    const why = sqliteError instanceof Error ? sqliteError.message : 'unknown'
    throw new ConfigError(`CART_RECOVERY_LEDGER: the file ${name} cannot be opened (${why})`)
  }
}

/** Opens the ledger. If it does not exist, a temporary one is created in the same folder and removed on `close`. */
export async function openTemporaryLedger(): Promise<SqliteStore> {
  const path = ledgerPath()
  if (existsSync(path)) return openLedger(path)
  const file = `${path}.doctor-${process.pid}`
  const stateStore = await openLedger(file, path)
  return {
    ...stateStore,
    async close() {
      await stateStore.close()
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    },
  }
}
