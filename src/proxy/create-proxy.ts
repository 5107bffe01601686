import { type Context, Hono } from 'hono'
import type * as z from 'zod'

import { type Endpoint, type EndpointName, endpoints } from '../contract/index.ts'
import { requireBody, requireIdempotencyKey, requireOrigin, widgetCors, withAnswerHeaders } from './border.ts'
import { openCartHandle } from './cart-handle.ts'
import { type Channel, checkConfig, type ProxyConfig } from './config.ts'
import { choosePorts, type StoreContext, toAbilities, type Visit } from './context.ts'
import { ConfigError, RecoveryError } from './errors.ts'
import { once } from './idempotency.ts'
import { withLock } from './lock.ts'
import { silentLog } from './log.ts'
import { toProblemResponse } from './on-error.ts'
import { availability } from './routes/availability.ts'
import { backInStock } from './routes/back-in-stock.ts'
import { checkout } from './routes/checkout.ts'
import { recover } from './routes/recover.ts'
import { restore } from './routes/restore.ts'
import { signIn } from './routes/sign-in.ts'
import { signInCode } from './routes/sign-in-code.ts'
import { undo } from './routes/undo.ts'
import { createSealer } from './sealer.ts'
import { createSessions } from './sessions.ts'
import { createShownCarts } from './shown.ts'
import { createMemorySmsLimits } from './sms-limits.ts'
import { createMemoryStore } from './stores/memory.ts'

/** A whole request, all calls to platforms included. */
const deadlineMs = 8000

export interface Proxy {
  /**
   * Answers one request of the widget. Runs wherever there is `fetch` and Web Crypto. `caller.address` is the network
   * address that text messages are counted by.
   */
  fetch(request: Request, caller?: { address?: string | undefined }): Promise<Response>
}

/**
 * The thin proxy of one store: keeps its secrets, speaks to its platforms, and is mounted at the path of
 * `config.publicUrl`. Throws `ConfigError` at once where the configuration has a mistake.
 *
 * @example
 * const proxy = createProxy({
 *   store: 'shop', publicUrl: 'https://shop.example/cart-recovery', keys: [key],
 *   platforms: [bigcommerce({ storeHash, accessToken })], channels: { 1: channel },
 * })
 * Deno.serve(proxy.fetch)
 */
export function createProxy(config: ProxyConfig): Proxy {
  const { publicUrl, channels } = checkConfig(config)
  const context = createContext(config)
  const { store, log } = context
  const channelsByOrigin = groupByOrigin(channels)
  const { pathname, protocol } = new URL(publicUrl)
  const app = new Hono().basePath(pathname.replace(/\/+$/, ''))

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  const routes: { [Name in EndpointName]: Route<Name> } = {
    recover,
    availability,
    checkout,
    restore,
    undo,
    signInCode,
    signIn,
    backInStock,
  }
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name]
    app.use(endpoint.path, widgetCors(channelsByOrigin))
    const refuse = (error: unknown) => toProblemResponse(error, { store, route: endpoint.path, log })
    app.post(endpoint.path, (c) => answer(c, endpoint, routes[name] as AnyRoute).catch(refuse))
    app.all(endpoint.path, () => refuse(new RecoveryError('method-not-allowed')))
  }
  const elsewhere = { store, route: 'none', log }
  app.notFound(() => toProblemResponse(new RecoveryError('not-found'), elsewhere))
  app.onError((error) => toProblemResponse(error, elsewhere))

  async function answer(c: Context, endpoint: Endpoint, route: AnyRoute): Promise<Response> {
    const startedAt = performance.now()
    const allowed = requireOrigin(c, channelsByOrigin)
    const idempotencyKey = endpoint.write ? requireIdempotencyKey(c) : undefined
    const body = await requireBody(c, endpoint.request)
    const deadline = AbortSignal.timeout(deadlineMs)
    // A read ends when the shopper leaves. A write goes on, so that its answer is there when they come back.
    const signal = endpoint.write ? deadline : AbortSignal.any([deadline, c.req.raw.signal])
    const visit: Visit = { channels: allowed, signal, address: (c.env as { address?: string } | undefined)?.address }
    const result = idempotencyKey
      ? await onceAtATime(context, endpoint, body as { cartHandle: string }, idempotencyKey, visit, route)
      : await route(context, body, visit)
    const durationMs = Math.round(performance.now() - startedAt)
    log.info({ store, route: endpoint.path, status: endpoint.status, durationMs }, 'Answered')
    const answered = endpoint.answer.parse(result)
    return endpoint.status === 204 ? c.body(null, 204) : c.json(answered as object, endpoint.status)
  }

  return {
    fetch: async (request, caller = {}) => withAnswerHeaders(await app.fetch(request, caller), protocol === 'https:'),
  }
}

/** A write: once per key, and one at a time per cart, on all instances. */
async function onceAtATime(
  context: StoreContext,
  { path }: Endpoint,
  body: { cartHandle: string },
  key: string,
  visit: Visit,
  route: AnyRoute,
): Promise<unknown> {
  const { sealer, stateStore, store } = context
  const { signal } = visit
  const { cartId } = await openCartHandle(sealer, body.cartHandle)
  const call = { scope: JSON.stringify([store, path, cartId, key]), request: JSON.stringify(body), signal }
  return once(stateStore, sealer, call, () =>
    withLock(stateStore, `${store}:${cartId}`, signal, () => route(context, body, visit)),
  )
}

type Route<Name extends EndpointName> = (
  context: StoreContext,
  body: z.infer<(typeof endpoints)[Name]['request']>,
  visit: Visit,
) => Promise<z.infer<(typeof endpoints)[Name]['answer']>>

// The table pairs each route with its own schemas; past the border that pairing is trusted.
type AnyRoute = (context: StoreContext, body: unknown, visit: Visit) => Promise<unknown>

function createContext(config: ProxyConfig): StoreContext {
  const { store, keys, platforms, clock = Date.now, log = silentLog, insecureLoopback = false } = config
  const stateStore = config.stateStore ?? createMemoryStore({ clock })
  const sealer = createSealer(store, keys, clock)
  const ports = choosePorts(platforms)
  if (!ports) throw new ConfigError('platforms: none of them can find the cart behind a link')
  const abilities = toAbilities(ports)
  const shownCarts = createShownCarts(stateStore, sealer)
  const sessions = createSessions(stateStore, sealer)
  const { enabled = true, countries, perDay = 1000 } = config.sms ?? {}
  const sms = { enabled, countries, limits: config.smsLimits ?? createMemorySmsLimits({ perDay }) }
  return { store, keys, clock, log, sealer, stateStore, shownCarts, sessions, sms, ports, abilities, insecureLoopback }
}

function groupByOrigin(channels: Record<string, Channel>): Map<string, Map<string, Channel>> {
  const byOrigin = new Map<string, Map<string, Channel>>()
  for (const [id, channel] of Object.entries(channels)) {
    for (const origin of channel.origins) {
      byOrigin.set(origin, (byOrigin.get(origin) ?? new Map<string, Channel>()).set(id, channel))
    }
  }
  return byOrigin
}
