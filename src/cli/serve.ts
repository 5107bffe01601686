import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'

import { createProxy } from '../proxy/index.ts'
import { ledgerPath, openLedger } from './ledger-file.ts'
import { loadConfig } from './load-config.ts'
import { onStopSignal } from './stop.ts'

export interface ServeOptions {
  config?: string
  port: number
}

/** How often the outbox is checked. A report may be late by this much. */
const workIntervalMs = 1000

/** `cart-recovery serve`: the proxy on Node, with structured logs, a ledger in a file, and a graceful stop. */
export async function serve({ config: file, port }: ServeOptions): Promise<void> {
  // Node's own stream, because pino's retries for ever once the reader of the log is gone.
  process.stdout.on('error', () => {})
  const log = pino({}, { write: (line) => void process.stdout.write(line) })
  const config = await loadConfig(file)
  const { store } = config
  const stateStore = config.stateStore ?? (await openLedger(ledgerPath()))
  const proxy = createProxy({ log, ...config, stateStore })
  if (!stateStore.durable && !config.volatileLedger) {
    log.warn(
      { store },
      'The state store does not outlive the process: reports, reminders and webhooks are switched off',
    )
  }
  const server = createServer(getRequestListener((request) => proxy.fetch(request), { overrideGlobalObjects: false }))
  // Closes connections of clients that send a request byte by byte.
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  await listen(server, port)
  const working = setInterval(() => void proxy.work(), workIntervalMs)
  const address = server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  log.info({ store, port: listening, path: new URL(config.publicUrl).pathname }, 'Listening')
  onStopSignal(async () => {
    log.info({ store }, 'Stopping: requests under way are finished, new ones refused')
    clearInterval(working)
    await Promise.all([close(server), proxy.stop()])
    if ('close' in stateStore && typeof stateStore.close === 'function') await stateStore.close()
    log.info({ store }, 'Stopped')
  })
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
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
