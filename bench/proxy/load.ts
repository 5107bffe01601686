import { randomBytes } from 'node:crypto'
import autocannon from 'autocannon'

import { percentile } from '../setup/figures.ts'

/** What one stretch of load found. */
export interface Load {
  requests: number
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** The share of answers that had to leave open what is in stock, because it was not known in time: they are faster. */
  openShare: number
}

export interface LoadOptions {
  /** One for each instance; connections are dealt out to them in turn. */
  urls: readonly string[]
  connections: number
  requests: number
}

export const pageOrigin = 'https://shop.example'
const headers = { origin: pageOrigin, 'content-type': 'application/json' }

/**
 * Sends this many requests, each with a link token of its own: one token for all would let any cache look like speed.
 * Ends when the last is answered, so that none is broken off. Throws where any answer is not 200.
 */
export async function load({ urls, connections, requests }: LoadOptions): Promise<Load> {
  const perConnection = Math.ceil(requests / connections)
  const amount = perConnection * connections
  const startedAt = performance.now()
  const { result, times, endedAt } = await send({
    // Several addresses are documented, and missing in the types.
    url: urls as unknown as string,
    connections,
    amount,
    setupClient: (client) => client.setRequests(newLinks(perConnection)),
    verifyBody: (body) => !String(body).includes('"checking":true'),
    timeout: 60,
    // How often autocannon looks whether it has ended.
    sampleInt: 50,
  })
  const answered = result.statusCodeStats?.['200']?.count ?? 0
  if (answered !== amount || result.errors > 0 || result.timeouts > 0) {
    const statuses = JSON.stringify(result.statusCodeStats)
    throw new Error(`${urls}: ${result.errors} errors, ${result.timeouts} timeouts, answers by status ${statuses}`)
  }
  return {
    requests: answered,
    requestsPerSecond: (answered * 1000) / (endedAt - startedAt),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    openShare: result.mismatches / answered,
  }
}

/** Runs autocannon, and keeps the time of every answer: its own histogram knows whole milliseconds only. */
function send(options: autocannon.Options) {
  const times: number[] = []
  let endedAt = performance.now()
  return new Promise<{ result: autocannon.Result; times: number[]; endedAt: number }>((resolve, reject) => {
    const instance = autocannon(options, (error, result) =>
      error ? reject(error) : resolve({ result, times, endedAt }),
    )
    instance.on('response', (_client: autocannon.Client, _status: number, _bytes: number, responseMs: number) => {
      times.push(responseMs)
      endedAt = performance.now()
    })
  })
}

/** Sends load until it took this long altogether, so that code is compiled and connections are open. */
export async function warm(options: Omit<LoadOptions, 'requests'>, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let rate = options.connections
  while (performance.now() < until) {
    rate = (await load({ ...options, requests: Math.max(options.connections, rate / 2) })).requestsPerSecond
  }
  return rate
}

export const newLink = () => JSON.stringify({ token: randomBytes(16).toString('hex') })

function newLinks(count: number) {
  return Array.from({ length: count }, () => ({ method: 'POST' as const, headers, body: newLink() }))
}
