import type { Availability } from './availability.ts'

/**
 * How many of `chosen` pieces can be bought under this availability. With an unknown availability
 * all of them can: the checkout decides, and nothing is taken from a shopper on a guess.
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
