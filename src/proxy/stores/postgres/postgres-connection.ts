import pg from 'pg'

import type { SqlConnection, Statement } from '../sql/connection.ts'
import type { StatementResult } from '../sql/database.ts'
import { isConnectionLost, isRolledBack, toStoreError } from './postgres-error.ts'

export interface PostgresConnectionOptions {
  connectionString: string
  maxConnections: number
  connectTimeoutMs: number
  /** The server ends a statement after it. A batch as a whole, and a server that is silent, have this and a second. */
  statementTimeoutMs: number
  ssl?: pg.PoolConfig['ssl']
}

const maxTries = 4
/** A machine that vanished in the middle of a batch holds its rows no longer than this. */
const idleInTransactionMs = 10_000
/** The server notices within half a minute that a machine is gone. `options` of the connection string replace these. */
const serverKeepAlive = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** A pool of connections. It connects when it is asked to, so that this never fails. */
export async function connectPostgres(options: PostgresConnectionOptions): Promise<SqlConnection> {
  const { connectionString, maxConnections, connectTimeoutMs, statementTimeoutMs, ssl } = options
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    options: serverKeepAlive,
    application_name: 'cart-recovery',
    keepAlive: true,
    // A batch is sent as a whole, without waiting for the answer to each of its statements.
    pipeline: true,
    types: numbers,
    ...(ssl !== undefined && { ssl }),
  })
  // A connection that breaks while it is idle is replaced by the next use.
  pool.on('error', () => {})
  // The pool listens to idle connections only. One that breaks in the middle of a batch fails its statements, and would end
  // the process where nothing listens.
  pool.on('connect', (client) => void client.on('error', () => {}))
  // The server keeps its own limit of each statement; this one is for a server that does not answer at all. It runs from when a
  // batch is sent, so that it is the batch's as a whole.
  const queryTimeoutMs = statementTimeoutMs + 1000

  async function single({ sql, parameters }: Statement): Promise<StatementResult> {
    return toResult(await pool.query(toQuery(sql, parameters, queryTimeoutMs)))
  }

  async function transaction(statements: readonly Statement[], isLong: boolean): Promise<StatementResult[]> {
    const client = await pool.connect()
    let lost: Error | undefined
    try {
      const timeoutMs = isLong ? 0 : queryTimeoutMs
      const begin = isLong ? 'BEGIN; SET LOCAL statement_timeout = 0' : 'BEGIN'
      const sent = [
        client.query(toQuery(begin, [], timeoutMs)),
        ...statements.map(({ sql, parameters }) => client.query(toQuery(sql, parameters, timeoutMs))),
        // Of a transaction that has failed this undoes everything.
        client.query(toQuery('COMMIT', [], timeoutMs)),
      ]
      const ends = await Promise.allSettled(sent)
      const failed = ends.find((end) => end.status === 'rejected')
      if (failed) throw failed.reason
      return ends.slice(1, -1).flatMap((end) => (end.status === 'fulfilled' ? [toResult(end.value)] : []))
    } catch (error) {
      if (isConnectionLost(error)) lost = error instanceof Error ? error : new Error('unknown')
      throw error
    } finally {
      client.release(lost)
    }
  }

  return {
    async execute(statement) {
      const isRead = /^\s*select\b/i.test(statement.sql)
      return withRetries(() => single(statement), isRead)
    },
    async batch(statements, { isLong = false } = {}) {
      const [only, ...others] = statements
      if (!only) return []
      if (others.length === 0 && !isLong) return [await withRetries(() => single(only), false)]
      return withRetries(() => transaction(statements, isLong), false)
    },
    close: () => pool.end(),
  }
}

/** Runs what lost against another transaction again, and a read whose connection was lost. */
async function withRetries<Value>(work: () => Promise<Value>, isRead: boolean): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const mayRepeat = isRolledBack(error) || (isRead && attempt === 1 && isConnectionLost(error))
      if (!mayRepeat || attempt === maxTries) throw toStoreError(error)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
    }
  }
}

/** A statement with a time limit of our own; 0 is none. */
interface TimedQuery extends pg.QueryConfig {
  query_timeout: number
}

const toQuery = (text: string, values: readonly unknown[], timeoutMs: number): TimedQuery => ({
  text,
  // Without values a text may hold several statements.
  ...(values.length > 0 && { values: [...values] }),
  query_timeout: timeoutMs,
})

const toResult = ({ rowCount, rows }: pg.QueryResult): StatementResult => ({ changes: rowCount ?? 0, rows })

const bigint = 20
const numeric = 1700

/** `BIGINT`, `count()` and `sum()` as numbers: pg gives them as texts, because they could be larger than a number. */
const numbers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
