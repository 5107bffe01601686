// Entry: `createD1Store`, a store in Cloudflare's D1; for Workers.
import { sql } from 'kysely'

import type { D1Binding } from './d1/d1-binding.ts'
import { connectD1 } from './d1/d1-connection.ts'
import { openDatabase } from './sql/open-database.ts'
import { createSqlStore, type SqlStore } from './sql/sql-store.ts'

export type { D1Answer, D1Binding, D1Statement } from './d1/d1-binding.ts'

/** A `StateStore` in D1. */
export type D1Store = SqlStore

export interface D1StoreOptions {
  /**
   * About how many keys it holds, the ledger not counted. Beyond that it drops what ends first, and never locks and answers of
   * taps. @default 1 million
   */
  maxKeys?: number
  /** Milliseconds since 1970. Locks and lifetimes go by the database's clock. @default Date.now */
  clock?: () => number
}

/**
 * A store in a D1 database that holds nothing else, shared by all of a Worker's instances. It makes its tables with its first
 * call, where `cart-recovery migrate --sql d1` has not.
 *
 * @example createProxy({ ...config, stateStore: createD1Store(env.CART_RECOVERY) })
 */
export function createD1Store(binding: D1Binding, { clock = Date.now, maxKeys }: D1StoreOptions = {}): D1Store {
  const connect = async () => connectD1(binding)
  return createSqlStore(openDatabase({ kind: 'sqlite', connect, opensByRequest: true }), {
    durable: true,
    now: () => sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    clock,
    maxKeys,
  })
}
