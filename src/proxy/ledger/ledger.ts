import type { CartRef } from '../sealing/cart-handle.ts'
import { keyedHash } from '../sealing/keyed-hash.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { RecordStore } from '../stores/record-store.ts'
import type { CartEntry, PrivatePart } from './cart-entry.ts'
import { type Collection, createCollection } from './collection.ts'
import { type ConsentEntry, type Consents, createConsents } from './consents.ts'
import { isOpen, type MessageEntry } from './message-entry.ts'

const dayMs = 24 * 60 * 60 * 1000
/** How long the ledger remembers a cart and its messages. */
export const retentionMs = 90 * dayMs
// Somebody who said no is not asked to say it again.
const refusalMs = 3650 * dayMs

/** Lines of one cart went into another, which a platform will name in its order event. */
export interface CartTransfer extends CartRef {
  /** Quantity by line of the source cart. */
  lines: Record<string, number>
  /** Milliseconds since 1970. */
  at: number
  /** The other cart, where the platform named it. */
  into?: string
}

/** A recovered cart that is to be deleted, because its lines were ordered in another. */
export interface Discard {
  sealed: string
  attempts: number
  createdAt: number
  dueAt?: number
}

/** What happened: carts, messages, consent. Keyed hashes and sealed ids, no personal data in clear. */
export interface Ledger {
  carts: Collection<CartEntry>
  messages: Collection<MessageEntry>
  consents: Consents
  discards: Collection<Discard>
  /** The id a message is kept under, by what it is about; or the one a new one gets. */
  messageIdOf(about: string): Promise<string>
  /** All ids something may be kept under, by key. */
  namesOf(text: string): Promise<string[]>
  cartIdOf(cart: CartRef): Promise<string>
  seal(part: PrivatePart | CartTransfer): Promise<string>
  unseal(entry: Pick<CartEntry, 'sealed'>): Promise<PrivatePart | undefined>
  /** Changes a cart's entry, and makes one where there is none. */
  recordCart(cart: CartRef, change: (entry: CartEntry) => CartEntry | undefined): Promise<CartEntry>
  /** A message is about this cart. */
  recordMessage(cart: CartRef, messageId: string): Promise<void>
  readCart(cart: CartRef): Promise<CartEntry | undefined>
  recordTransfer(names: readonly string[], transfer: CartTransfer): Promise<void>
  findTransfer(names: readonly string[]): Promise<CartTransfer | undefined>
  recordEvent(platform: string, eventId: string): Promise<void>
  hasEvent(platform: string, eventId: string): Promise<boolean>
}

export interface LedgerOptions {
  store: string
  keys: readonly string[]
  records: RecordStore
  sealer: Sealer
  clock: () => number
}

export function createLedger({ store, keys, records, sealer, clock }: LedgerOptions): Ledger {
  const kindOf = (name: string) => `${store}:${name}`
  const carts = createCollection<CartEntry>(records, kindOf('cart'), ({ firstSeenAt, changedAt }) => ({
    at: firstSeenAt,
    expiresAt: changedAt + retentionMs,
  }))
  const messages = createCollection<MessageEntry>(records, kindOf('message'), (message) => ({
    at: message.createdAt,
    dueAt: isOpen(message) ? message.dueAt : undefined,
    expiresAt: message.createdAt + retentionMs,
  }))
  const consents = createCollection<ConsentEntry>(records, kindOf('consent'), (entry) => {
    const choices = Object.values(entry)
    const at = Math.max(...choices.map((choice) => choice.at))
    return { at, expiresAt: at + (choices.some(({ granted }) => !granted) ? refusalMs : retentionMs) }
  })
  const discards = createCollection<Discard>(records, kindOf('discard'), ({ createdAt, dueAt }) => ({
    at: createdAt,
    dueAt,
    expiresAt: createdAt + retentionMs,
  }))
  const transfers = createCollection<{ sealed: string; at: number }>(records, kindOf('handed-over'), ({ at }) => ({
    at,
    expiresAt: at + retentionMs,
  }))
  const events = createCollection<{ at: number }>(records, kindOf('event'), ({ at }) => ({
    at,
    expiresAt: at + retentionMs,
  }))

  const namesOf = (text: string) => Promise.all(keys.map((key) => keyedHash(key, `${store}:${text}`)))
  const cartText = ({ platform, cartId }: CartRef) => JSON.stringify(['cart', platform, cartId])

  /** The first name that something is kept under: records made before a key was put in front stay where they are. */
  async function find(collection: Collection<unknown>, text: string): Promise<string> {
    const names = await namesOf(text)
    for (const name of names.length > 1 ? names : []) if (await collection.read(name)) return name
    return names[0] ?? ''
  }

  const newEntry = async ({ platform, cartId }: CartRef): Promise<CartEntry> => ({
    platform,
    sealed: await seal({ cartId }),
    firstSeenAt: clock(),
    changedAt: clock(),
    abandonmentCount: 0,
    blocked: [],
    messageIds: [],
    platformMessages: 0,
  })

  const seal = (part: object) => sealer.seal('ledger', part, retentionMs)
  async function unseal<Part>(sealed: string): Promise<Part | undefined> {
    const opened = await sealer.open<Part>('ledger', sealed)
    return opened.status === 'open' ? opened.payload : undefined
  }

  async function recordCart(cart: CartRef, change: (entry: CartEntry) => CartEntry | undefined): Promise<CartEntry> {
    const id = await find(carts, cartText(cart))
    const update = (fresh?: CartEntry) =>
      carts.update(id, (entry) => {
        const before = entry ?? fresh
        const after = before && change(before)
        return after && { ...after, changedAt: clock() }
      })
    const known = await update()
    if (known) return known
    const fresh = await newEntry(cart)
    return (await update(fresh)) ?? fresh
  }

  return {
    carts,
    messages,
    discards,
    consents: createConsents(consents),
    namesOf,
    messageIdOf: (about) => find(messages, about),
    cartIdOf: (cart) => find(carts, cartText(cart)),
    seal,
    unseal: ({ sealed }) => unseal<PrivatePart>(sealed),
    async readCart(cart) {
      return carts.read(await find(carts, cartText(cart)))
    },
    recordCart,
    async recordMessage(cart, messageId) {
      await recordCart(cart, (entry) =>
        entry.messageIds.includes(messageId) ? undefined : { ...entry, messageIds: [...entry.messageIds, messageId] },
      )
    },
    async recordTransfer(names, transfer) {
      const entry = { sealed: await seal(transfer), at: clock() }
      for (const name of names) await transfers.update((await namesOf(name))[0] ?? '', () => entry)
    },
    async findTransfer(names) {
      for (const name of (await Promise.all(names.map(namesOf))).flat()) {
        const entry = await transfers.read(name)
        if (entry) return unseal<CartTransfer>(entry.sealed)
      }
      return undefined
    },
    async recordEvent(platform, eventId) {
      const id = await find(events, JSON.stringify([platform, eventId]))
      await events.update(id, (entry) => (entry ? undefined : { at: clock() }))
    },
    async hasEvent(platform, eventId) {
      return (await events.read(await find(events, JSON.stringify([platform, eventId])))) !== undefined
    },
  }
}
