import { chmodSync, closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

import type { SqlConnection, Statement } from '../sql/connection.ts'
import type { StatementResult } from '../sql/database.ts'
import { createGroupCommit } from './group-commit.ts'
import { isBusy, toStoreError } from './sqlite-error.ts'
import { createWriteAheadLog, type WriteAheadLog } from './write-ahead-log.ts'

const maxPrepared = 300
/** While it opens, other processes may be opening it as well, and bringing it to this version. */
const openingPatienceMs = 5000
/** Afterwards SQLite waits for nothing, because it would block the whole process. Who has to wait does so by a timer. */
const patienceMs = 5000
const retryMs = 5

/** With so many, which are 40 MB, SQLite moves the log into the database by itself. A thread does so long before. */
const maxLogPages = 10_000

/** How long a change that may wait is put off, so that many of them share one wait for the disk. */
const putOffMs = 100

/** Opens the file, or creates it. `:memory:` is a database that ends with its connection. */
export async function connectSqlite(path: string): Promise<SqlConnection> {
  const { file, log } = openFile(path)
  const prepared = new Map<string, { statement: StatementSync; isReader: boolean }>()

  function prepare(sql: string) {
    const known = prepared.get(sql)
    if (known) return known
    const made = { statement: file.prepare(sql), isReader: isReader(sql) }
    const [oldest] = prepared.keys()
    if (prepared.size >= maxPrepared && oldest !== undefined) prepared.delete(oldest)
    prepared.set(sql, made)
    return made
  }

  function run({ sql, parameters }: Statement): StatementResult {
    const { statement, isReader } = prepare(sql)
    const values = parameters as SQLInputValue[]
    if (!isReader) return { changes: Number(statement.run(...values).changes), rows: [] }
    const rows = statement.all(...values)
    return { changes: rows.length, rows }
  }

  /** A reader rarely waits: where another process brings a log in order that a killed one has left. */
  async function read(statement: Statement): Promise<StatementResult> {
    const endsAt = performance.now() + patienceMs
    for (;;) {
      try {
        return run(statement)
      } catch (error) {
        if (!isBusy(error) || performance.now() >= endsAt) throw toStoreError(error)
      }
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }

  const sync = log?.sync ?? (async () => {})
  const changes = createGroupCommit(file, { run, sync, putOffMs: path === ':memory:' ? 0 : putOffMs })
  return {
    async execute(statement) {
      if (isChange(statement.sql)) return (await changes.add([statement]))[0] ?? { changes: 0, rows: [] }
      return read(statement)
    },
    batch: (statements, options) => changes.add(statements, options),
    async close() {
      await changes.finish()
      await log?.close()
      file.close()
    },
  }
}

function openFile(path: string): { file: DatabaseSync; log?: WriteAheadLog } {
  let file: DatabaseSync | undefined
  try {
    closeToOthers(path)
    file = new DatabaseSync(path)
    file.exec(`PRAGMA busy_timeout = ${openingPatienceMs}`)
    const mode = file.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode
    const name = file.prepare('PRAGMA database_list').get()?.file
    // Readers do not wait for writers. An acknowledged webhook survives a power cut: SQLite waits for the disk before a log is
    // moved and begun anew, and at each commit we do. Where a disk takes no such log, SQLite waits at each commit.
    const hasLog = mode === 'wal' && typeof name === 'string' && name !== ''
    file.exec(`PRAGMA synchronous = ${hasLog ? 'NORMAL' : 'FULL'}; PRAGMA wal_autocheckpoint = ${maxLogPages}`)
    file.exec('PRAGMA busy_timeout = 0')
    return hasLog ? { file, log: createWriteAheadLog(name) } : { file }
  } catch (error) {
    file?.close()
    throw toStoreError(error)
  }
}

/** A new file is its owner's alone, and so are those that SQLite makes beside it. An old one is closed to all but its group. */
function closeToOthers(path: string): void {
  if (path === ':memory:') return
  try {
    // Only where there is none: closing a file that SQLite has open in this process would drop its locks.
    closeSync(openSync(path, 'wx', 0o600))
  } catch {
    // It is there, or cannot be made, and then SQLite says why.
  }
  try {
    chmodSync(path, statSync(path).mode & 0o770)
  } catch {
    // It is another user's file, or the file system knows no rights: it stays as it was set up.
  }
}

const isChange = (sql: string) => /\b(?:insert|update|delete|create|drop|alter)\b/i.test(sql)

/** Whether a statement gives rows. (`columns()` of a prepared one would say it, but Node 22.13 does not have that yet.) */
const isReader = (sql: string) => /\breturning\b/i.test(sql) || !isChange(sql)
