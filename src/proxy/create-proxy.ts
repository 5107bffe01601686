import { Hono, type MiddlewareHandler } from 'hono'

import { type AdoptAnswer, AdoptRequest, type Consent } from '../contract/index.ts'
import { RecoveryError } from './adapter/errors.ts'
import { adopt } from './cart/adopt.ts'
import { checkConfig, type ProxyConfig } from './config.ts'
import { hasLedger } from './context.ts'
import { createContext } from './create-context.ts'
import { CallerLeftError, toCallerLeftResponse } from './http/caller-left.ts'
import { observeAnswers } from './http/observe-answers.ts'
import { toProblemResponse, toRecoveryError } from './http/problem-response.ts'
import { type ExecutionContext, type FetchContext, type ProxyEnv, toFetchContext } from './http/proxy-env.ts'
import { withAnswerHeaders } from './http/request.ts'
import type { OutboxFigure } from './ledger/messages.ts'
import { readOutbox } from './ledger/outbox-figures.ts'
import { isForwardedUncounted, toClientAddress } from './limits/client-address.ts'
import { toMerchantAccess } from './merchant/access.ts'
import { createMerchantApp } from './merchant/merchant-app.ts'
import { recordChoices } from './messaging/consent.ts'
import { receiveWebhook } from './messaging/receive-webhook.ts'
import type { WorkOptions } from './messaging/work-options.ts'
import { checkReadiness, type Readiness } from './readiness.ts'
import { addLinkRoutes } from './routes/link/link.ts'
import { openRoute } from './routes/open.ts'
import { createServerApp } from './routes/server-app.ts'
import { createWidgetApp } from './routes/widget-app.ts'
import type { CartRef } from './sealing/cart-handle.ts'

export interface CartRecoveryProxy {
  /**
   * Answers one request, with a problem where it fails. Runs wherever there is `fetch` and Web Crypto, and understands what each
   * runtime passes beside the request: `Deno.serve(proxy.fetch)`, `Bun.serve({ fetch: proxy.fetch })`, and
   * `createServer(getRequestListener(proxy.fetch))` of `@hono/node-server` know the caller's address. Elsewhere pass it.
   */
  fetch(request: Request, fetchContext?: FetchContext): Promise<Response>
  /** The same as Cloudflare Workers call it: the address is `CF-Connecting-IP`, and work goes on by `waitUntil`. */
  fetch(request: Request, env: object, context: ExecutionContext): Promise<Response>
  /**
   * Does what is due: sends reports, lists carts of platforms without webhooks. Call it from a timer, every second to every
   * minute; several instances may. Never throws.
   */
  work(options?: WorkOptions): Promise<void>
  /**
   * Whether this instance can do its work, check by check: for a health probe, every few seconds. No platform is called. Never
   * throws.
   */
  ready(): Promise<Readiness>
  /** How many messages wait, by platform, and since when. Rejects where the ledger does not answer within two seconds. */
  outbox(): Promise<OutboxFigure[]>
  /**
   * For the end of the process: begins nothing more of what is due, and resolves once the message that is being sent has its
   * result. Requests are still answered. Never throws.
   */
  stop(): Promise<void>
  /**
   * Records a shopper's choice that the shop itself asked for, in its own checkout or by telephone. `evidence` says where, and
   * must not name a person.
   */
  recordConsent(cart: CartRef, channels: Consent, evidence: string): Promise<void>
  /**
   * Names the cart behind a code of the widget, so that the shop makes it its own, and puts the lines of the shop's present cart
   * into it. `POST /adopt` is the same for a server elsewhere. Rejects with a `RecoveryError`.
   *
   * @example
   * const { cartId } = await proxy.adopt({ code, presentCartId: cookies.get('cartId') })
   */
  adopt(request: AdoptRequest): Promise<AdoptAnswer>
}

/**
 * The thin proxy of one store: keeps its secrets, speaks to its platforms, and is mounted at the path of
 * `config.publicUrl`. Throws `ConfigError` at once where the configuration has a mistake. Make one and keep it; on Cloudflare
 * Workers, where a request cannot wait for what another one has begun, make one for each request.
 *
 * @example
 * const proxy = createProxy({
 *   store: 'shop', publicUrl: 'https://shop.example/cart-recovery', keys: [key],
 *   platforms: [bigcommerce({ storeHash, accessToken })], channels: { 1: channel },
 * })
 * Deno.serve(proxy.fetch)
 */
