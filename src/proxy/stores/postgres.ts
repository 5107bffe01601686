// Entry: `createPostgresStore`, a store that several machines share; for Node.
import type { ConnectionOptions } from 'node:tls'
import { sql } from 'kysely'

import { connectPostgres } from './postgres/postgres-connection.ts'
import { openDatabase } from './sql/open-database.ts'
import { createSqlStore, type SqlStore } from './sql/sql-store.ts'

export interface PostgresStoreOptions {
  /** `postgresql://user:password@host:5432/database`. TLS by its `sslmode`, or by `ssl`. */
  connectionString: string
  /** TLS, where the address does not say it all: a certificate authority of one's own, for one. */
  ssl?: boolean | ConnectionOptions
  /** Connections of this process. @default 10 */
  maxConnections?: number
  /** Milliseconds to wait for a free or a new connection. @default 2000 */
  connectTimeoutMs?: number
  /** Milliseconds for one statement; a batch as a whole has a second more than one statement. @default 5000 */
  statementTimeoutMs?: number
  /**
   * About how many keys it holds, the ledger not counted. Beyond that it drops what ends first, and never locks and answers of
   * taps. @default 1 million
   */
  maxKeys?: number
  /** Milliseconds since 1970. Locks and lifetimes go by the database's clock. @default Date.now */
  clock?: () => number
}

/** A `StateStore` in PostgreSQL. */
export type PostgresStore = SqlStore

/**
 * A store in PostgreSQL 13 or later, in a database or schema that holds nothing else. Any number of processes may share it. It
 * connects with its first call, and `check` says whether it can.
 *
 * @example createPostgresStore({ connectionString: process.env.CART_RECOVERY_DATABASE ?? '' })
 */
export function createPostgresStore(options: PostgresStoreOptions): PostgresStore {
  const { connectionString, ssl, maxConnections = 10, connectTimeoutMs = 2000, statementTimeoutMs = 5000 } = options
  const connect = () =>
    connectPostgres({
      connectionString,
      maxConnections,
      connectTimeoutMs,
      statementTimeoutMs,
      ...(ssl !== undefined && { ssl }),
    })
  // Instances' own clocks may differ. The same in each row of a statement, so that it finds its place in an index.
  const now = () => sql<number>`(extract(epoch from statement_timestamp()) * 1000)::bigint`
  return createSqlStore(openDatabase({ kind: 'postgres', connect }), {
    durable: true,
    now,
    clock: options.clock ?? Date.now,
    maxKeys: options.maxKeys,
  })
}
