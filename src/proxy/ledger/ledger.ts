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
// A refusal outlives the cart: the shopper must not have to repeat it.
const refusalMs = 3650 * dayMs

/** Lines of a recovered cart were put into another cart, whose order then closes both. The reference is the source. */
export interface CartTransfer extends CartRef {
  /** Quantity by line of the source cart. */
  lines: Record<string, number>
  /** Milliseconds since 1970. */
  at: number
  /** The id of the other cart, where the platform gave it. */
  into?: string
}

/** A recovered cart to delete, because its lines were ordered in another one. */
export interface Discard {
  /** The `CartTransfer`, encrypted. */
  sealed: string
  attempts: number
  createdAt: number
  dueAt?: number
}

/** What the store remembers for 90 days: carts, messages, consent. Keyed hashes and sealed ids, no personal data in clear. */
export interface Ledger {
  carts: Collection<CartEntry>
  messages: Collection<MessageEntry>
  consents: Consents
  discards: Collection<Discard>
  /** The id that a message is kept under, or will be. `about` says what the message is, so the same one has one id. */
  messageIdOf(about: string): Promise<string>
  /** The keyed hashes of a text, one for each configured key, the newest first. */
  ledgerKeysOf(text: string): Promise<string[]>
  /** The id that a cart's entry is kept under, or will be. */
  cartIdOf(cart: CartRef): Promise<string>
  /** Encrypts what only the proxy may read. */
  seal(part: PrivatePart | CartTransfer): Promise<string>
  /** Undefined where no configured key opens it. */
  unseal(entry: Pick<CartEntry, 'sealed'>): Promise<PrivatePart | undefined>
  /** Changes the entry of a cart, which is created first where there is none. Undefined from `change` leaves it. */
  recordCart(cart: CartRef, change: (entry: CartEntry) => CartEntry | undefined): Promise<CartEntry>
  /** Adds a message to the entry of its cart. */
  recordMessage(cart: CartRef, messageId: string): Promise<void>
  readCart(cart: CartRef): Promise<CartEntry | undefined>
  /** Stores a transfer under every text by which an order event may name the other cart. */
  recordTransfer(destinations: readonly string[], transfer: CartTransfer): Promise<void>
  /** The transfer stored under the first of these texts that has one. */
  findTransfer(destinations: readonly string[]): Promise<CartTransfer | undefined>
  /** Marks a webhook event as done. */
  recordEvent(platform: string, eventId: string): Promise<void>
  hasEvent(platform: string, eventId: string): Promise<boolean>
}

export interface LedgerOptions {
  store: string
  /** For the keyed hashes, the newest first. */
  keys: readonly string[]
  records: RecordStore
  sealer: Sealer
  clock: () => number
}

/** Makes the ledger of one store over its durable records. */
export function createLedger({ store, keys, records, sealer, clock }: LedgerOptions): Ledger {
  const kindOf = (kind: string) => `${store}:${kind}`
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
  const transfers = createCollection<{ sealed: string; at: number }>(records, kindOf('transfer'), ({ at }) => ({
    at,
    expiresAt: at + retentionMs,
  }))
  const events = createCollection<{ at: number }>(records, kindOf('event'), ({ at }) => ({
    at,
    expiresAt: at + retentionMs,
  }))

  const ledgerKeysOf = (text: string) => Promise.all(keys.map((key) => keyedHash(key, `${store}:${text}`)))
  const cartText = ({ platform, cartId }: CartRef) => JSON.stringify(['cart', platform, cartId])

  /** The key that something is kept under, else the newest. Records made before a key rotation stay under the older key. */
  async function find(collection: Collection<unknown>, text: string): Promise<string> {
    const ledgerKeys = await ledgerKeysOf(text)
    if (ledgerKeys.length > 1) for (const key of ledgerKeys) if (await collection.read(key)) return key
    return ledgerKeys[0] ?? ''
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
    ledgerKeysOf,
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
    async recordTransfer(destinations, transfer) {
      const entry = { sealed: await seal(transfer), at: clock() }
      for (const text of destinations) await transfers.update((await ledgerKeysOf(text))[0] ?? '', () => entry)
    },
    async findTransfer(destinations) {
      for (const key of (await Promise.all(destinations.map(ledgerKeysOf))).flat()) {
        const entry = await transfers.read(key)
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
