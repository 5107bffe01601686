import { load, warm } from '../proxy/load.ts'
import { proxyRow, startUpstream } from '../proxy/rows.ts'
import { scratchFolder } from '../setup/scratch.ts'
import { startServers } from '../setup/server-process.ts'

/** One recovery under load, with so many lines, from so many shoppers at once. */
export interface RequestsFigure {
  database: 'SQLite' | 'PostgreSQL'
  lines: number
  /** Connections, each of which asks again as soon as it was answered. */
  shoppers: number
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** See `Load`. */
  openShare: number
  cpuMsPerRequest: number
  rssMb: number
}

export interface RequestsOptions {
  /** What grows: lines with one shopper, or shoppers with ten lines. */
  cases: readonly { lines: number; shoppers: number }[]
  warmSeconds: number
  seconds: number
  createDatabase?: (() => Promise<string>) | undefined
  say: (line: string) => void
}

/** Measures each case on a server that was started for it, on each database there is. */
export async function measureRequests(options: RequestsOptions): Promise<RequestsFigure[]> {
  const figures: RequestsFigure[] = []
  for (const one of options.cases) {
    options.say(`${one.lines} lines, ${one.shoppers} shoppers`)
    figures.push(await measureCase('SQLite', one, options))
    if (options.createDatabase) figures.push(await measureCase('PostgreSQL', one, options))
  }
  return figures
}

async function measureCase(
  database: RequestsFigure['database'],
  { lines, shoppers }: RequestsOptions['cases'][number],
  { warmSeconds, seconds, createDatabase }: RequestsOptions,
): Promise<RequestsFigure> {
  const folder = scratchFolder('growth')
  const row = proxyRow(database, 1)
  const postgres = database === 'PostgreSQL' ? await createDatabase?.() : undefined
  const upstream = await startUpstream(folder)
  const servers = [upstream]
  try {
    servers.push(...(await startServers(row.servers({ upstream: upstream.origin, lines, folder, postgres }))))
    const own = servers.slice(1)
    const urls = own.map(({ origin }) => origin + row.path)
    // A thousand at once would overwhelm code that is not compiled yet.
    const rate = await warm({ urls, connections: Math.min(shoppers, 32) }, warmSeconds)
    const usage = async () => Promise.all(own.map((server) => server.usage()))
    const [before] = await usage()
    const found = await load({ urls, connections: shoppers, requests: rate * seconds })
    const [after] = await usage()
    return {
      database,
      lines,
      shoppers,
      requestsPerSecond: found.requestsPerSecond,
      p50Ms: found.p50Ms,
      p99Ms: found.p99Ms,
      openShare: found.openShare,
      cpuMsPerRequest: ((after?.cpuMs ?? Number.NaN) - (before?.cpuMs ?? 0)) / found.requests,
      rssMb: (after?.rssBytes ?? Number.NaN) / 1e6,
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
