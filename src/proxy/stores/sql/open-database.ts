import { Kysely } from 'kysely'

import { StoreDownError } from '../store-down-error.ts'
import type { SqlConnection, Statement } from './connection.ts'
import type { LedgerDatabase } from './database.ts'
import { createDialect } from './dialect.ts'
import { migrate } from './migrate.ts'
import { observeStatements } from './observe-database.ts'
import type { Tables } from './tables.ts'

export interface OpenDatabaseOptions {
  kind: LedgerDatabase['kind']
  /** Connects. Called with the first use, and again where it failed. */
  connect(): Promise<SqlConnection>
  /**
   * Each call that comes while it opens opens it by itself: where a runtime lets no request wait for what another one has
   * begun, as Workers do. Opening twice must do no harm.
   */
  opensByRequest?: boolean
}

/** A database that opens itself. */
export interface OpenDatabase extends LedgerDatabase {
  /** Waits for what is under way, and opens nothing any more. Called again it waits for the same. */
  close(): Promise<void>
}

/**
 * A database that connects, and brings its tables to this version, with its first statement, so that a store can be made
 * without waiting. What fails then fails in that statement, and the next one tries again.
 */
export function openDatabase({ kind, connect, opensByRequest = false }: OpenDatabaseOptions): OpenDatabase {
  let opening: Promise<SqlConnection> | undefined
  let connected: SqlConnection | undefined
  let underWay = 0
  let onIdle: (() => void) | undefined
  let closing: Promise<void> | undefined

  async function open(): Promise<SqlConnection> {
    const connection = await connect()
    try {
      await migrate(connection, kind)
    } catch (error) {
      await connection.close()
      throw error
    }
    connected = connection
    return connection
  }

  async function opened(): Promise<SqlConnection> {
    if (connected) return connected
    // What is opening is waited for by close; what is not would stay open.
    if (closing && !opening) throw new StoreDownError('away', { cause: new Error('the store is closed') })
    if (opensByRequest) return open()
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  async function run<Result>(
    statements: readonly Statement[],
    work: (connection: SqlConnection) => Promise<Result>,
  ): Promise<Result> {
    underWay++
    try {
      return await observeStatements(statements, async () => work(await opened()))
    } finally {
      underWay--
      if (underWay === 0) onIdle?.()
    }
  }

  return {
    kind,
    db: new Kysely<Tables>({
      dialect: createDialect(kind, (statement) => run([statement], (connection) => connection.execute(statement))),
    }),
    batch(statements, options) {
      const compiled = statements.map((statement) => {
        const { sql, parameters } = statement.compile()
        return { sql, parameters }
      })
      return run(compiled, (connection) => connection.batch(compiled, options))
    },
    close() {
      closing ??= closeOnce()
      return closing
    },
  }

  async function closeOnce(): Promise<void> {
    if (underWay > 0) {
      await new Promise<void>((resolve) => {
        onIdle = resolve
      })
    }
    const connection = connected ?? (await opening?.catch(() => undefined))
    await connection?.close()
  }
}
