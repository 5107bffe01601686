import pg from 'pg'

import { StoreDownError, type StoreDownReason } from '../store-down-error.ts'

/** By SQLSTATE, or its first two characters, its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const reasons: Record<string, StoreDownReason> = {
  '08': 'away', // connection_exception
  '28': 'away', // invalid_authorization_specification
  '3D': 'away', // invalid_catalog_name: there is no such database
  40: 'slow', // transaction_rollback: it was tried again already, where that is safe
  53: 'away', // insufficient_resources
  53100: 'full', // disk_full
  55: 'slow', // object_not_in_prerequisite_state: a lock
  57: 'away', // operator_intervention: it stops or starts
  57014: 'slow', // query_canceled: statement_timeout
  58: 'away', // system_error
  25006: 'read-only', // read_only_sql_transaction
  '25P03': 'slow', // idle_in_transaction_session_timeout: the server has closed the connection
}

/** What the server answered. Empty where it did not: EPIPE looks like a SQLSTATE and is the system's word. */
const sqlStateOf = (error: unknown): string => (error instanceof pg.DatabaseError && error.code) || ''

/**
 * The transaction lost against another one; all of it was undone, and it may be run again. Not so 40003: it says that the end
 * is not known, as CockroachDB does of a commit whose answer was lost.
 */
export const isRolledBack = (error: unknown): boolean => /^(40001|40P01)$/.test(sqlStateOf(error))

/** The server never answered: the connection is of no use any more. */
export const isConnectionLost = (error: unknown): boolean => {
  const code = sqlStateOf(error)
  return code === '' || /^(08|57P|25P03)/.test(code)
}

/** A `StoreDownError` where the database cannot be used, and the error itself where the statement is at fault. */
export function toStoreError(error: unknown): unknown {
  const code = sqlStateOf(error)
  const isTimeout = error instanceof Error && /timeout/i.test(error.message)
  const reason = code !== '' ? (reasons[code] ?? reasons[code.slice(0, 2)]) : isTimeout ? 'slow' : 'away'
  return reason ? new StoreDownError(reason, { cause: error }) : error
}
