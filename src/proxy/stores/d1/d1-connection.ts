import type { SqlConnection, Statement } from '../sql/connection.ts'
import type { StatementResult } from '../sql/database.ts'
import { StoreDownError, type StoreDownReason } from '../store-down-error.ts'
import type { D1Answer, D1Binding } from './d1-binding.ts'

/** A D1 database. It has no connections and no transactions: a batch is what it takes as a whole. */
export function connectD1(binding: D1Binding): SqlConnection {
  const prepare = ({ sql, parameters }: Statement) => binding.prepare(sql).bind(...parameters)
  return {
    async execute(statement) {
      try {
        return toResult(await prepare(statement).all())
      } catch (error) {
        throw toStoreError(error)
      }
    },
    async batch(statements) {
      if (statements.length === 0) return []
      try {
        return (await binding.batch(statements.map(prepare))).map(toResult)
      } catch (error) {
        throw toStoreError(error)
      }
    },
    async close() {},
  }
}

function toResult({ results = [], meta }: D1Answer): StatementResult {
  return { changes: results.length > 0 ? results.length : (meta.changes ?? 0), rows: results }
}

/** D1 has no codes, only words: https://developers.cloudflare.com/d1/observability/debug-d1/ */
const reasons: [RegExp, StoreDownReason | undefined][] = [
  [/maximum DB size|SQLITE_FULL/i, 'full'],
  [/overloaded|too many requests|timeout|timed out|SQLITE_BUSY|exceeded its CPU/i, 'slow'],
  [/SQLITE_READONLY|read-only/i, 'read-only'],
  // The statement is at fault.
  [/SQLITE_|constraint failed|syntax error|no such|too many SQL variables|D1_TYPE_ERROR/i, undefined],
  [/^/, 'away'],
]

function toStoreError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  const reason = reasons.find(([pattern]) => pattern.test(message))?.[1]
  return reason ? new StoreDownError(reason, { cause: error }) : error
}
