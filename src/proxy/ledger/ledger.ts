import { keyedHash } from '../sealing/keyed-hash.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { LedgerDatabase } from '../stores/sql/database.ts'
import { createSubscriptions, type Subscriptions } from '../subscriptions/stored-subscriptions.ts'
import { readWaiting, type WaitingSum } from '../subscriptions/waiting-figures.ts'
import { type Carts, createCarts } from './carts.ts'
import { type Consents, createConsents } from './consents.ts'
import { createEvents, type Events } from './events.ts'
import { createDayCount, maxDays } from './figures/days.ts'
import { type Figures, type Funnel, readDays, readFigures, sumOf, type ValueSum } from './figures/figures.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createLateWrites, type LateWrites } from './late-writes.ts'
import { createMessages, type Messages } from './messages.ts'
import { deleteExpired } from './retention.ts'
import { dayOf, type LedgerBase } from './stored.ts'
import { createTransfers, type Transfers } from './transfers.ts'

/** What the store remembers for 90 days: carts, messages, consent. Keyed hashes and sealed ids, no personal data in clear. */
export interface Ledger {
  carts: Carts
  messages: Messages
  consents: Consents
  transfers: Transfers
  events: Events
  jobs: Jobs
  subscriptions: Subscriptions
  lateWrites: LateWrites
  /** The keyed hashes of a text, one for each configured key, the newest first. */
  keysOf(text: string): Promise<string[]>
  /** What the carts of the last `days` UTC days came to, today included. */
  figures(days: number): Promise<Figures>
  /** What those of as many days before came to; undefined where that is longer ago than figures are kept. */
  figuresBefore(days: number): Promise<(Funnel & { values: ValueSum[] }) | undefined>
  /** What shoppers wait for, the most wanted first, and of how many were told: of all that asked in 90 days. */
  waiting(): Promise<WaitingSum[]>
  /** Counts the figures again that have changed, and deletes what has reached its end. */
  tidy(): Promise<void>
}

export interface LedgerOptions {
  store: string
  /** For the keyed hashes, the newest first. */
  keys: readonly string[]
  database: LedgerDatabase
  sealer: Sealer
  clock: () => number
}

/** Makes the ledger of one store. */
export function createLedger({ store, keys, database, sealer, clock }: LedgerOptions): Ledger {
  const keysOf = (text: string) => Promise.all(keys.map((key) => keyedHash(key, `${store}:${text}`)))
  const base: LedgerBase = { store, database, sealer, clock, keysOf }
  const countChangedDays = createDayCount(base)
  return {
    carts: createCarts(base),
    messages: createMessages(base),
    consents: createConsents(base),
    transfers: createTransfers(base),
    events: createEvents(base),
    jobs: createJobs(base),
    subscriptions: createSubscriptions(base),
    lateWrites: createLateWrites(),
    keysOf,
    async figures(days) {
      const since = dayOf(clock()) - days + 1
      await countChangedDays(since)
      return readFigures(base, since)
    },
    async figuresBefore(days) {
      if (2 * days > maxDays) return undefined
      const since = dayOf(clock()) - days + 1
      await countChangedDays(since - days)
      return sumOf(await readDays(base, since - days, since))
    },
    async waiting() {
      await countChangedDays()
      return readWaiting(base, dayOf(clock()) - maxDays + 1)
    },
    async tidy() {
      await countChangedDays()
      await deleteExpired(base)
    },
  }
}
