/** Chance that repeats with its seed. What the machine does meanwhile does not repeat. */
export interface Chance {
  happens(share: number): boolean
  /** A whole number, both ends included. */
  between(min: number, max: number): number
  pick<Value>(values: readonly Value[]): Value
  shuffle<Value>(values: readonly Value[]): Value[]
}

/** The generator mulberry32: small, and good enough to choose taps and faults. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    happens: (share) => next() < share,
    between,
    pick(values) {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new RangeError('nothing to pick from')
      return value
    },
    shuffle(values) {
      const rest = [...values]
      return values.map(() => rest.splice(between(0, rest.length - 1), 1)[0] as (typeof rest)[number])
    },
  }
}
