import type { DatabaseSync } from 'node:sqlite'

import type { BatchOptions, Statement } from '../sql/connection.ts'
import type { StatementResult } from '../sql/database.ts'
import { StoreDownError } from '../store-down-error.ts'
import { endsTransaction, isBusy, toStoreError } from './sqlite-error.ts'

/** One caller's statements, all of them or none. */
interface Change {
  statements: readonly Statement[]
  addedAt: number
  resolve(results: StatementResult[]): void
  reject(error: unknown): void
}

/** A change that is committed, and waits for the disk. */
interface Committed {
  resolve(): void
  reject(error: unknown): void
}

const maxChanges = 30
/** How long a change waits for another process that writes, wherever in the line it stands. */
const patienceMs = 5000
const retryMs = 5

export interface GroupCommitOptions {
  run(statement: Statement): StatementResult
  /** Resolves once everything that was committed until now, with so many changes, is on the disk. */
  sync(changes: number): Promise<void>
  putOffMs: number
}

/**
 * Commits the changes of several callers at once, because the wait for the disk is what a commit costs. Each caller goes on
 * once its change is on the disk; what is committed meanwhile shares the next wait. A statement that fails undoes the change it
 * belongs to and no other. A change that may wait is put off for `putOffMs`, or until a group of them is full, or others are
 * committed.
 */
export function createGroupCommit(file: DatabaseSync, { run, sync, putOffMs }: GroupCommitOptions) {
  // In the order in which they are committed: those who wait for theirs come first.
  const waiting: Change[] = []
  const putOff: Change[] = []
  let puttingOff: NodeJS.Timeout | undefined
  const committed: Committed[] = []
  let syncing: Promise<void> | undefined
  let isScheduled = false
  /** Since when no transaction could be begun. */
  let busySince: number | undefined

  function schedule() {
    if (isScheduled || waiting.length === 0) return
    isScheduled = true
    // After the callbacks of this turn of the event loop, which are where more changes come from.
    setImmediate(flush)
  }

  function endPuttingOff() {
    clearTimeout(puttingOff)
    puttingOff = undefined
    waiting.push(...putOff.splice(0))
  }

  function flush() {
    isScheduled = false
    endPuttingOff()
    const group = waiting.slice(0, maxChanges)
    if (group.length === 0) return
    try {
      if (isStuck()) rollBack()
      if (isStuck()) throw new StoreDownError('away', { cause: new Error('a transaction could not be rolled back') })
      file.exec('BEGIN IMMEDIATE')
    } catch (error) {
      postpone(error)
      return
    }
    busySince = undefined
    waiting.splice(0, group.length)
    commit(group)
    schedule()
  }

  /** Fails what has waited long enough, and everything where waiting does not help. The rest is tried again. */
  function postpone(error: unknown) {
    const now = performance.now()
    const since = busySince ?? now
    busySince = since
    const isPatient = ({ addedAt }: Change) => isBusy(error) && now - Math.max(addedAt, since) < patienceMs
    const patient = waiting.findIndex(isPatient)
    const failed = waiting.splice(0, patient === -1 ? waiting.length : patient)
    for (const { reject } of failed) reject(toStoreError(error))
    if (waiting.length === 0) return
    isScheduled = true
    setTimeout(flush, retryMs)
  }

  function commit(group: readonly Change[]) {
    const ends: Committed[] = []
    try {
      for (const change of group) {
        const { results, error } = attempt(change.statements)
        ends.push({ reject: change.reject, resolve: () => (results ? change.resolve(results) : change.reject(error)) })
      }
      file.exec('COMMIT')
    } catch (error) {
      rollBack()
      for (const { reject } of group) reject(toStoreError(error))
      return
    }
    committed.push(...ends)
    syncing ??= syncCommitted()
  }

  async function syncCommitted(): Promise<void> {
    while (committed.length > 0) {
      const ends = committed.splice(0)
      try {
        await sync(ends.length)
        for (const { resolve } of ends) resolve()
      } catch (cause) {
        for (const { reject } of ends) reject(new StoreDownError('away', { cause }))
      }
    }
    syncing = undefined
  }

  /** Throws where the whole transaction is lost. */
  function attempt(statements: readonly Statement[]): { results?: StatementResult[]; error?: unknown } {
    // A statement that fails undoes itself; only several need a place to go back to.
    const isSeveral = statements.length > 1
    if (isSeveral) file.exec('SAVEPOINT change')
    try {
      const results = statements.map(run)
      if (isSeveral) file.exec('RELEASE change')
      return { results }
    } catch (error) {
      if (endsTransaction(error)) throw error
      if (isSeveral) file.exec('ROLLBACK TO change; RELEASE change')
      return { error: toStoreError(error) }
    }
  }

  function rollBack() {
    try {
      file.exec('ROLLBACK')
    } catch {
      // Mostly SQLite has done so by itself. Where it has not, the next group finds the transaction open.
    }
  }

  /** Whether a transaction that failed is still open. Before Node 22.16 that cannot be said. */
  function isStuck(): boolean {
    return file.isTransaction === true
  }

  return {
    add(statements: readonly Statement[], { mayWait = false }: BatchOptions = {}): Promise<StatementResult[]> {
      return new Promise((resolve, reject) => {
        const change = { statements, addedAt: performance.now(), resolve, reject }
        if (mayWait && putOff.length < maxChanges - 1) {
          putOff.push(change)
          puttingOff ??= setTimeout(flush, putOffMs)
        } else {
          waiting.push(change)
          schedule()
        }
      })
    },
    /** Commits what is waiting, and resolves once it is on the disk. */
    async finish() {
      endPuttingOff()
      while (waiting.length > 0) {
        const before = waiting.length
        flush()
        if (waiting.length === before) break
      }
      await syncing
    },
  }
}
