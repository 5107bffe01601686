import type { MerchantCartStatus, Money } from '../../contract/index.ts'

/** A line that a shopper came back for and could not buy. */
export interface BlockedLine {
  name: string
  productId?: string
  variantId?: string
  value: Money
}

/** What the ledger knows of a cart. Nothing in it identifies its shopper; times are milliseconds since 1970. */
export interface CartEntry {
  platform: string
  /** The platform's id of the cart and the prices it was left with, encrypted: `PrivatePart`. */
  sealed: string
  firstSeenAt: number
  /** When it was last written: what its 90 days count from. */
  changedAt: number
  /** Last abandonment that the platform reported. */
  abandonedAt?: number
  /** Abandonments so far: a shopper may come back and leave again. Each gets one message. */
  abandonmentCount: number
  openedAt?: number
  /** The last time its shopper looked at it. */
  displayedAt?: number
  checkedOutAt?: number
  orderedAt?: number
  /** Deleted, emptied or expired without an order. */
  closedAt?: number
  /** It belongs to a channel that another proxy serves. */
  isElsewhere?: boolean
  total?: Money
  blocked: BlockedLine[]
  /** Ids of the messages about it. */
  messageIds: string[]
  /** Percent that a reminder of ours promised. The platform takes it off at its checkout, and does not say so before. */
  offerDiscount?: number
  /** Messages that the platform counts by itself. */
  platformMessages: number
}

/** What only the proxy may read. */
export interface PrivatePart {
  cartId: string
  /** Price of one piece by line, when it was left: minor units of `currency`. */
  prices?: Record<string, number>
  currency?: string
}

/** The status a merchant reads. A cart that was ordered stays ordered, whatever comes late. */
export function statusOf({ orderedAt, closedAt, checkedOutAt, openedAt }: CartEntry): MerchantCartStatus {
  if (orderedAt !== undefined) return 'recovered'
  if (closedAt !== undefined) return 'closed'
  if (checkedOutAt !== undefined) return 'checked-out'
  return openedAt === undefined ? 'abandoned' : 'opened'
}

/** A cart nobody left and nobody came back to is no business of this ledger: it was ordered straight away. */
export const isListed = ({ abandonedAt, openedAt, isElsewhere }: CartEntry): boolean =>
  !isElsewhere && (abandonedAt !== undefined || openedAt !== undefined)

/** The shopper acted on it by then. */
export const lastActionAt = ({ displayedAt = 0, checkedOutAt = 0 }: CartEntry): number =>
  Math.max(displayedAt, checkedOutAt)
