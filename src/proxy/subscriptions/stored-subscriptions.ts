import type { Compilable } from 'kysely'

import type { PlatformLine } from '../adapter/platform-line.ts'
import { markDays } from '../ledger/figures/days.ts'
import { dayOf, type LedgerBase, newRevision, retentionMs, type Stored } from '../ledger/stored.ts'
import { nameOfLine, variantKey } from '../line-variant.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import type { SubscriptionRow } from '../stores/sql/tables.ts'

/**
 * What became of a subscription.
 * - `waiting`: its line is sold out, as far as is known.
 * - `telling`: the shop's service is being told. A worker that finds it after `dueAt` tells it again, under the same id.
 * - `told`, `unconfirmed`, `refused`: the service was told, may have been told, or did not want to know.
 * - `withdrawn`, `ended`: the shopper took it back, or the line went to the checkout, or the cart is gone.
 */
export type SubscriptionStatus = 'waiting' | 'telling' | 'told' | 'unconfirmed' | 'refused' | 'withdrawn' | 'ended'

/** A shopper wants to be told once a line of their cart can be bought again. */
export interface Subscription {
  /** The ledger's id of the cart. */
  cartId: string
  /** Of the cart. */
  platform: string
  sealed: string
  status: SubscriptionStatus
  attempts: number
  /** Milliseconds since 1970. */
  createdAt: number
  dueAt?: number
}

/** What only the proxy can read of it: the platform's cart id, and the line as it was. */
export interface SubscribedLine {
  cartId: string
  /** Of the cart, which can be read no more once it was ordered. */
  channelId: string
  line: PlatformLine
}

/** A cart, and the sales channel that it belongs to. */
type SubscribedCart = CartRef & Pick<SubscribedLine, 'channelId'>

/** The subscriptions of a store's shoppers. */
export interface Subscriptions {
  /** Stores a subscription for each line that has no open one. `entryId`: the ledger's id of the cart. */
  add(cart: SubscribedCart, entryId: string, lines: readonly PlatformLine[], dueAt: number): Promise<void>
  /** Ends the subscriptions for these lines. What is being told cannot be called back, and is not told again. */
  end(cart: CartRef, entryId: string, lines: readonly PlatformLine[], status: 'withdrawn' | 'ended'): Promise<void>
  /** Ends all of a cart. */
  endAll(entryId: string, status: 'withdrawn' | 'ended'): Promise<void>
  /** Of the lines that were asked for, by line id: whether the subscription is open. */
  listed(cart: CartRef, entryId: string, lines: readonly PlatformLine[]): Promise<Map<string, boolean>>
  /** Those whose time has come, the longest waiting first. */
  due(now: number, limit: number): Promise<Stored<Subscription>[]>
  /** Undefined where no configured key opens it. */
  unseal(subscription: Subscription): Promise<SubscribedLine | undefined>
  /**
   * Stores that the line is still sold out, or that telling it is tried again. Once a day the line is sealed anew, so that the
   * retirement of a key leaves none unreadable. `checkedAt`: when it was looked at before.
   */
  postpone(
    subscription: Stored<Subscription>,
    content: SubscribedLine | undefined,
    next: { dueAt: number; attempts: number; checkedAt?: number },
  ): Promise<void>
  /** Sets the status to `telling`, for exactly one of the instances that try. Undefined for the others, and after a withdrawal. */
  claim(subscription: Stored<Subscription>, dueAt: number): Promise<Stored<Subscription> | undefined>
  /** Stores the final status. A subscription that was changed meanwhile stays as it is. */
  finish(subscription: Stored<Subscription>, status: SubscriptionStatus): Promise<void>
}

/** A cart has no more rows than this, so that a list of them is one short read. */
const maxOfCart = 500

/**
 * Statement that ends what is still open about a cart, and the days whose figures it changes. Who is telling of it finds another
 * revision, and tells no more.
 */
export async function endOfSubscriptions(
  { store, database, clock }: LedgerBase,
  entryId: string,
  status: 'withdrawn' | 'ended' = 'ended',
): Promise<{ statement: Compilable; days: number[] }> {
  const rows = await database.db
    .selectFrom('subscriptions')
    .select('created_at')
    .where('store', '=', store)
    .where('cart_id', '=', entryId)
    .where('due_at', 'is not', null)
    .limit(maxOfCart)
    .execute()
  const statement = database.db
    .updateTable('subscriptions')
    .set({ status, due_at: null, sealed: '', revision: newRevision() })
    .where('store', '=', store)
    .where('cart_id', '=', entryId)
    .where('due_at', 'is not', null)
  // Today is the day of those that are made meanwhile.
  return { statement, days: [...rows.map(({ created_at }) => dayOf(created_at)), dayOf(clock())] }
}

