import { createChance } from '../load/chance.ts'

/** Draws a share of a list, the same for the same seed and in the list's order. */
export function draw<Item>(items: readonly Item[], share: number, seed: number): Item[] {
  const drawn = new Set(
    createChance(seed)
      .shuffle(items)
      .slice(0, Math.ceil(items.length * share)),
  )
  return items.filter((item) => drawn.has(item))
}
