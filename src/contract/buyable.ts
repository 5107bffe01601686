import type { Availability } from './availability.ts'

/**
 * How many of the `chosen` pieces can be bought under this availability. While it is unknown all of them are: the checkout
 * decides, and the cart is not cut on a guess.
 */
export function buyableQuantity(chosen: number, availability: Availability): number {
  switch (availability.status) {
    case 'out-of-stock':
    case 'unavailable':
    case 'discontinued':
      return 0
    default:
      return Math.min(chosen, availability.quantity ?? chosen)
  }
}
