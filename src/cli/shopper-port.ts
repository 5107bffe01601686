import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { ConfigError, type Log } from '../proxy/index.ts'

export interface ShopperPortOptions {
  port: number
  host: string
  limits?: ConnectionLimits
}

/** What one process gives to clients that send slowly, or hold connections open. */
export interface ConnectionLimits {
  /** At once. More are refused, so that they cost neither memory nor file handles. */
  maxConnections: number
  /** Until all headers have arrived. */
  headersMs: number
  /** Until all of a request has arrived. */
  requestMs: number
  /** How often both are looked at: a slow client is cut off by so much later. Node's own is half a minute. */
  checkMs: number
}

const defaultLimits: ConnectionLimits = { maxConnections: 2000, headersMs: 10_000, requestMs: 15_000, checkMs: 5000 }

/** Refused connections are logged at most this often: how many there are is up to the clients. */
const logIntervalMs = 60_000

export interface ShopperPort {
  /** Where it listens, which is chosen by the system for port 0. */
  port: number
  /** Takes no new connection, and resolves once every request under way is answered. */
  close(): Promise<void>
}

/** The port that shoppers' pages reach. Throws `ConfigError` where the machine has no such address. */
export async function openShopperPort(
  { port, host, limits = defaultLimits }: ShopperPortOptions,
  listener: RequestListener,
  log: Pick<Log, 'warn'>,
): Promise<ShopperPort> {
  const server = createServer({ connectionsCheckingInterval: limits.checkMs }, listener)
  server.headersTimeout = limits.headersMs
  server.requestTimeout = limits.requestMs
  server.maxConnections = limits.maxConnections
  let loggedAt = Number.NEGATIVE_INFINITY
  server.on('drop', () => {
    if (performance.now() - loggedAt < logIntervalMs) return
    loggedAt = performance.now()
    log.warn({}, `More than ${limits.maxConnections} connections at once: new ones are refused`)
  })
  await listen(server, port, host)
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isOfHost = !['EADDRINUSE', 'EACCES'].includes(error.code ?? '')
      const text = `CART_RECOVERY_HOST: this machine cannot listen on ${host} (${error.code})`
      reject(isOfHost ? new ConfigError(text) : error)
    })
    server.listen(port, host, () => resolve())
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose last request was answered stays open for the next one.
    const closing = setInterval(() => server.closeIdleConnections(), 100)
    server.close(() => {
      clearInterval(closing)
      resolve()
    })
  })
}
