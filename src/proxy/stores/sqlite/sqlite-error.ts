import { StoreDownError, type StoreDownReason } from '../store-down-error.ts'

/** SQLite's result codes, https://sqlite.org/rescode.html. An extended one has the primary one in its lowest byte. */
const reasons: Record<number, StoreDownReason> = {
  5: 'slow', // BUSY: another process writes
  6: 'slow', // LOCKED
  7: 'full', // NOMEM
  8: 'read-only', // READONLY
  9: 'slow', // INTERRUPT
  10: 'away', // IOERR
  11: 'away', // CORRUPT
  13: 'full', // FULL
  14: 'away', // CANTOPEN
  26: 'away', // NOTADB
}
/** What SQLite says with them. Deno's `exec` tells the words alone. */
const codesByMessage: Record<string, number> = {
  'database is locked': 5,
  'database table is locked': 6,
  'out of memory': 7,
  'attempt to write a readonly database': 8,
  interrupted: 9,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
}
/** After these SQLite may have rolled back the whole transaction by itself. */
const rollingBack = [7, 9, 10, 13]

function codeOf(error: unknown): number {
  if (!(error instanceof Error)) return 0
  if ('errcode' in error) return Number(error.errcode) & 0xff
  const isOfSqlite = 'code' in error && error.code === 'ERR_SQLITE_ERROR'
  return (isOfSqlite && codesByMessage[error.message]) || 0
}

/** Another connection holds the lock. */
export const isBusy = (error: unknown): boolean => codeOf(error) === 5

/** The transaction in which it happened is lost. */
export const endsTransaction = (error: unknown): boolean => rollingBack.includes(codeOf(error))

/** A `StoreDownError` where the database cannot be used, and the error itself where the statement is at fault. */
export function toStoreError(error: unknown): unknown {
  const isClosed = error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE'
  const reason = isClosed ? 'away' : reasons[codeOf(error)]
  return reason ? new StoreDownError(reason, { cause: error }) : error
}
