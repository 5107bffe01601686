/**
 * Every question the platforms' documents leave open, with its answers. Each platform declares its own readings in
 * its `readings.ts`, so that this file imports none of them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: every reading is declared by the platform it belongs to
export interface DocumentedReadings {}

export type ReadingName = keyof DocumentedReadings

/** One answer to every question. */
export type ReadingValues = { [Name in ReadingName]: DocumentedReadings[Name][number] }

export interface Readings {
  get<Name extends ReadingName>(name: Name): ReadingValues[Name]
  all(): ReadingValues
  /** Changes some; throws a `RangeError` that names the first unknown name or value. */
  set(changes: Partial<ReadingValues>): void
  reset(): void
}

/** The readings of one sandbox, at their defaults. */
export function createReadings(documented: DocumentedReadings): Readings {
  let values = firstOfEach(documented)
  return {
    get: (name) => values[name],
    all: () => ({ ...values }),
    set(changes) {
      for (const [name, value] of Object.entries(changes)) {
        const allowed: readonly string[] | undefined = Object.hasOwn(documented, name)
          ? documented[name as ReadingName]
          : undefined
        if (!allowed) throw new RangeError(`There is no reading called "${name}"`)
        if (!allowed.includes(value)) throw new RangeError(`"${name}" is one of ${allowed.join(', ')}`)
      }
      values = { ...values, ...changes }
    },
    reset() {
      values = firstOfEach(documented)
    },
  }
}

function firstOfEach(documented: DocumentedReadings): ReadingValues {
  const firsts = Object.entries<readonly string[]>({ ...documented }).map(([name, answers]) => [name, answers[0]])
  return Object.fromEntries(firsts) as ReadingValues
}
