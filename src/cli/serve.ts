import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'

import { createProxy } from '../proxy/index.ts'
import { loadConfig } from './load-config.ts'
import { onStopSignal } from './stop.ts'

export interface ServeOptions {
  config?: string
  port: number
}

/** `cart-recovery serve`: the proxy on Node, with structured logs and a graceful stop. */
export async function serve({ config: file, port }: ServeOptions): Promise<void> {
  const log = pino()
  const config = await loadConfig(file)
  const proxy = createProxy({ log, ...config })
  const server = createServer(getRequestListener((request) => proxy.fetch(request), { overrideGlobalObjects: false }))
  // A client that sends its request byte by byte does not get to keep a connection.
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  await listen(server, port)
  const address = server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  log.info({ store: config.store, port: listening, path: new URL(config.publicUrl).pathname }, 'Listening')
  onStopSignal(async () => {
    log.info({ store: config.store }, 'Stopping: requests under way are finished, new ones refused')
    await close(server)
    log.info({ store: config.store }, 'Stopped')
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
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
