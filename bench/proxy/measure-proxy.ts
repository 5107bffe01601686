import { median, sum } from '../setup/figures.ts'
import { scratchFolder } from '../setup/scratch.ts'
import { type ServerProcess, startServers, type Usage } from '../setup/server-process.ts'
import { compareAnswers } from './compare-answers.ts'
import { type Load, load, warm } from './load.ts'
import { leanHandler, plainHandler, type Row, rowsOf, startUpstream } from './rows.ts'

/** One row of the table. Of the rounds the median counts, of CPU time the sum. */
export interface ProxyFigure {
  lines: number
  server: string
  instances: number
  requestsPerSecond: number
  /** Requests a second, as a part of the plain handler's in the same round. */
  ratio: number
  /** The same, of the lean handler's. */
  leanRatio: number
  p50Ms: number
  p99Ms: number
  /** Of all rounds: see `Load`. */
  openShare: number
  /** Of all instances together. */
  cpuMsPerRequest: number
  /** At the end of the load, of the largest instance. */
  rssMb: number
}

export interface ProxyOptions {
  lines: readonly number[]
  connections: number
  warmSeconds: number
  rounds: number
  roundSeconds: number
  /** Makes an empty database. Undefined where there is no PostgreSQL. */
  createDatabase?: (() => Promise<string>) | undefined
  /** The folder of another checkout, for one more row. */
  against?: string | undefined
  say: (line: string) => void
}

/** A row whose servers run, and what was measured of them. */
interface Running {
  row: Row
  servers: ServerProcess[]
  urls: string[]
  rate: number
  loads: Load[]
  cpuMs: number
}

/** Measures every row at every size: at each, all are warmed alike, and then take turns, round by round. */
export async function measureProxy(options: ProxyOptions): Promise<ProxyFigure[]> {
  const figures: ProxyFigure[] = []
  for (const lines of options.lines) {
    options.say(`${lines} lines`)
    figures.push(...(await measureSize(lines, options)))
  }
  return figures
}

async function measureSize(lines: number, options: ProxyOptions): Promise<ProxyFigure[]> {
  const { connections, createDatabase } = options
  const folder = scratchFolder('proxy')
  const stopping: ServerProcess[] = []
  try {
    const upstream = await startUpstream(folder)
    stopping.push(upstream)
    const rows: Running[] = []
    for (const row of rowsOf({ hasPostgres: createDatabase !== undefined, against: options.against })) {
      const postgres = await createDatabase?.()
      const servers = await startServers(row.servers({ upstream: upstream.origin, lines, folder, postgres }))
      stopping.push(...servers)
      rows.push({ row, servers, urls: servers.map(({ origin }) => origin + row.path), rate: 0, loads: [], cpuMs: 0 })
    }
    for (const running of rows) {
      running.rate = await warm({ urls: running.urls, connections }, options.warmSeconds)
    }
    await compareAnswers(
      rows.flatMap(({ urls }) => urls),
      lines,
    )
    for (let round = 0; round < options.rounds; round++)
      for (const running of rows) await measureRound(running, options)
    return await Promise.all(rows.map((running) => toFigure(running, rows, lines)))
  } finally {
    await Promise.all(stopping.map((server) => server.stop()))
  }
}

async function measureRound(running: Running, { connections, roundSeconds }: ProxyOptions) {
  const before = await usageOf(running.servers)
  const found = await load({ urls: running.urls, connections, requests: running.rate * roundSeconds })
  const after = await usageOf(running.servers)
  running.loads.push(found)
  running.cpuMs += sum(after.map(({ cpuMs }) => cpuMs)) - sum(before.map(({ cpuMs }) => cpuMs))
}

async function toFigure({ row, servers, loads, cpuMs }: Running, rows: Running[], lines: number): Promise<ProxyFigure> {
  const ratesOf = (all: readonly Load[] = []) => all.map(({ requestsPerSecond }) => requestsPerSecond)
  const rates = ratesOf(loads)
  const ratioTo = (reference: Row) => {
    const others = ratesOf(rows.find((running) => running.row === reference)?.loads)
    return median(rates.map((rate, round) => rate / (others[round] ?? Number.NaN)))
  }
  const usages = await usageOf(servers)
  return {
    lines,
    server: row.name,
    instances: row.instances,
    requestsPerSecond: median(rates),
    ratio: ratioTo(plainHandler),
    leanRatio: ratioTo(leanHandler),
    p50Ms: median(loads.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
    openShare:
      sum(loads.map(({ requests, openShare }) => requests * openShare)) / sum(loads.map(({ requests }) => requests)),
    cpuMsPerRequest: cpuMs / sum(loads.map(({ requests }) => requests)),
    rssMb: Math.max(...usages.map(({ rssBytes }) => rssBytes)) / 1e6,
  }
}

const usageOf = (servers: readonly ServerProcess[]): Promise<Usage[]> =>
  Promise.all(servers.map((server) => server.usage()))
