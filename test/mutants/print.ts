import type { Equivalent } from './equivalents.ts'
import type { Mutant } from './instrument.ts'
import type { MutantEnd } from './try-tests.ts'

/** A mutant that was tried. */
export interface Tried {
  group: string
  mutant: Mutant
  end: MutantEnd
}

const isKilled = ({ end }: Tried) => end === 'killed' || end === 'timed-out'

/** The share of mutants that a test noticed, in percent. */
export const scoreOf = (tried: readonly Tried[]) =>
  tried.length === 0 ? 100 : (100 * tried.filter(isKilled).length) / tried.length

/** A row for each group, and one for all of them. */
export function printTable(tried: readonly Tried[]): void {
  const names = [...new Set(tried.map(({ group }) => group))]
  const row = (group: string, own: readonly Tried[]) => ({
    group,
    mutants: own.length,
    killed: own.filter(({ end }) => end === 'killed').length,
    'timed out': own.filter(({ end }) => end === 'timed-out').length,
    survived: own.filter(({ end }) => end === 'survived').length,
    'not reached': own.filter(({ end }) => end === 'not-reached').length,
    score: `${scoreOf(own).toFixed(1)} %`,
  })
  const rows = names.map((name) =>
    row(
      name,
      tried.filter(({ group }) => group === name),
    ),
  )
  console.table(Object.fromEntries([...rows, row('all', tried)].map(({ group, ...cells }) => [group, cells])))
}

/** Each mutant that no test noticed. */
export function printSurvivors(tried: readonly Tried[]): void {
  const survivors = tried.filter((one) => !isKilled(one))
  survivors.sort(({ mutant: one }, { mutant: other }) => one.file.localeCompare(other.file) || one.line - other.line)
  for (const { mutant, end } of survivors) {
    console.log(`${mutant.file}:${mutant.line} ${mutant.mutator}, ${end}`)
    console.log(`  - ${cut(mutant.original)}\n  + ${cut(mutant.replacement)}\n  = ${cut(mutant.becomes)}`)
  }
}

/** What was left out, and why. An entry that no mutant is like any more is said to be one. */
export function printEquivalents(equivalents: readonly Equivalent[], met: ReadonlySet<Equivalent>): void {
  for (const equivalent of equivalents) {
    const { file, becomes, because } = equivalent
    console.log(`${file}: ${cut(becomes)}\n  ${met.has(equivalent) ? because : 'NO MUTANT IS LIKE THIS ANY MORE'}`)
  }
}

const cut = (text: string) => (text.length > 240 ? `${text.slice(0, 239)}…` : text)
