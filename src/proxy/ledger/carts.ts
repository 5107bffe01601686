import type { MessageReason } from '../../contract/index.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { toNameTexts } from '../search-text.ts'
import { compileOnce } from '../stores/sql/compile-once.ts'
import type { CartRow } from '../stores/sql/tables.ts'
import { endOfSubscriptions } from '../subscriptions/stored-subscriptions.ts'
import type { BlockedLine, CartEntry, PrivatePart } from './cart-entry.ts'
import { isListed } from './cart-entry.ts'
import { type CartQuery, maxIds, nameKey, readCartPage, readCarts } from './cart-list.ts'
import { toCartEntry } from './cart-rows.ts'
import { insertMessage, moveBlocked, replaceBlocked, writeCart } from './cart-statements.ts'
import { markDays } from './figures/days.ts'
import type { MessageEntry } from './message-entry.ts'
import { cancellation } from './messages.ts'
import { dayOf, type LedgerBase, newRevision, type Page, retentionMs, type Stored, underNewestKey } from './stored.ts'

/** What a change of a cart brings along, in the same batch. */
export interface CartChange {
  /** As it was read before, which saves reading it again. */
  known?: Stored<CartEntry> | undefined
  /** Nothing waits for it: it may lag by a moment. */
  mayWait?: boolean
  /** Replaces what only the proxy can read. */
  part?: PrivatePart
  /** Replaces the lines that could not be bought. */
  blocked?: readonly BlockedLine[]
  /** Cancels what is pending about the cart. */
  cancels?: MessageReason
  /** Whether the shopper is told of no line of it any more. */
  endsSubscriptions?: (before: CartEntry) => boolean
  /** A message that the change is the reason for. It is stored only if there is none of its id. */
  opens?: (cart: Stored<CartEntry>) => Promise<{ id: string; value: MessageEntry } | undefined>
}

/** The carts of a store. */
export interface Carts {
  /** The entry of a cart, or where there is none a new one, which has no revision because it is not stored. */
  entryOf(cart: CartRef): Promise<Stored<CartEntry>>
  /** The id that a cart's entry is kept under, or will be. */
  idOf(cart: CartRef): Promise<string>
  read(cart: CartRef): Promise<Stored<CartEntry> | undefined>
  readById(id: string): Promise<Stored<CartEntry> | undefined>
  /**
   * Changes the entry of a cart, which is created first where there is none. Undefined from `change` leaves it. `change` runs
   * again with the newer entry after a concurrent write, so it must be pure.
   */
  record(
    cart: CartRef,
    change: (entry: CartEntry) => CartEntry | undefined,
    brought?: CartChange,
  ): Promise<Stored<CartEntry>>
  /** The carts with these ids, in their order; one that is not stored is left out. */
  readMany(ids: readonly string[]): Promise<Stored<CartEntry>[]>
  /** Carts that were ordered straight away, empty ones, and those of another proxy are left out. */
  page(query: CartQuery): Promise<Page<CartEntry>>
  /** Open carts that were not checked since `before`, the longest waiting first. */
  toCheck(platform: string, before: number, limit: number): Promise<Stored<CartEntry>[]>
  /** Records that the platform was asked about carts, which is no change of them. */
  recordChecks(ids: readonly string[]): Promise<void>
  /** Undefined where no configured key opens it. */
  unseal(entry: Pick<CartEntry, 'sealed'>): Promise<PrivatePart | undefined>
}

/** Longer than a cart is kept, because what it holds is sealed anew at most once a day. */
const sealedMs = retentionMs + 2 * 24 * 60 * 60 * 1000
const selectCarts = compileOnce((db, rows: readonly Pick<CartRow, 'store' | 'id'>[]) =>
  db
    .selectFrom('carts')
    .selectAll()
    .where('store', '=', rows[0]?.store ?? '')
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    ),
)

