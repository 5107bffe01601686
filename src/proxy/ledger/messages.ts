import { type Compilable, sql } from 'kysely'

import type { MessageReason, MessageStatus } from '../../contract/index.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { maxIds } from './cart-list.ts'
import { markDayOf, markDays } from './figures/days.ts'
import type { MessageEntry } from './message-entry.ts'
import { toMessageEntry, toMessageRow } from './message-rows.ts'
import { dayOf, type LedgerBase, newRevision, type Page, type PageQuery, readListPage, type Stored } from './stored.ts'

/** How many messages of a platform wait or are being sent, and since when the first of them. */
export interface OutboxFigure {
  platform: string
  status: 'pending' | 'sending'
  count: number
  /** Milliseconds since 1970. */
  oldestCreatedAt: number
}

/** The messages of a store: what a merchant lists, and the outbox, which has a queue for each platform of the carts. */
export interface Messages {
  /** The id that a message is kept under, or will be. `about` says what the message is, so the same one has one id. */
  idOf(about: string): Promise<string>
  read(id: string): Promise<Stored<MessageEntry> | undefined>
  /**
   * Replaces a message by the result of `change`, or leaves it where that is undefined. `change` runs again with the newer
   * message after a concurrent write, so it must be pure. Resolves to what is stored in the end.
   */
  update(
    id: string,
    change: (message: MessageEntry | undefined) => MessageEntry | undefined,
  ): Promise<Stored<MessageEntry> | undefined>
  /** Cancels what is pending about a cart. A message that is being sent gets the reason alone: its sender looks for it. */
  cancelPending(cartId: string, reason: MessageReason): Promise<void>
  /** Newest first. A message about another proxy's cart is left out. */
  page(query: PageQuery & { status?: MessageStatus | undefined }): Promise<Page<MessageEntry>>
  /** The newest message about each of these carts. */
  newestOf(cartIds: readonly string[]): Promise<Stored<MessageEntry>[]>
  /** The messages about a cart, oldest first. */
  ofCart(cartId: string): Promise<Stored<MessageEntry>[]>
  /** The platforms whose queues are not empty. */
  queues(): Promise<string[]>
  /** Messages about carts of a platform whose `dueAt` has passed, the longest waiting first. */
  due(cartPlatform: string, now: number, limit: number): Promise<Stored<MessageEntry>[]>
  figures(): Promise<OutboxFigure[]>
}

/** More messages about one cart are not told: a shopper may come back and leave for ever. */
const maxOfCart = 100

/** Statement that cancels what is pending about a cart, and gives what is being sent the reason. */
export function cancellation(
  { store, database, clock }: LedgerBase,
  cartId: string,
  reason: MessageReason,
): Compilable {
  return database.db
    .updateTable('messages')
    .set(({ ref }) => ({
      status: sql<string>`CASE WHEN is_sending = 0 THEN 'cancelled' ELSE ${ref('status')} END`,
      due_at: sql<number | null>`CASE WHEN is_sending = 0 THEN NULL ELSE ${ref('due_at')} END`,
      ...{ reason, updated_at: Math.floor(clock()), revision: newRevision() },
    }))
    .where('store', '=', store)
    .where('cart_id', '=', cartId)
    .where('status', '=', 'pending')
}

