import type { Compilable, Kysely } from 'kysely'

import type { Tables } from './tables.ts'

/** What one statement of a batch did. */
export interface StatementResult {
  /** How many rows it inserted, updated or deleted. */
  changes: number
  /** What its `RETURNING` gave. */
  rows: unknown[]
}

/**
 * A database of ours, whichever kind it is. Reads are plain queries of `db`. A change is one conditional statement or one
 * batch, and never a transaction that is held open between two round trips: D1 has none.
 */
export interface LedgerDatabase {
  readonly kind: 'sqlite' | 'postgres'
  readonly db: Kysely<Tables>
  /**
   * Runs the statements in order, all of them or none, and resolves once that is durable. Several callers may share one
   * commit; with `mayWait` they do so more often, and it takes a moment longer. Throws `StoreDownError` where it cannot be
   * known to be stored.
   */
  batch(statements: readonly Compilable[], options?: { mayWait?: boolean }): Promise<StatementResult[]>
}
