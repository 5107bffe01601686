import type { JobRow } from '../stores/sql/tables.ts'
import { type LedgerBase, newRevision, retentionMs } from './stored.ts'
import type { CartTransfer } from './transfers.ts'

/** Work besides messages: a recovered cart to delete, because its lines were ordered in another one. */
export interface Job {
  id: string
  revision: string
  kind: 'delete-cart'
  /** Of the cart. */
  platform: string
  /** The `CartTransfer`, encrypted. */
  sealed: string
  attempts: number
  /** Milliseconds since 1970. */
  createdAt: number
}

/** What is to be done besides messages. */
export interface Jobs {
  /** Stores a job if there is none of that id. */
  add(id: string, kind: Job['kind'], transfer: CartTransfer): Promise<void>
  /** Jobs whose time has come, the longest waiting first. */
  due(now: number, limit: number): Promise<Job[]>
  /** A job that was changed meanwhile stays as it is. */
  postpone(job: Job, dueAt: number): Promise<void>
  /** Stores that nothing is left to do. The job is remembered, so that it is not added again. */
  finish(job: Job): Promise<void>
  /** Undefined where no configured key opens it. */
  unseal(job: Pick<Job, 'sealed'>): Promise<CartTransfer | undefined>
}

export function createJobs({ store, database, sealer, clock }: LedgerBase): Jobs {
  const { db } = database

  const change = async ({ id, revision }: Job, set: Partial<JobRow>) => {
    const update = db
      .updateTable('jobs')
      .set({ ...set, revision: newRevision() })
      .where('store', '=', store)
      .where('id', '=', id)
      .where('revision', '=', revision)
    await database.batch([update])
  }

  return {
    async add(id, kind, transfer) {
      const now = Math.floor(clock())
      const row: JobRow = {
        store,
        id,
        revision: newRevision(),
        kind,
        platform: transfer.platform,
        sealed: await sealer.seal('ledger', transfer, retentionMs),
        attempts: 0,
        created_at: now,
        due_at: now,
        expires_at: now + retentionMs,
      }
      await database.batch([
        db
          .insertInto('jobs')
          .values(row)
          .onConflict((conflict) => conflict.doNothing()),
      ])
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom('jobs')
        .selectAll()
        .where('store', '=', store)
        .where('due_at', '<=', Math.floor(now))
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map(({ id, revision, kind, platform, sealed, attempts, created_at }) => ({
        ...{ id, revision, platform, sealed, attempts },
        kind: kind as Job['kind'],
        createdAt: created_at,
      }))
    },
    postpone: (job, dueAt) => change(job, { attempts: job.attempts + 1, due_at: Math.floor(dueAt) }),
    finish: (job) => change(job, { due_at: null }),
    async unseal({ sealed }) {
      const opened = await sealer.open<CartTransfer>('ledger', sealed)
      return opened.status === 'open' ? opened.payload : undefined
    },
  }
}