export function createMessages(base: LedgerBase): Messages {
  const { store, database, keysOf } = base
  const { db } = database
  const ofStore = () => db.selectFrom('messages').selectAll().where('store', '=', store)

  async function read(id: string) {
    const row = await ofStore().where('id', '=', id).executeTakeFirst()
    return row && toMessageEntry(row)
  }

  /** Whether a message is stored. By a write, because what is read may not be on the disk. */
  async function stands({ id, revision }: Stored<MessageEntry>): Promise<boolean> {
    const same = db.updateTable('messages').set({ revision }).where('store', '=', store).where('id', '=', id)
    const [found] = await database.batch([same.where('revision', '=', revision)])
    return found?.changes === 1
  }

  return {
    read,
    async idOf(about) {
      const keys = await keysOf(about)
      const found = keys.length > 1 ? await ofStore().where('id', 'in', keys).execute() : []
      return keys.find((key) => found.some(({ id }) => id === key)) ?? keys[0] ?? ''
    },
    async update(id, change) {
      for (;;) {
        const before = await read(id)
        const value = change(before?.value)
        if (!value) return before
        const next = { id, revision: newRevision(), value }
        try {
          const [written] = await database.batch([
            write(base, before, next),
            // The cart's day first: it is the earlier one, and two changes never wait for each other.
            ...countSent(base, before, next),
            ...countSettled(base, before, next),
          ])
          if (written?.changes) return next
        } catch (error) {
          // The answer alone may have been lost: a claim that stands would otherwise end as `unconfirmed`, unsent.
          if (!(error instanceof StoreDownError) || !(await stands(next))) throw error
          return next
        }
      }
    },
    async cancelPending(cartId, reason) {
      await database.batch([cancellation(base, cartId, reason)])
    },
    async page({ status, ...place }) {
      let query = ofStore().where('is_listed', '=', sql.lit(1))
      if (status) query = query.where('status', '=', status)
      return readListPage(query, place, toMessageEntry)
    },
    async newestOf(cartIds) {
      const found: Stored<MessageEntry>[] = []
      for (let first = 0; first < cartIds.length; first += maxIds) {
        const rows = await ofStore()
          .where('cart_id', 'in', cartIds.slice(first, first + maxIds))
          .where('created_at', '=', ({ selectFrom }) =>
            selectFrom('messages as other')
              .select(({ fn }) => fn.max<number>('other.created_at').as('newest'))
              .where('other.store', '=', store)
              .whereRef('other.cart_id', '=', 'messages.cart_id'),
          )
          .execute()
        found.push(...rows.map(toMessageEntry))
      }
      return found
    },
    async ofCart(cartId) {
      const rows = await ofStore().where('cart_id', '=', cartId).orderBy('created_at').limit(maxOfCart).execute()
      return rows.map(toMessageEntry)
    },
    async queues() {
      const platforms: string[] = []
      for (let last = ''; ; ) {
        const { first } = await db
          .selectFrom('messages')
          .select(({ fn }) => fn.min<string | null>('cart_platform').as('first'))
          .where('store', '=', store)
          .where('due_at', 'is not', null)
          .where('cart_platform', '>', last)
          .executeTakeFirstOrThrow()
        if (first === null) return platforms
        platforms.push(first)
        last = first
      }
    },
    async due(cartPlatform, now, limit) {
      const rows = await ofStore()
        .where('cart_platform', '=', cartPlatform)
        .where('due_at', '<=', Math.floor(now))
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map(toMessageEntry)
    },
    async figures() {
      const rows = await db
        .selectFrom('messages')
        .select(({ fn }) => [
          'platform',
          'is_sending',
          fn.countAll<number>().as('count'),
          fn.min<number>('created_at').as('oldestCreatedAt'),
        ])
        .where('store', '=', store)
        .where('due_at', 'is not', null)
        .groupBy(['platform', 'is_sending'])
        .execute()
      return rows.map(({ is_sending, ...figure }) => ({ ...figure, status: is_sending ? 'sending' : 'pending' }))
    },
  }
}

/** Inserts where there was none, or replaces the revision that was read. */
function write({ store, database }: LedgerBase, before: Stored<MessageEntry> | undefined, next: Stored<MessageEntry>) {
  const { db } = database
  const row = toMessageRow(store, next)
  if (!before)
    return db
      .insertInto('messages')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
  return db
    .updateTable('messages')
    .set(row)
    .where('store', '=', store)
    .where('id', '=', next.id)
    .where('revision', '=', before.revision)
}

/** Has the day of a message counted again once it has a status that figures tell. */
function countSettled(
  base: LedgerBase,
  before: Stored<MessageEntry> | undefined,
  { value }: Stored<MessageEntry>,
): Compilable[] {
  const isSettled = !['pending', 'sending', 'cancelled'].includes(value.status)
  const isSame = before?.value.status === value.status && before.value.reason === value.reason
  return isSettled && !isSame ? markDays(base, [dayOf(value.createdAt)]) : []
}

/** Counts a report that was sent for its cart, in the same batch as its status. */
function countSent(
  base: LedgerBase,
  before: Stored<MessageEntry> | undefined,
  { id, revision, value }: Stored<MessageEntry>,
): Compilable[] {
  if (value.kind !== 'report' || value.status !== 'sent' || before?.value.status === 'sent') return []
  const { store, database } = base
  const counted = database.db
    .updateTable('carts')
    .set((eb) => ({ sent_messages: eb('sent_messages', '+', 1) }))
    .where('store', '=', store)
    .where('id', '=', value.cartId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('messages')
          .select('messages.id')
          .where('messages.store', '=', store)
          .where('messages.id', '=', id)
          .where('messages.revision', '=', revision),
      ),
    )
  return [counted, markDayOf(base, value.cartId)]
}
