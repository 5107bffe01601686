import fc from 'fast-check'

/** One answer to each question, by the question's name. Questions left out have their default. */
export type Reading = Record<string, string>

/** Every answer by itself, and mixtures of all of them: the same ones each time. */
export function everyReading(
  questions: Record<string, readonly string[]>,
  { mixtures, seed }: { mixtures: number; seed: number },
): Reading[] {
  const entries = Object.entries(questions)
  const mixture = fc.record(Object.fromEntries(entries.map(([name, answers]) => [name, fc.constantFrom(...answers)])))
  return [
    ...entries.flatMap(([name, answers]) => answers.map((answer) => ({ [name]: answer }))),
    ...fc.sample(mixture, { numRuns: mixtures, seed }),
  ]
}
