import { existsSync, rmSync } from 'node:fs'

import { ConfigError, createMemoryStore, type StateStore } from '../proxy/index.ts'
import type { SqliteStore } from '../proxy/stores/sqlite.ts'
import { readVariables } from './variable.ts'
import { variables } from './variables.ts'

/** The file the ledger is kept in: `CART_RECOVERY_LEDGER`, or one in the current folder. */
export const ledgerPath = (): string => readVariables(variables.ledger, process.env).path

/** Opens the ledger, and makes it where there is none. Throws `ConfigError`, which names it by its `name`. */
export async function openLedger(path: string, name = path): Promise<SqliteStore> {
  try {
    // Only here: whoever keeps their ledger elsewhere needs no SQLite.
    const { createSqliteStore } = await import('../proxy/stores/sqlite.ts')
    return createSqliteStore({ path })
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    throw new ConfigError(`CART_RECOVERY_LEDGER: the file ${name} cannot be opened (${why})`)
  }
}

/**
 * The ledger as `serve` would open it, for a look. Where there is none, another is made in the same folder and removed
 * again; one that cannot be opened is a store that says so whenever it is used.
 */
export async function tryLedger(): Promise<{ stateStore: StateStore; close: () => void }> {
  const path = ledgerPath()
  const isThere = existsSync(path)
  const own = isThere ? path : `${path}.doctor-${process.pid}`
  try {
    const stateStore = await openLedger(own, path)
    const close = () => {
      stateStore.close()
      if (!isThere) for (const end of ['', '-wal', '-shm']) rmSync(own + end, { force: true })
    }
    return { stateStore, close }
  } catch (error) {
    return { stateStore: { ...createMemoryStore(), durable: true, set: () => Promise.reject(error) }, close() {} }
  }
}
