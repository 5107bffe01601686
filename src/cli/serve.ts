import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'

import { type CartRecoveryProxy, createProxy } from '../proxy/index.ts'
import { callPlatformsByUndici } from '../proxy/undici.ts'
import type { AdminServer } from './admin/admin-server.ts'
import { loadConfig } from './load-config.ts'
import { openStateStore } from './open-state-store.ts'
import { onStopSignal } from './stop.ts'
import { readVariables } from './variable.ts'
import { variables } from './variables.ts'

export interface ServeOptions {
  config?: string
  port: number
  /** Instead of `CART_RECOVERY_ADMIN_PORT`. */
  adminPort?: number
  /** Instead of `CART_RECOVERY_ADMIN_HOST`. */
  adminHost?: string
}

/** How often the outbox is checked. A report may be late by this much. */
const workIntervalMs = 1000

/**
 * `cart-recovery serve`: the proxy on Node, with structured logs, a ledger in a file or in PostgreSQL, a port for operators,
 * and a graceful stop.
 */
export async function serve({ config: file, port, ...options }: ServeOptions): Promise<void> {
  // Node's own stream, because pino's retries for ever once the reader of the log is gone.
  process.stdout.on('error', () => {})
  const log = pino({}, { write: (line) => void process.stdout.write(line) })
  await callPlatformsByUndici()
  const config = await loadConfig(file)
  const { store } = config
  const stateStore = await openStateStore(config)
  const proxy = createProxy({ log, ...config, stateStore })
  if (!stateStore.database || !(stateStore.durable || config.volatileLedger)) {
    log.warn(
      { store },
      `The state store ${stateStore.database ? 'does not outlive the process' : 'has no database'}: reports, reminders and webhooks are switched off`,
    )
  }
  const admin = await openAdmin(options, store, proxy)
  const server = createServer(getRequestListener((request) => proxy.fetch(request), { overrideGlobalObjects: false }))
  // Closes connections of clients that send a request byte by byte.
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  await listen(server, port)
  const working = setInterval(() => void proxy.work(), workIntervalMs)
  const address = server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  const path = new URL(config.publicUrl).pathname
  log.info({ store, port: listening, path, ...(admin && { adminPort: admin.port }) }, 'Listening')
  onStopSignal(async () => {
    log.info({ store }, 'Stopping: requests under way are finished, new ones refused')
    clearInterval(working)
    await Promise.all([close(server), proxy.stop()])
    admin?.close()
    await stateStore.close()
    log.info({ store }, 'Stopped')
  })
}

/** The admin port, where one was asked for. */
async function openAdmin(
  { adminPort, adminHost }: Pick<ServeOptions, 'adminPort' | 'adminHost'>,
  store: string,
  proxy: CartRecoveryProxy,
): Promise<AdminServer | undefined> {
  const configured = readVariables(variables.admin, process.env)
  const port = adminPort ?? configured.port
  if (port === undefined) return undefined
  // Loaded only where it is used.
  const { openAdminServer } = await import('./admin/admin-server.ts')
  return openAdminServer({ port, host: adminHost ?? configured.host }, store, proxy)
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
