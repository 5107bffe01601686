import { existsSync } from 'node:fs'

import { type Results, readResults, resultsFile } from '../../bench/results.ts'
import { cartsTable, pageTable, peersTable, proxyTable, requestsTable } from '../../bench/tables.ts'
import { read } from './source-files.ts'

/** A part of a page that quotes the bench: the page, the section's name, and what stands in it. */
export interface BenchSection {
  page: string
  name: string
  text: string
}

/** Everything the documentation quotes of bench/results.json. Sections of what was not measured are empty. */
export function benchSections(): BenchSection[] {
  const results = existsSync(resultsFile) ? readResults() : undefined
  const { proxy, page, peers, requests, carts } = results ?? {}
  const inBenchmarks = (name: string, text: string | undefined) => ({
    page: 'docs/benchmarks.md',
    name: `bench-${name}`,
    text: text === undefined ? '' : `\n${text}\n`,
  })
  return [
    { page: 'README.md', name: 'bench', text: results ? (sentence(results) ?? '') : '' },
    inBenchmarks('machine', results && machineSentence(results)),
    inBenchmarks('proxy', proxy && proxyTable(proxy)),
    inBenchmarks('page', page && pageTable(page)),
    inBenchmarks('peers', peers && peersTable(peers)),
    inBenchmarks('requests', requests && requestsTable(requests)),
    inBenchmarks('carts', carts && cartsTable(carts)),
  ]
}

/** What stands in a section now. */
export function textOf({ page, name }: BenchSection): string {
  const section = new RegExp(`<!-- ${name}:start -->\\n([\\s\\S]*?)\\n? *<!-- ${name}:end -->`).exec(read(page))
  if (section?.[1] === undefined) throw new Error(`${page} has no section ${name}`)
  return section[1]
}

/** The README's sentence: ratios only, because they hold on other machines, too. */
function sentence({ proxy = [], page = [] }: Results): string | undefined {
  const own = proxy.find(({ lines, server, instances }) => lines === 10 && instances === 1 && /SQLite/.test(server))
  const widget = page.find((figure) => figure.lines === 10 && figure.page === 'widget')
  if (!own || !widget) return undefined
  return `  On a slow phone the cart is painted after ${widget.ratio.toFixed(2)} times what the least possible page takes, and the proxy opens carts at ${own.ratio.toFixed(2)} of the rate of a plain handler that checks, seals and keeps nothing ([benchmarks](docs/benchmarks.md)).`
}

function machineSentence({ measuredOn, machine, versions }: Results): string {
  const { cpu, cores, memoryGb, system } = machine
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `Measured on ${measuredOn}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}; ${list.join(', ')}.`
}
