import type { CartRef } from '../sealing/cart-handle.ts'
import type { JobRow } from '../stores/sql/tables.ts'
import { type LedgerBase, newRevision, retentionMs, type Stored } from './stored.ts'

/** Work besides messages. Its content is encrypted. */
export interface Job {
  kind: 'delete-cart'
  /** Of the cart. */
  platform: string
  sealed: string
  attempts: number
  /** Milliseconds since 1970. */
  createdAt: number
}

/** What to take out of a recovered cart, because it was ordered in another one. */
export interface CartDeletion extends CartRef {
  /** Ordered pieces by line. */
  lines: Record<string, number>
  /**
   * What was found before anything was taken out, and what is to stand there then: stored before the first write, so that
   * nothing is taken out twice.
   */
  plan?: { id: string; before: number; target: number }[]
}

/** What is to be done besides messages. */
export interface Jobs {
  /** Stores a job if there is none of that id. */
  add(id: string, kind: Job['kind'], content: CartDeletion): Promise<void>
  /** Jobs whose time has come, the longest waiting first. */
  due(now: number, limit: number): Promise<Stored<Job>[]>
  /** Undefined where no configured key opens it. */
  unseal(job: Job): Promise<CartDeletion | undefined>
  /** Stores another content. Undefined where the job was changed meanwhile, and is another's. */
  revise(job: Stored<Job>, content: CartDeletion): Promise<Stored<Job> | undefined>
  /** A job that was changed meanwhile stays as it is. */
  postpone(job: Stored<Job>, dueAt: number): Promise<void>
  /** Stores that nothing is left to do. The job is remembered, so that it is not added again. */
  finish(job: Stored<Job>): Promise<void>
}

export function createJobs({ store, database, sealer, clock }: LedgerBase): Jobs {
  const { db } = database
  const seal = (content: CartDeletion) => sealer.seal('ledger', content, retentionMs)

  async function change({ id, revision }: Stored<Job>, set: Partial<JobRow>): Promise<string | undefined> {
    const next = newRevision()
    const update = db
      .updateTable('jobs')
      .set({ ...set, revision: next })
      .where('store', '=', store)
      .where('id', '=', id)
      .where('revision', '=', revision)
    const [changed] = await database.batch([update])
    return changed?.changes ? next : undefined
  }

  return {
    async add(id, kind, content) {
      const now = Math.floor(clock())
      const row: JobRow = {
        store,
        id,
        revision: newRevision(),
        kind,
        platform: content.platform,
        sealed: await seal(content),
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
        id,
        revision,
        value: { kind: kind as Job['kind'], platform, sealed, attempts, createdAt: created_at },
      }))
    },
    async unseal({ sealed }) {
      const opened = await sealer.open<CartDeletion>('ledger', sealed)
      return opened.status === 'open' ? opened.payload : undefined
    },
    async revise(job, content) {
      const sealed = await seal(content)
      const revision = await change(job, { sealed })
      return revision === undefined ? undefined : { ...job, revision, value: { ...job.value, sealed } }
    },
    async postpone(job, dueAt) {
      await change(job, { attempts: job.value.attempts + 1, due_at: Math.floor(dueAt) })
    },
    async finish(job) {
      await change(job, { due_at: null })
    },
  }
}
