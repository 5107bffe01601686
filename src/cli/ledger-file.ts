import { existsSync, rmSync } from 'node:fs'

import { ConfigError, createMemoryStore, type ProxyConfig, type StateStore, StoreDownError } from '../proxy/index.ts'
import type { SqliteStore } from '../proxy/stores/sqlite.ts'
import { readVariables } from './variable.ts'
import { variables } from './variables.ts'

/** The path of the ledger: `CART_RECOVERY_LEDGER`, or a file in the current folder. */
export const ledgerPath = (): string => readVariables(variables.ledger, process.env).path

/**
 * The state store of the configuration, or the ledger's file, which can be written: throws `ConfigError` that says whose it is
 * and what is wrong with it.
 */
export async function openStateStore({ stateStore }: Pick<ProxyConfig, 'stateStore'>): Promise<StateStore> {
  if (!stateStore) return openLedger(ledgerPath())
  try {
    await stateStore.check()
    return stateStore
  } catch (error) {
    await stateStore.close().catch(() => {})
    // The message of any other error could hold the address and password of a database.
    const isOwn = error instanceof ConfigError || error instanceof StoreDownError
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    const isAway = error instanceof StoreDownError && error.reason === 'away'
    const advice = isAway ? '. Is it running, and are its address and credentials right?' : ''
    throw new ConfigError(`stateStore: ${isOwn ? error.message : `it cannot be used${code}`}${advice}`)
  }
}

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
