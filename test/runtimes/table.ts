import { groups } from './cases/all.ts'
import type { Results } from './run-cases.ts'
import type { Target } from './targets/targets.ts'

const firstWidth = 25

/** A line for each runtime, and the subjects of the suite with what passed in each, side by side. */
export function tableOf(targets: readonly Target[], done: ReadonlyMap<string, Results>): string {
  const ran = targets.flatMap(({ name, version }) => {
    const results = done.get(name)
    return results ? [{ name, version, results }] : []
  })
  const lines = ran.map(({ name, version, results: { counts, failures, seconds } }) => {
    const sum = (field: 'passed' | 'left') => [...counts.values()].reduce((total, count) => total + count[field], 0)
    const left = sum('left') ? `, ${sum('left')} do not apply` : ''
    const result = failures.length === 0 ? 'passed' : `${failures.length} FAILED`
    return `${`${name} ${version}`.padEnd(firstWidth)} ${result}: ${sum('passed')} cases${left}, ${seconds} s`
  })
  const row = (first: string, cells: string[]) =>
    [first.padEnd(firstWidth), ...cells.map((cell) => cell.padStart(8))].join(' ')
  const rows = groups.map(({ name, cases }) => {
    const cells = ran.map(({ results }) => {
      const count = results.counts.get(name)
      if (!count) return '–'
      return count.failed > 0 ? `${count.failed} failed` : `${count.passed}${count.left ? '*' : ''}`
    })
    return row(`${name} (${cases.length})`, cells)
  })
  const heads = ran.map(({ name }) => name)
  return [...lines, '', row('', heads), ...rows, '* the others do not apply there'].join('\n')
}
