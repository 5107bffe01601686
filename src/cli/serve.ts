import { getRequestListener } from '@hono/node-server'
import pino from 'pino'

import { type CartRecoveryProxy, createProxy } from '../proxy/index.ts'
import { callPlatformsByUndici } from '../proxy/undici.ts'
import type { AdminServer } from './admin/admin-server.ts'
import { findDropinFiles } from './hosted/dropin-files.ts'
import { loadConfig } from './load-config.ts'
import { openStateStore } from './open-state-store.ts'
import { needing } from './process/optional-package.ts'
import { onStopSignal } from './process/stop.ts'
import { openShopperPort } from './shopper-port.ts'
import { readVariables } from './variables/variable.ts'
import { variables } from './variables/variables.ts'

export interface ServeOptions {
  config?: string
  /** Instead of `CART_RECOVERY_PORT` or `PORT`. */
  port?: number
  /** Instead of `CART_RECOVERY_HOST`. */
  host?: string
  /** Instead of `CART_RECOVERY_ADMIN_PORT`. */
  adminPort?: number
  /** Instead of `CART_RECOVERY_ADMIN_HOST`. */
  adminHost?: string
}

const defaultPort = 8787

/** How often the outbox is checked. A report may be late by this much. */
const workIntervalMs = 1000

/**
 * `cart-recovery serve`: the proxy on Node, with structured logs, a ledger in a file or in PostgreSQL, a port for operators,
 * and a graceful stop.
 */
export async function serve({ config: file, ...options }: ServeOptions): Promise<void> {
  // Node's own stream, because pino's retries for ever once the reader of the log is gone.
  process.stdout.on('error', () => {})
  const log = pino({}, { write: (line) => void process.stdout.write(line) })
  await callPlatformsByUndici()
  const config = await loadConfig(file)
  const { store } = config
  const stateStore = await openStateStore(config)
  const files = config.hosted?.script === undefined ? findDropinFiles(config.publicUrl) : undefined
  const hosted = { ...config.hosted, ...(files && { script: files.script }) }
  const proxy = createProxy({ log, ...config, hosted, stateStore })
  if (!stateStore.database || !(stateStore.durable || config.volatileLedger)) {
    log.warn(
      { store },
      `The state store ${stateStore.database ? 'does not outlive the process' : 'has no database'}: reports, reminders, "Notify me" and webhooks are switched off`,
    )
  }
  const admin = await openAdmin(options, store, proxy)
  const answer: Parameters<typeof getRequestListener>[0] = (request, { incoming }) => {
    const hostname = incoming.socket.remoteAddress
    return (
      files?.answer(request) ?? proxy.fetch(request, { ...(hostname !== undefined && { remoteAddr: { hostname } }) })
    )
  }
  const listener = getRequestListener(answer)
  const { host, port } = listenOptions(options)
  const shopperPort = await openShopperPort({ host, port }, listener, log)
  const working = setInterval(() => void proxy.work(), workIntervalMs)
  const path = new URL(config.publicUrl).pathname
  log.info({ store, host, port: shopperPort.port, path, ...(admin && { adminPort: admin.port }) }, 'Listening')
  onStopSignal(async () => {
    log.info({ store }, 'Stopping: requests under way are finished, new ones refused')
    clearInterval(working)
    await Promise.all([shopperPort.close(), proxy.stop()])
    admin?.close()
    await stateStore.close()
    log.info({ store }, 'Stopped')
  })
}

/** `PORT` is what many hosting services call it. */
function listenOptions({ host, port }: Pick<ServeOptions, 'host' | 'port'>): { host: string; port: number } {
  const { env } = process
  const configured = readVariables(variables.server, {
    ...env,
    CART_RECOVERY_PORT: env.CART_RECOVERY_PORT || env.PORT,
  })
  return { host: host ?? configured.host, port: port ?? configured.port ?? defaultPort }
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
  const load = () => import('./admin/admin-server.ts')
  const { openAdminServer } = await needing('prom-client', 'The admin port', load)
  return openAdminServer({ port, host: adminHost ?? configured.host }, store, proxy)
}
