import type { LineItem, Money, Offer } from '../contract/index.ts'

/**
 * What a platform gives the proxy: its name and the ports it has. A port it lacks is absent, never a stub. Every
 * method takes a signal and throws `RecoveryError`, or `UpstreamError` where it has no better word.
 */
export interface Platform {
  name: string
  recovery?: RecoveryPort
  availability?: AvailabilityPort
  cart?: CartPort
  checkout?: CheckoutPort
}

/** A line as the platform knows it. Its id and `spec` never reach the browser. */
export interface PlatformLine extends Omit<LineItem, 'availability' | 'subscribed' | 'substitutes'> {
  /** The line it came with, where it is part of a bundle. */
  parentId?: string
  /** What adds this line again, in the platform's own words: used by undo only. */
  spec: unknown
}

/** A cart as the platform knows it. Holds no personal data beyond `spec`. */
export interface PlatformCart {
  id: string
  channelId: string
  /** It belongs to a signed-in customer. */
  isAccountCart: boolean
  lines: PlatformLine[]
  total: Money
  offer?: Offer
  /** Guards the next write against somebody else's in between, where the platform counts its versions. */
  version?: number
}

/** Finds the cart behind a link. Only reads. */
export interface RecoveryPort {
  /** The cart id behind the platform's own token. Throws `invalid-link`. */
  resolve(token: string, signal: AbortSignal): Promise<string>
  /** The cart as it is now. Throws `cart-gone`. */
  read(cartId: string, signal: AbortSignal): Promise<PlatformCart>
}

/** What a platform says of one line's stock, for any quantity. */
export interface Stock {
  /** `no`: switched off. `gone`: no longer sold. `unknown`: it could not be asked. */
  sellable: 'yes' | 'no' | 'gone' | 'unknown'
  /** How many can be bought; null where nobody counts. */
  quantity: number | null
  /** At this level or below, few are left. */
  lowAt?: number
  /** Lines that name the same pool share its quantity: the variant, mostly. */
  pool?: string
}

/** Says what can be bought now. */
export interface AvailabilityPort {
  /** One answer per line, by line id; a line left out is unknown. */
  check(lines: readonly PlatformLine[], signal: AbortSignal): Promise<Map<string, Stock>>
}

/** What one line is to become. `spec` allows a line that is gone to be added again. */
export interface Target {
  id: string
  quantity: number
  spec?: unknown
}

/** What was really written to one line, read back from the platform. */
export interface Change {
  id: string
  before: number
  after: number
  /** Its id afterwards, where the platform gave it a new one. */
  newId?: string
  spec: unknown
}

export interface Applied {
  cart: PlatformCart
  changes: Change[]
  /** Ids of targets that the platform refused. */
  refused: string[]
  /** Ids of lines that somebody else changed meanwhile, and that were left at the larger quantity. */
  changedElsewhere: string[]
}

/** Sets lines to targets. Doing so twice, or after a lost answer, ends with the same cart. */
export interface CartPort {
  /**
   * Starts from the cart as it was read. Throws `unconfirmed` where it could not be found out what was written, `cart-gone` where
   * there is no cart, `empty` rather than remove the last line.
   */
  apply(cart: PlatformCart, targets: readonly Target[], signal: AbortSignal): Promise<Applied>
}

/** Leads to the platform's checkout. */
export interface CheckoutPort {
  /**
   * Makes a checkout link, on the shopper's tap and never before. `cartId` is another one where the platform could
   * only check out a copy.
   */
  link(cartId: string, signal: AbortSignal): Promise<{ checkoutUrl: string; cartId: string }>
}
