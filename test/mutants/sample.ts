import { createChance } from '../load/chance.ts'

/** Draws from every group in proportion to its size. The same seed draws the same. */
export function drawSample<Item>(
  groups: ReadonlyMap<string, readonly Item[]>,
  size: number,
  seed: number,
): Map<string, Item[]> {
  const total = [...groups.values()].reduce((sum, { length }) => sum + length, 0)
  const share = Math.min(1, size / total)
  const shares = [...groups].map(([name, items]) => ({ name, items, exact: items.length * share }))
  // What is left by rounding down goes where most was cut off.
  const rest = Math.round(total * share) - shares.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const byCut = [...shares].sort((one, other) => (other.exact % 1) - (one.exact % 1))
  const more = new Set(byCut.slice(0, rest).map(({ name }) => name))
  const chance = createChance(seed)
  return new Map(
    shares.map(({ name, items, exact }) => [
      name,
      chance.shuffle(items).slice(0, Math.floor(exact) + Number(more.has(name))),
    ]),
  )
}
