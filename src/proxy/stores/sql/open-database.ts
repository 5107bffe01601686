import { Kysely } from 'kysely'

import type { SqlConnection } from './connection.ts'
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
  close(): Promise<void>
}

/**
 * A database that connects, and brings its tables to this version, with its first statement, so that a store can be made
 * without waiting. What fails then fails in that statement, and the next one tries again.
 */
export function openDatabase({ kind, connect, opensByRequest = false }: OpenDatabaseOptions): OpenDatabase {
  let opening: Promise<SqlConnection> | undefined
  let connected: SqlConnection | undefined

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
    if (opensByRequest) return open()
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  return {
    kind,
    db: new Kysely<Tables>({
      dialect: createDialect(kind, (statement) =>
        observeStatements([statement], async () => (await opened()).execute(statement)),
      ),
    }),
    batch(statements) {
      const compiled = statements.map((statement) => statement.compile())
      return observeStatements(compiled, async () => (await opened()).batch(compiled))
    },
    async close() {
      const connection = connected ?? (await opening?.catch(() => undefined))
      await connection?.close()
    },
  }
}
