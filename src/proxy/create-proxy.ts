import { type Context, Hono } from 'hono'
import type * as z from 'zod'

import { type Consent, type Endpoint, type EndpointName, endpoints } from '../contract/index.ts'
import { RecoveryError } from './adapter/errors.ts'
import { type Channel, checkConfig, type ProxyConfig } from './config.ts'
import { forPlatform, type RequestContext, type StoreContext } from './context.ts'
import { createContext } from './create-context.ts'
import { runOnce } from './http/idempotency.ts'
import { toProblemResponse } from './http/problem-response.ts'
import { requireBody, requireIdempotencyKey, requireOrigin, widgetCors, withAnswerHeaders } from './http/request.ts'
import type { MerchantAccess } from './merchant/access.ts'
import { createMerchantApp } from './merchant/merchant-app.ts'
import { recordChoices } from './messaging/consent.ts'
import { receiveWebhook } from './messaging/receive-webhook.ts'
import { createWorker } from './messaging/work.ts'
import { availability } from './routes/availability.ts'
import { backInStock } from './routes/back-in-stock.ts'
import { checkout } from './routes/checkout.ts'
import { consent } from './routes/consent.ts'
import { recover } from './routes/recover.ts'
import { restore } from './routes/restore.ts'
import { signIn } from './routes/sign-in.ts'
import { signInCode } from './routes/sign-in-code.ts'
import { undo } from './routes/undo.ts'
import type { CartRef } from './sealing/cart-handle.ts'
import { openCartHandle } from './sealing/cart-handle.ts'
import { withLock } from './stores/lock.ts'

/** A whole request, all calls to platforms included. */
const deadlineMs = 8000

/** What the server knows of a request besides it. */
export interface FetchContext {
  /** The network address that text messages are counted by. */
  address?: string | undefined
  /** Keeps the runtime alive for what goes on after the answer, where it would stop otherwise. */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined
}

export interface CartRecoveryProxy {
  /** Answers one request. Runs wherever there is `fetch` and Web Crypto. */
  fetch(request: Request, fetchContext?: FetchContext): Promise<Response>
  /**
   * Does what is due: reports, carts that platforms only list. To be called every second or minute; several instances may.
   * Never throws.
   */
  work(): Promise<void>
  /**
   * Records what a shopper chose for a cart where the shop asked them by itself: in its own checkout, or by telephone.
   * `evidence` says where; it names no person.
   */
  recordConsent(cart: CartRef, channels: Consent, evidence: string): Promise<void>
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
export function createProxy(config: ProxyConfig): CartRecoveryProxy {
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
    consent,
  }
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name]
    app.use(endpoint.path, widgetCors(channelsByOrigin))
    const refuse = (error: unknown) => toProblemResponse(error, { store, route: endpoint.path, log })
    app.on(endpoint.method, endpoint.path, (c) => answer(c, endpoint, routes[name] as AnyRoute).catch(refuse))
    app.all(endpoint.path, () => refuse(new RecoveryError('method-not-allowed')))
  }
  app.post('/webhooks/:platform', (c) => receiveWebhook(context, c))
  if (config.merchant) app.route('/merchant', createMerchantApp(context, toAccess(config.merchant, publicUrl)))
  const work = createWorker(context)
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
    const { address } = (c.env ?? {}) as { address?: string }
    const request: RequestContext = { origin: c.req.header('origin') ?? '', channels: allowed, signal, address }
    const result = await serve(endpoint, route, body as { cartHandle?: string }, idempotencyKey, request)
    const durationMs = Math.round(performance.now() - startedAt)
    log.info({ store, route: endpoint.path, status: endpoint.status, durationMs }, 'Answered')
    const answered = endpoint.answer.parse(result)
    return endpoint.status === 204 ? c.body(null, 204) : c.json(answered as object, endpoint.status)
  }

  /** With the ports of the cart's platform. A write: once per key, and one at a time per cart, on all instances. */
  async function serve(
    { path }: Endpoint,
    route: AnyRoute,
    body: { cartHandle?: string },
    key: string | undefined,
    request: RequestContext,
  ) {
    if (body.cartHandle === undefined) return route(context, body, request)
    const { sealer, stateStore } = context
    const { cartId, platform } = await openCartHandle(sealer, body.cartHandle)
    const run = () => route(forPlatform(context, platform), body, request)
    if (key === undefined) return run()
    const { signal } = request
    const call = { scope: JSON.stringify([store, path, cartId, key]), request: JSON.stringify(body), signal }
    return runOnce(stateStore, sealer, call, () => withLock(stateStore, `${store}:${cartId}`, signal, run))
  }

  return {
    work,
    recordConsent: (cart, channels, evidence) => recordChoices(context, cart, channels, evidence),
    async fetch(request, fetchContext = {}) {
      const response = await app.fetch(request, fetchContext)
      // What a webhook or an order set going does not wait for the next round, nor the caller for it.
      if (response.status === 204 && new URL(request.url).pathname.includes('/webhooks/')) {
        const working = work()
        fetchContext.waitUntil?.(working)
      }
      return withAnswerHeaders(response, protocol === 'https:')
    },
  }
}

type Route<Name extends EndpointName> = (
  context: StoreContext,
  body: z.infer<(typeof endpoints)[Name]['request']>,
  request: RequestContext,
) => Promise<z.infer<(typeof endpoints)[Name]['answer']>>

// The table pairs each route with its own schemas; past the border that pairing is trusted.
type AnyRoute = (context: StoreContext, body: unknown, request: RequestContext) => Promise<unknown>

/** The console may also stand on the proxy's own origin. */
function toAccess({ keys, origins = [] }: NonNullable<ProxyConfig['merchant']>, publicUrl: string): MerchantAccess {
  return { keys, origins: [...origins, new URL(publicUrl).origin] }
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
