import type { CompiledQuery } from 'kysely'

import type { StatementResult } from './database.ts'

/** A statement as a database takes it. */
export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>

/** What each kind of database does in its own way. `openDatabase` makes the rest of it. */
export interface SqlConnection {
  /** Runs one statement. A change is durable once this resolves. */
  execute(statement: Statement): Promise<StatementResult>
  /** Runs the statements in order, all of them or none. Durable once this resolves. */
  batch(statements: readonly Statement[], options?: BatchOptions): Promise<StatementResult[]>
  close(): Promise<void>
}

export interface BatchOptions {
  /** It is waited for by no request: it may be put off by a moment, and share the commit of others. */
  mayWait?: boolean
  /** May take longer than any other batch: a migration. */
  isLong?: boolean
}