export function createSubscriptions(base: LedgerBase): Subscriptions {
  const { store, database, sealer, clock, keysOf } = base
  const { db } = database
  const seal = (content: SubscribedLine) => sealer.seal('ledger', content, retentionMs)
  const idsOf = ({ platform, cartId }: CartRef, { id, productId, variantId }: PlatformLine) => {
    // An edit of the cart may give a line another id; who wants a variant means it by whichever line.
    const line = (variantId ?? productId) === undefined ? ['line', id] : ['variant', productId, variantId]
    return keysOf(JSON.stringify(['subscription', platform, cartId, ...line]))
  }

  /** The lines, what was asked of them so far, and their open subscriptions. */
  async function openOf(cart: CartRef, entryId: string, lines: readonly PlatformLine[]) {
    const rows = await db
      .selectFrom('subscriptions')
      .selectAll()
      .where('store', '=', store)
      .where('cart_id', '=', entryId)
      .limit(maxOfCart)
      .execute()
    return Promise.all(
      lines.map(async (line) => {
        const ids = await idsOf(cart, line)
        const own = rows.filter(({ id }) => ids.includes(id))
        return { line, ids, own, open: own.find(({ due_at }) => due_at !== null) }
      }),
    )
  }

  const update = ({ id, revision }: Stored<Subscription>, set: Partial<SubscriptionRow>) =>
    db
      .updateTable('subscriptions')
      .set({ revision: newRevision(), ...set })
      .where('store', '=', store)
      .where('id', '=', id)
      .where('revision', '=', revision)
  const over = (status: SubscriptionStatus) => ({ status, due_at: null, sealed: '' })

  return {
    async add(cart, entryId, lines, dueAt) {
      const missing = (await openOf(cart, entryId, lines)).filter(({ open }) => !open)
      const now = Math.floor(clock())
      const insertions = missing.map(async ({ line, ids: [id = ''] }) => {
        const name = nameOfLine(line)
        const row: SubscriptionRow = {
          store,
          id,
          revision: newRevision(),
          cart_id: entryId,
          platform: cart.platform,
          sealed: await seal({ cartId: cart.cartId, channelId: cart.channelId, line }),
          status: 'waiting',
          attempts: 0,
          created_at: now,
          due_at: Math.floor(dueAt),
          expires_at: now + retentionMs,
          variant: variantKey({ ...line, name }),
          name,
          product_id: line.productId ?? null,
          variant_id: line.variantId ?? null,
        }
        // One that is over begins again.
        return db
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['store', 'id']).doUpdateSet(row).where('subscriptions.due_at', 'is', null),
          )
      })
      const days = missing.flatMap(({ own }) => own.map(({ created_at }) => dayOf(created_at)))
      if (insertions.length > 0)
        await database.batch([...(await Promise.all(insertions)), ...markDays(base, [dayOf(now), ...days])])
    },
    async end(cart, entryId, lines, status) {
      const open = (await openOf(cart, entryId, lines)).flatMap(({ open }) => open ?? [])
      const changes = open.map(({ id }) =>
        db
          .updateTable('subscriptions')
          .set({ ...over(status), revision: newRevision() })
          .where('store', '=', store)
          .where('id', '=', id)
          .where('due_at', 'is not', null),
      )
      const days = open.map(({ created_at }) => dayOf(created_at))
      if (changes.length > 0) await database.batch([...changes, ...markDays(base, days)])
    },
    async endAll(entryId, status) {
      const { statement, days } = await endOfSubscriptions(base, entryId, status)
      await database.batch([statement, ...markDays(base, days)])
    },
    async listed(cart, entryId, lines) {
      const all = await openOf(cart, entryId, lines)
      return new Map(all.flatMap(({ line, own, open }) => (own.length > 0 ? [[line.id, open !== undefined]] : [])))
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('store', '=', store)
        .where('due_at', '<=', Math.floor(now))
        .where('expires_at', '>', Math.floor(now))
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map(toSubscription)
    },
    async unseal({ sealed }) {
      const opened = await sealer.open<SubscribedLine>('ledger', sealed)
      return opened.status === 'open' ? opened.payload : undefined
    },
    async postpone(subscription, content, { dueAt, attempts, checkedAt = clock() }) {
      const isNewDay = dayOf(checkedAt) !== dayOf(clock())
      const sealed = content && isNewDay ? { sealed: await seal(content) } : {}
      await database.batch([
        update(subscription, { status: 'waiting', due_at: Math.floor(dueAt), attempts, ...sealed }),
      ])
    },
    async claim(subscription, dueAt) {
      const attempts = subscription.value.attempts + 1
      const revision = newRevision()
      const [claimed] = await database.batch([
        update(subscription, { status: 'telling', due_at: Math.floor(dueAt), attempts, revision }),
      ])
      return claimed?.changes
        ? { ...subscription, revision, value: { ...subscription.value, status: 'telling', attempts } }
        : undefined
    },
    async finish(subscription, status) {
      const day = dayOf(subscription.value.createdAt)
      await database.batch([update(subscription, over(status)), ...markDays(base, [day])])
    },
  }
}

function toSubscription({ id, revision, ...row }: SubscriptionRow): Stored<Subscription> {
  const { cart_id: cartId, platform, sealed, attempts, created_at: createdAt, due_at: dueAt } = row
  const status = row.status as SubscriptionStatus
  return {
    id,
    revision,
    value: { cartId, platform, sealed, status, attempts, createdAt, ...(dueAt !== null && { dueAt }) },
  }
}
