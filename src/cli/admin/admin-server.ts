import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

import { type CartRecoveryProxy, ConfigError, type ReadinessCheck } from '../../proxy/index.ts'
import { createMetrics, type Metrics } from './metrics.ts'

export interface AdminOptions {
  port: number
  host: string
}

export interface AdminServer {
  /** Where it listens, which is chosen by the system for port 0. */
  port: number
  close(): void
}

type ObservedProxy = Pick<CartRecoveryProxy, 'ready' | 'outbox'>

/** The operator's own port: `/healthz`, `/readyz` and `/metrics`. Throws `ConfigError` where it cannot listen. */
export async function openAdminServer(
  options: AdminOptions,
  store: string,
  proxy: ObservedProxy,
): Promise<AdminServer> {
  const metrics = createMetrics(store, proxy)
  const listener = getRequestListener((request) => answer(request, proxy, metrics), { overrideGlobalObjects: false })
  const server = createServer(listener)
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  await listen(server, options)
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      metrics.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(request: Request, proxy: ObservedProxy, metrics: Metrics): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
  switch (new URL(request.url).pathname) {
    case '/healthz':
      return toJson(200, '{"status":"ok"}')
    case '/readyz':
      return readiness(proxy, metrics)
    case '/metrics': {
      const { contentType, text } = await metrics.scrape()
      return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
    }
    default:
      return toJson(404, '{"paths":["/healthz","/readyz","/metrics"]}')
  }
}

/** One line for each check. What a platform does makes no instance unready, because another one would fare no better. */
async function readiness(proxy: ObservedProxy, { breakers }: Metrics): Promise<Response> {
  const { isReady, checks } = await proxy.ready()
  const openBreakers = [...breakers].filter(([, state]) => state !== 'closed')
  const lines: object[] = [
    ...checks,
    ...openBreakers.map(
      ([platform, state]): ReadinessCheck => ({
        check: 'platform',
        platform,
        ok: false,
        detail: `its breaker is ${state}`,
      }),
    ),
  ]
  const status = isReady ? 'ready' : 'not-ready'
  const text = lines.map((line) => `  ${JSON.stringify(line)}`).join(',\n')
  return toJson(isReady ? 200 : 503, `{"status":"${status}","checks":[\n${text}\n]}`)
}

function toJson(status: number, text: string): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`${text}\n`, { status, headers })
}

function listen(server: Server, { port, host }: AdminOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toConfigError(error, { port, host })))
    server.listen(port, host, () => resolve())
  })
}

function toConfigError({ code }: NodeJS.ErrnoException, { port, host }: AdminOptions): ConfigError {
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      `CART_RECOVERY_ADMIN_PORT: port ${port} is in use. Stop what listens there, or choose another`,
    )
  }
  if (code === 'EACCES')
    return new ConfigError(`CART_RECOVERY_ADMIN_PORT: not allowed to listen on port ${port}. Choose one above 1023`)
  return new ConfigError(`CART_RECOVERY_ADMIN_HOST: this machine cannot listen on ${host} (${code})`)
}
