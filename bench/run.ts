// `npm run bench`: measures, prints tables, and writes bench/results.json. docs/benchmarks.md says what each figure means.
import { parseArgs } from 'node:util'

import { type Postgres, startPostgres } from '../test/setup/postgres.ts'
import { measureCarts } from './growth/measure-carts.ts'
import { measureRequests } from './growth/measure-requests.ts'
import { measurePage } from './page/measure-page.ts'
import { measurePeers } from './peers/measure-peers.ts'
import { measureProxy } from './proxy/measure-proxy.ts'
import { type Results, resultsFile, writeResults } from './results.ts'
import { readMachine, readVersions } from './setup/machine.ts'
import { cartsTable, pageTable, peersTable, proxyTable, requestsTable } from './tables.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Every part in seconds, to see that it works: the figures are worth nothing. */
    quick: { type: 'boolean', default: false },
    /** Up to a million carts. */
    full: { type: 'boolean', default: false },
    /** Installs other packages, and weighs the page beside them. */
    peers: { type: 'boolean', default: false },
    /** The folder of another checkout, whose proxy is measured beside this one's. */
    against: { type: 'string' },
    /** Where the results go; of a part or a quick run nothing is written otherwise. */
    out: { type: 'string' },
  },
})
const { quick, out } = values
/** Starts PostgreSQL with the first part that needs it, and makes empty databases. Undefined where there is none. */
let postgres: Promise<Postgres | undefined> | undefined
async function databases() {
  postgres ??= startPostgres({ waitsForDisk: true, settings: { max_connections: '200' } })
  return (await postgres)?.createDatabase
}
const say = (line: string) => console.log(`  ${line}`)

/** Each part by its name on the command line. */
const parts = {
  async proxy(results: Results) {
    results.proxy = await measureProxy({
      lines: quick ? [10] : [1, 10, 50, 250],
      against: values.against,
      createDatabase: await databases(),
      connections: 32,
      warmSeconds: quick ? 0.5 : 3,
      rounds: quick ? 1 : 3,
      roundSeconds: quick ? 0.5 : 2.5,
      say,
    })
    console.log(proxyTable(results.proxy))
  },
  async page(results: Results) {
    results.page = await measurePage({ lines: quick ? [3] : [3, 10, 50, 250], visits: quick ? 1 : 5, say })
    if (results.page) console.log(pageTable(results.page))
  },
  async requests(results: Results) {
    const lines = quick ? [1, 10] : [1, 10, 50, 100, 250]
    const shoppers = quick ? [10] : [1, 10, 100, 1000]
    results.requests = await measureRequests({
      cases: [
        ...lines.map((count) => ({ lines: count, shoppers: 1 })),
        ...shoppers.slice(quick ? 0 : 1).map((count) => ({ lines: 10, shoppers: count })),
      ],
      warmSeconds: quick ? 0.5 : 2,
      seconds: quick ? 0.5 : 3,
      createDatabase: await databases(),
      say,
    })
    console.log(requestsTable(results.requests))
  },
  async carts(results: Results) {
    results.carts = await measureCarts({
      carts: quick ? [1000] : [1000, 10_000, 100_000, ...(values.full ? [1_000_000] : [])],
      turns: quick ? 1 : 5,
      createDatabase: await databases(),
      say,
    })
    console.log(cartsTable(results.carts))
  },
}
type Part = keyof typeof parts

async function weighPeers(results: Results) {
  results.peers = await measurePeers(say)
  if (results.peers) console.log(peersTable(results.peers))
}

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
/** Runs one part. Where it fails the others still run, so that their tables are there to read. */
async function run(name: string, part: (results: Results) => Promise<void>) {
  console.log(`\n${name}`)
  try {
    await part(results)
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  }
}

for (const name of names as Part[]) await run(name, parts[name])
if (values.peers) await run('peers', weighPeers)
const isWhole = positionals.length === 0 && !quick && values.against === undefined
if (process.exitCode) console.error('\nA part failed: nothing is written')
else if (out || isWhole) writeResults(results, out ?? resultsFile)
await (await postgres)?.close()
// Servers and browsers are stopped by now; nothing that lingers may keep the bench from ending.
process.exit()