export function createCarts(base: LedgerBase): Carts {
  const { store, database, sealer, clock, keysOf } = base
  const { db } = database
  const textOf = ({ platform, cartId }: CartRef) => JSON.stringify(['cart', platform, cartId])
  const ofStore = () => db.selectFrom('carts').selectAll().where('store', '=', store)

  async function entryOf(cart: CartRef): Promise<Stored<CartEntry>> {
    const keys = await keysOf(textOf(cart))
    const query = selectCarts(
      database,
      keys.map((id) => ({ store, id })),
    )
    const row = underNewestKey((await db.executeQuery(query)).rows, keys)
    return row ? toCartEntry(row) : { id: keys[0] ?? '', revision: '', value: newEntry(cart, clock()) }
  }

  async function readById(id: string) {
    const row = await ofStore().where('id', '=', id).executeTakeFirst()
    return row && toCartEntry(row)
  }

  async function record(
    cart: CartRef,
    change: (entry: CartEntry) => CartEntry | undefined,
    brought: CartChange = {},
  ): Promise<Stored<CartEntry>> {
    for (let { known } = brought; ; known = undefined) {
      const before = known ?? (await entryOf(cart))
      const { id } = before
      const found = before.revision ? before : undefined
      const value = change(before.value)
      if (!value) return before
      const sealed = await sealAnew(cart, found?.value, brought.part)
      const next = {
        id,
        revision: newRevision(),
        value: { ...value, ...(await shopperKeysOf(brought.part)), sealed, changedAt: clock() },
      }
      const opened = await brought.opens?.(next)
      const ended = brought.endsSubscriptions?.(before.value) ? await endOfSubscriptions(base, id) : undefined
      const cancelled = [
        ...(brought.cancels ? [cancellation(base, id, brought.cancels)] : []),
        ...(ended ? [ended.statement] : []),
      ]
      const listed = [found?.value, next.value].flatMap((entry) => (entry && isListed(entry) ? [entry] : []))
      const results = await database.batch(
        [
          ...cancelled,
          writeCart(base, found, next),
          ...markDays(base, [...listed.map(({ firstSeenAt }) => dayOf(firstSeenAt)), ...(ended?.days ?? [])]),
          ...moveBlocked(base, found, next),
          ...(brought.blocked ? replaceBlocked(base, found, next, brought.blocked) : []),
          ...(opened ? [insertMessage(base, next, opened)] : []),
        ],
        { mayWait: brought.mayWait === true },
      )
      if (results[cancelled.length]?.changes) return next
    }
  }

  /** Under the newest key: a search asks for all of them. */
  async function shopperKeysOf(part: PrivatePart | undefined): Promise<Pick<CartEntry, 'shopperKeys'>> {
    if (!part?.shopper) return {}
    const keys = await Promise.all(toNameTexts(part.shopper).map((text) => keysOf(nameKey(text))))
    return { shopperKeys: keys.map(([newest]) => newest ?? '').join(' ') }
  }

  /** Once a day, so that neither the end of the text nor the retirement of a key leaves an entry that is in use unreadable. */
  async function sealAnew(cart: CartRef, before: CartEntry | undefined, part: PrivatePart | undefined) {
    const seal = (content: PrivatePart) => sealer.seal('ledger', content, sealedMs)
    if (part || !before) return seal(part ?? { cartId: cart.cartId })
    if (dayOf(before.changedAt) === dayOf(clock())) return before.sealed
    const opened = await sealer.open<PrivatePart>('ledger', before.sealed)
    // What another key sealed is left to the instances that have it.
    if (opened.status === 'invalid') return before.sealed
    return seal(opened.status === 'open' ? opened.payload : { cartId: cart.cartId })
  }

  return {
    entryOf,
    idOf: async (cart) => (await entryOf(cart)).id,
    async read(cart) {
      const entry = await entryOf(cart)
      return entry.revision ? entry : undefined
    },
    readById,
    record,
    page: (query) => readCartPage(base, query),
    readMany: (ids) => readCarts(base, ids),
    async toCheck(platform, before, limit) {
      const rows = await ofStore()
        .where('platform', '=', platform)
        .where('ordered_at', 'is', null)
        .where('closed_at', 'is', null)
        .where('looked_at', '<', Math.floor(before))
        .orderBy('looked_at')
        .limit(limit)
        .execute()
      return rows.map(toCartEntry)
    },
    async recordChecks(ids) {
      if (ids.length === 0) return
      const looked_at = Math.floor(clock())
      const slices = Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, index) =>
        ids.slice(index * maxIds, (index + 1) * maxIds),
      )
      await database.batch(
        slices.map((slice) =>
          db.updateTable('carts').set({ looked_at }).where('store', '=', store).where('id', 'in', slice),
        ),
      )
    },
    async unseal({ sealed }) {
      const opened = await sealer.open<PrivatePart>('ledger', sealed)
      return opened.status === 'open' ? opened.payload : undefined
    },
  }
}

const newEntry = ({ platform }: CartRef, now: number): CartEntry => ({
  platform,
  sealed: '',
  firstSeenAt: now,
  changedAt: now,
  abandonmentCount: 0,
  platformMessages: 0,
  sentReports: 0,
})
