// `npm run bench`: measures, prints tables, and writes bench/results.json. docs/benchmarks.md says what each figure means.
import { parseArgs } from 'node:util'

import { measurePage } from './page/measure-page.ts'
import { measurePeers } from './peers/measure-peers.ts'
import { measureProxy } from './proxy/measure-proxy.ts'
import { type Results, resultsFile, writeResults } from './results.ts'
import { readMachine, readVersions } from './setup/machine.ts'
import { pageTable, peersTable, proxyTable } from './tables.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Every part in seconds, to see that it works: the figures are worth nothing. */
    quick: { type: 'boolean', default: false },
    /** Up to a million carts. */
    full: { type: 'boolean', default: false },
    /** Installs other packages, and weighs the page beside them. */
    peers: { type: 'boolean', default: false },
    /** Where the results go; of a part or a quick run nothing is written otherwise. */
    out: { type: 'string' },
  },
})
const { quick, out } = values
const say = (line: string) => console.log(`  ${line}`)

/** Each part by its name on the command line. */
const parts = {
  async proxy(results: Results) {
    results.proxy = await measureProxy({
      lines: quick ? [1, 10] : [1, 10, 50, 250],
      connections: 32,
      warmSeconds: quick ? 0.5 : 4,
      rounds: quick ? 1 : 3,
      roundSeconds: quick ? 0.5 : 3,
      say,
    })
    console.log(proxyTable(results.proxy))
  },
  async page(results: Results) {
    results.page = await measurePage({ lines: quick ? [3] : [3, 10, 50, 250], visits: quick ? 1 : 7, say })
    if (results.page) console.log(pageTable(results.page))
  },
}
type Part = keyof typeof parts

const names = positionals.length > 0 ? positionals : Object.keys(parts)
const unknown = names.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}

const results: Results = {
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: readMachine(),
  versions: readVersions(),
}
for (const name of names as Part[]) {
  console.log(`\n${name}`)
  await parts[name](results)
}
if (values.peers) {
  console.log('\npeers')
  results.peers = await measurePeers(say)
  if (results.peers) console.log(peersTable(results.peers))
}
const isWhole = positionals.length === 0 && !quick
if (out || isWhole) writeResults(results, out ?? resultsFile)
// Servers and browsers are stopped by now; nothing that lingers may keep the bench from ending.
process.exit(0)
