import { bigcommerceReadings } from './bigcommerce/readings.ts'
import { buzzbipReadings } from './buzzbip/readings.ts'
import { tjarReadings } from './tjar/readings.ts'
import { vesuviopayReadings } from './vesuviopay/readings.ts'

/**
 * Where the documentation contradicts itself or is silent, the platform might do either. Each question has a name
 * and its plausible answers; the first is the default and agrees with the published OpenAPI documents.
 */
export const documentedReadings = {
  ...bigcommerceReadings,
  ...vesuviopayReadings,
  ...tjarReadings,
  ...buzzbipReadings,
} as const

type Documented = typeof documentedReadings

export type ReadingName = keyof Documented

/** One answer to every question. */
export type ReadingValues = { [Name in ReadingName]: Documented[Name][number] }

export interface Readings {
  get<Name extends ReadingName>(name: Name): ReadingValues[Name]
  all(): ReadingValues
  /** Changes some; throws a `RangeError` that names the first unknown name or value. */
  set(changes: Partial<ReadingValues>): void
  reset(): void
}

/** The readings of one sandbox, at their defaults. */
export function createReadings(): Readings {
  let values = defaults()
  return {
    get: (name) => values[name],
    all: () => ({ ...values }),
    set(changes) {
      for (const [name, value] of Object.entries(changes)) {
        const allowed: readonly string[] | undefined = Object.hasOwn(documentedReadings, name)
          ? documentedReadings[name as ReadingName]
          : undefined
        if (!allowed) throw new RangeError(`There is no reading called "${name}"`)
        if (!allowed.includes(value)) throw new RangeError(`"${name}" is one of ${allowed.join(', ')}`)
      }
      values = { ...values, ...changes }
    },
    reset() {
      values = defaults()
    },
  }
}

function defaults(): ReadingValues {
  const firsts = Object.entries(documentedReadings).map(([name, answers]) => [name, answers[0]])
  return Object.fromEntries(firsts) as ReadingValues
}
