import { existsSync, rmSync } from 'node:fs'

import { ConfigError, createMemoryStore, type StateStore } from '../proxy/index.ts'
import type { SqliteStore } from '../proxy/stores/sqlite.ts'
import { readVariables } from './variable.ts'
import { variables } from './variables.ts'

/** The path of the ledger: `CART_RECOVERY_LEDGER`, or a file in the current folder. */
export const ledgerPath = (): string => readVariables(variables.ledger, process.env).path

/** Opens the ledger, and creates it if it does not exist. Throws `ConfigError` that calls the file by `name`. */
export async function openLedger(path: string, name = path): Promise<SqliteStore> {
  try {
    // Imported only when it is needed: a shop that keeps its ledger elsewhere needs no SQLite.
    const { createSqliteStore } = await import('../proxy/stores/sqlite.ts')
    return createSqliteStore({ path })
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    throw new ConfigError(`CART_RECOVERY_LEDGER: the file ${name} cannot be opened (${why})`)
  }
}

/**
 * Opens the ledger as `serve` would, for `doctor`. If it does not exist, a temporary one is created in the same folder
 * and removed on `close`. If it cannot be opened, every write to the returned store fails with the reason.
 */
export async function openLedgerForCheck(): Promise<{ stateStore: StateStore; close: () => void }> {
  const path = ledgerPath()
  const exists = existsSync(path)
  const file = exists ? path : `${path}.doctor-${process.pid}`
  try {
    const stateStore = await openLedger(file, path)
    const close = () => {
      stateStore.close()
      if (!exists) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    }
    return { stateStore, close }
  } catch (error) {
    return { stateStore: { ...createMemoryStore(), durable: true, set: () => Promise.reject(error) }, close() {} }
  }
}