export function createProxy(config: ProxyConfig): CartRecoveryProxy {
  const { publicUrl, channels, merchant, serverKey, trustedHops = 0, hosted } = checkConfig(config)
  const stopping = new AbortController()
  const context = createContext(config, stopping.signal)
  const { store, log } = context
  const { pathname, protocol } = new URL(publicUrl)
  let isForwardedLogged = false
  const base = pathname.replace(/\/+$/, '')
  const app = new Hono<ProxyEnv>({ strict: false }).basePath(base)

  app.use(observeAnswers(store), onlyErrors)
  app.get('/healthz', (c) => {
    c.set('route', '/healthz')
    return c.json({ status: 'ok', ...(c.env.forwardedUncounted && { forwardedUncounted: true }) })
  })
  app.route('/', createWidgetApp(context, channels))
  for (const path of ['/open', '/open/:channelId']) {
    app.get(path, (c) => openRoute(context, c))
    app.all(path, () => {
      throw new RecoveryError('method-not-allowed')
    })
  }
  addLinkRoutes(app, context, hosted)
  app.post('/webhooks/:platform', (c) => receiveWebhook(context, c))
  if (serverKey !== undefined) app.route('/', createServerApp(context, serverKey))
  if (merchant) app.route('/', createMerchantApp(context, toMerchantAccess(merchant, publicUrl)))
  app.notFound((c) => {
    const isBelow = `${c.req.path}/`.startsWith(`${base}/`)
    const detail = `the path does not begin with ${base}: pass requests on with their whole path`
    throw new RecoveryError('not-found', isBelow ? {} : { detail })
  })
  app.onError((error, c) => {
    const scene = { store, route: c.get('route') ?? 'none', log, debug: context.debug }
    if (error instanceof CallerLeftError) return toCallerLeftResponse(scene)
    c.set('code', toRecoveryError(error).code)
    return toProblemResponse(error, scene)
  })

  async function answer(request: Request, fetchContext: FetchContext): Promise<Response> {
    const address = toClientAddress(request, fetchContext, trustedHops)
    const forwardedUncounted = isForwardedUncounted(request, fetchContext, trustedHops)
    if (forwardedUncounted && !isForwardedLogged) {
      isForwardedLogged = true
      log.warn({ store }, 'X-Forwarded-For came with a request, and trustedHops is 0: callers cannot be told apart')
    }
    const env = { waitUntil: fetchContext.waitUntil?.bind(fetchContext), address, forwardedUncounted }
    return withAnswerHeaders(await app.fetch(request, env), protocol === 'https:')
  }

  return {
    work: context.wake,
    ready: () => checkReadiness(context),
    outbox: () => readOutbox(context),
    stop() {
      stopping.abort()
      return context.wake()
    },
    async recordConsent(cart, channels, evidence) {
      if (hasLedger(context)) await recordChoices(context, cart, channels, evidence)
    },
    async adopt(request) {
      if (!context.adopts) throw new RecoveryError('not-supported', { detail: 'set `adopt` in the configuration' })
      const { data } = AdoptRequest.safeParse(request)
      if (!data) throw new RecoveryError('invalid-request', { detail: 'give { code, presentCartId? }' })
      return adopt(context, data).catch((error: unknown) => {
        throw toRecoveryError(error)
      })
    },
    fetch(request: Request, second: FetchContext = {}, execution?: ExecutionContext) {
      const fetchContext = toFetchContext(request, second, execution)
      const answering = answer(request, fetchContext)
      // A serverless runtime stops what it is not told of: late writes, and all of a request whose caller has left.
      fetchContext.waitUntil?.(answering.then(() => context.ledger?.lateWrites.done()))
      return answering
    },
  }
}

/** Hono's error handler gets errors only, but an adapter may throw any value. */
const onlyErrors: MiddlewareHandler = async (_c, next) => {
  try {
    await next()
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : new TypeError('what was thrown is no error', { cause: thrown })
  }
}
