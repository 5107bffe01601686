/** What became of one example. */
export interface Result {
  name: string
  /** By step. */
  seconds: Record<string, number>
  edits: number
  /** What did not work. */
  trouble?: string
}

const steps = ['install', 'check', 'build', 'drive', 'dev'] as const

/** One row for each example, then what did not work. */
export function printTable(results: Result[]): void {
  const rows = results.map(({ name, seconds, edits, trouble }) => [
    name,
    ...steps.map((step) => seconds[step]?.toFixed(1) ?? '–'),
    String(edits),
    trouble === undefined ? 'yes' : 'no',
  ])
  const table = [['example', ...steps.map((step) => `${step} s`), 'edits by hand', 'works'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  console.log(
    '\nFrom the packed tarball. install: with init and the edits. edits by hand: files changed after init, beside',
  )
  console.log('.env, which gets what `cart-recovery sandbox` prints and CART_RECOVERY_ADOPT=1.')
  for (const { name, trouble } of results) if (trouble !== undefined) console.log(`\n${name}: ${trouble}`)
}
