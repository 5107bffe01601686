import { ConfigError, createMemoryStore, type ProxyConfig, type StateStore, StoreDownError } from '../proxy/index.ts'
import { ledgerPath, openLedger, openTemporaryLedger } from './ledger-file.ts'
import { databaseTrouble } from './postgres-trouble.ts'
import { needing } from './process/optional-package.ts'
import { readVariables } from './variables/variable.ts'
import { variables } from './variables/variables.ts'

/** The address of a PostgreSQL, `CART_RECOVERY_DATABASE`; undefined where the ledger is in a file. */
export const databaseAddress = (): string | undefined => readVariables(variables.ledger, process.env).connectionString

/**
 * The state store of the configuration, or the one that `CART_RECOVERY_DATABASE` or `CART_RECOVERY_LEDGER` leads to. It can
 * be written, and its tables are of this version. Throws `ConfigError` that says whose store it is and what is wrong with it.
 */
export async function openStateStore({ stateStore }: Pick<ProxyConfig, 'stateStore'>): Promise<StateStore> {
  if (!stateStore) {
    const address = databaseAddress()
    return address === undefined ? openLedger(ledgerPath()) : openPostgres(address)
  }
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

/**
 * What `serve` would use where the configuration has no `stateStore`, for `doctor`. A file that is not there yet is not made:
 * a temporary one is, in the same folder, until `close`. If the store cannot be opened, every write to it fails with the reason.
 */
export async function openStateStoreForCheck(): Promise<StateStore> {
  try {
    const address = databaseAddress()
    return await (address === undefined ? openTemporaryLedger() : openPostgres(address))
  } catch (error) {
    const fail = () => Promise.reject(error)
    return { ...createMemoryStore(), durable: true, set: fail, check: fail }
  }
}

async function openPostgres(connectionString: string): Promise<StateStore> {
  // Imported only when it is needed: a shop that keeps its ledger in a file needs no PostgreSQL.
  const load = () => import('../proxy/stores/postgres.ts')
  const { createPostgresStore } = await needing('pg', 'CART_RECOVERY_DATABASE', load)
  const stateStore = createPostgresStore({ connectionString })
  try {
    await stateStore.check()
    return stateStore
  } catch (error) {
    await stateStore.close().catch(() => {})
    throw new ConfigError(`CART_RECOVERY_DATABASE: ${databaseTrouble(error)}`)
  }
}
