import type { Availability } from './availability.ts'

/**
 * How many of `wanted` can be bought under this availability. An unknown availability buys what was
 * asked for: the checkout decides, and nothing is taken from a shopper on a guess.
 */
export function buyableQuantity(wanted: number, availability: Availability): number {
  switch (availability.status) {
    case 'out-of-stock':
    case 'unavailable':
    case 'discontinued':
      return 0
    default:
      return Math.min(wanted, availability.quantity ?? wanted)
  }
}
