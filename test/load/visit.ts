import type { Cart } from '../../src/contract/index.ts'
import type { ShopperCart } from './carts.ts'
import type { Disturbance } from './findings.ts'
import type { Platforms } from './platforms.ts'
import type { Taps } from './tap.ts'

/** What a shopper's visit needs. */
export interface Visit {
  taps: Taps
  platforms: Platforms
  cart: ShopperCart
  disturbances: readonly Disturbance[]
}

/** What the shopper's page holds. */
export interface Page {
  cartHandle: string
  cart: Cart
  /** Lines are added to another cart: each ends at the larger of what is there and what was chosen. */
  adds?: boolean
}

/** A line by its variant: no cart here has a variant twice. */
export const keyOf = ({ productId, variantId }: Cart['lineItems'][number]) => `${productId}:${variantId}`
