import type { MerchantCartStatus, MerchantChannel, Money } from '../../contract/index.ts'

/** A line that the shopper came back for and could not buy. */
export interface BlockedLine {
  name: string
  productId?: string
  variantId?: string
  /** What the missing pieces would have cost. */
  value: Money
}

/**
 * What the ledger keeps of one cart, under a keyed hash of its platform and id. Nothing in it identifies the shopper.
 * Every `…At` is in milliseconds since 1970.
 */
export interface CartEntry {
  platform: string
  /** The `PrivatePart`, encrypted. */
  sealed: string
  firstSeenAt: number
  /** Last write. The entry is kept for 90 days from then on. */
  changedAt: number
  /** Last abandonment that the platform reported. */
  abandonedAt?: number
  /** Abandonments so far: a shopper may come back and leave again. Each gets one message. */
  abandonmentCount: number
  /** First time that the shopper opened it in the widget. */
  openedAt?: number
  /** Last time that the widget displayed it. */
  displayedAt?: number
  /** Last time that the shopper was sent to the checkout. An order may still not follow. */
  checkedOutAt?: number
  orderedAt?: number
  /** Deleted, emptied or expired without an order. */
  closedAt?: number
  /** The cart belongs to a sales channel that another proxy serves: it is not listed, and no message is sent about it. */
  isElsewhere?: boolean
  total?: Money
  /** Percent that our reminder promised. The platform applies it at its checkout and does not report it before. */
  offerDiscount?: number
  /** The platform's own count of the messages about this cart. It never goes down. */
  platformMessages: number
  /** Reports about it that were sent. Counted by `Messages`; a change of the cart leaves it as it is. */
  sentReports: number
  /** What was in it when it was read last. */
  items?: CartItems
  /** Keyed hashes of the shopper's masked name, so that a merchant finds the cart by it. */
  shopperKeys?: string
  /** How the link that was opened last reached the shopper. */
  cameBy?: MerchantChannel
}

/** What a merchant tells a cart by, and finds it by. Products only: nothing of it is personal. */
export interface CartItems {
  /** Name of the first line; empty where the cart is. */
  first: string
  /** How many lines there are. */
  count: number
  imageUrl?: string
  /** The names of its products, as `toSearchText` writes them. */
  search: string
}

/** The part of an entry that only the proxy can read. */
export interface PrivatePart {
  cartId: string
  /** Snapshot at the abandonment: the price of one piece by line id, in minor units of `currency`. */
  prices?: Record<string, number>
  currency?: string
  /** First name and an initial. Empty where the platform tells none; absent where it was not asked yet. */
  shopper?: string
}

/** The status that a merchant reads. An ordered cart stays `recovered` even if a late event says otherwise. */
export function statusOf({ orderedAt, closedAt, checkedOutAt, openedAt }: CartEntry): MerchantCartStatus {
  if (orderedAt !== undefined) return 'recovered'
  if (closedAt !== undefined) return 'closed'
  if (checkedOutAt !== undefined) return 'checked-out'
  return openedAt === undefined ? 'abandoned' : 'opened'
}

/**
 * False for a cart that was ordered straight away: without an abandonment or a visit it is left out of lists and sums. So is one
 * that turned out to be empty, unless it was opened or ordered.
 */
export const isListed = ({ abandonedAt, openedAt, orderedAt, isElsewhere, items }: CartEntry): boolean => {
  const isEmpty = items?.count === 0 && openedAt === undefined && orderedAt === undefined
  return !isElsewhere && !isEmpty && (abandonedAt !== undefined || openedAt !== undefined)
}

/** The shopper's last action on this cart; 0 where there was none. */
export const lastActionAt = ({ displayedAt = 0, checkedOutAt = 0 }: CartEntry): number =>
  Math.max(displayedAt, checkedOutAt)
