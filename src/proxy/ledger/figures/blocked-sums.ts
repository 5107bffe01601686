/** What of one variant could not be bought, in one currency. */
export interface BlockedSum {
  variant: string
  currency: string
  name: string
  productId: string | null
  variantId: string | null
  carts: number
  amount: number
}

/** Sums by variant and currency. */
export interface BlockedSums {
  add(sum: BlockedSum): void
  /** So many of them, the costliest first. */
  costliest(limit: number): BlockedSum[]
}

/** Adds up what could not be bought, slice by slice: what is kept grows with the variants, and not with the carts. */
export function createBlockedSums(): BlockedSums {
  const sums = new Map<string, BlockedSum>()
  return {
    add(sum) {
      const key = JSON.stringify([sum.variant, sum.currency])
      const known = sums.get(key)
      if (!known) {
        sums.set(key, { ...sum })
        return
      }
      known.carts += sum.carts
      known.amount += sum.amount
      // A product may have been renamed: always the same of its names, in whatever order they come.
      if (sum.name < known.name) known.name = sum.name
    },
    costliest: (limit) =>
      [...sums.values()]
        .sort((one, other) => other.amount - one.amount || (one.variant < other.variant ? -1 : 1))
        .slice(0, limit),
  }
}
