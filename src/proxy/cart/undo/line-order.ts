import type { PlatformLine } from '../../adapter/platform.ts'

/** A line's place in a cart. The item finds it again where it was put back under another id. */
export type LinePlace = readonly [id: string, item: string]

/** The places of the lines, to be kept while they are written. */
export const placesOf = (lines: readonly PlatformLine[]): LinePlace[] => lines.map((line) => [line.id, itemOf(line)])

/** The lines in the order of these places. What was nowhere there comes last. */
export function inOrder(lines: readonly PlatformLine[], places: readonly LinePlace[]): PlatformLine[] {
  const free = places.map(([id, item], place) => ({ id, item, place }))
  const take = (isIt: (one: { id: string; item: string }) => boolean) => {
    const index = free.findIndex(isIt)
    return index < 0 ? undefined : free.splice(index, 1)[0]?.place
  }
  // A line that is still there takes its own place, before one that only holds the same item does.
  const own = lines.map((line) => ({ line, place: take(({ id }) => id === line.id) }))
  return own
    .map(({ line, place }) => ({ line, place: place ?? take(({ item }) => item === itemOf(line)) ?? places.length }))
    .sort((one, other) => one.place - other.place)
    .map(({ line }) => line)
}

const itemOf = ({ productId, variantId, name, options }: PlatformLine) =>
  JSON.stringify([productId, variantId, name, options.map(({ value }) => value)])
