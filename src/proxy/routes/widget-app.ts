import { type Context, Hono } from 'hono'
import type * as z from 'zod'

import { type Endpoint, type EndpointName, endpoints } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { RecoveryEnd } from '../adapter/observation.ts'
import { startTimeLimit } from '../adapter/upstream/time-limit.ts'
import { makeAdoptCode } from '../cart/adopt.ts'
import { withCoupons } from '../cart/coupon/ask-coupon-access.ts'
import { type Channel, groupByOrigin } from '../config.ts'
import { forPlatform, type LinkRequestContext, type RequestContext, type StoreContext } from '../context.ts'
import { toReadError } from '../http/caller-left.ts'
import { runOnce } from '../http/idempotency.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { requireBody, requireIdempotencyKey, requireOrigin, widgetCors } from '../http/request.ts'
import { requireFewWrites } from '../limits/write-limit.ts'
import { openCartHandle } from '../sealing/cart-handle.ts'
import { withLock } from '../stores/lock.ts'
import { availability } from './availability.ts'
import { backInStock } from './back-in-stock.ts'
import { checkout } from './checkout.ts'
import { consent } from './consent.ts'
import { leave } from './leave.ts'
import { recover } from './recover.ts'
import { reminders } from './reminders.ts'
import { restore } from './restore.ts'
import { share } from './share.ts'
import { signIn } from './sign-in.ts'
import { signInCode } from './sign-in-code.ts'
import { undo } from './undo.ts'

/** A whole request, all calls to platforms included. */
const deadlineMs = 8000

/** Answers a request whose origin was accepted. */
type Handler = (context: StoreContext, c: Context<ProxyEnv>, request: LinkRequestContext) => Promise<unknown>

const handlers: Record<EndpointName, Handler> = {
  recover: linkHandler(endpoints.recover, recover, ({ cart }) => (cart ? 'opened' : 'sign-in')),
  availability: cartHandler(endpoints.availability, availability),
  checkout: cartHandler(endpoints.checkout, checkout, () => 'checked-out'),
  restore: cartHandler(endpoints.restore, restore, ({ outcomes }, { coupon, lineItems }) =>
    // The shopper's page asks for the rest at once. After a code alone the shopper stays on it.
    outcomes.some(({ outcome }) => outcome === 'pending') || (coupon && lineItems.length === 0)
      ? undefined
      : 'restored',
  ),
  undo: cartHandler(endpoints.undo, undo),
  signInCode: cartHandler(endpoints.signInCode, signInCode),
  signIn: cartHandler(endpoints.signIn, signIn),
  backInStock: cartHandler(endpoints.backInStock, backInStock),
  consent: cartHandler(endpoints.consent, consent),
  share: cartHandler(endpoints.share, share),
  leave,
  reminders: cartHandler(endpoints.reminders, reminders),
}

/** The widget's routes: every endpoint of the contract's table. */
export function createWidgetApp(context: StoreContext, channels: Record<string, Channel>): Hono<ProxyEnv> {
  const { store, log } = context
  const app = new Hono<ProxyEnv>()
  const channelsByOrigin = groupByOrigin(channels)

  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const { method, path, status, write, answer }: Endpoint = endpoints[name]
    app.use(path, async (c, next) => {
      c.set('route', path)
      await next()
    })
    app.use(path, widgetCors(channelsByOrigin))
    app.on(method, path, async (c) => {
      const startedAt = performance.now()
      const allowed = requireOrigin(c, channelsByOrigin)
      // A read ends when the shopper leaves. A write goes on, so that its answer is there when they come back.
      const deadline = startTimeLimit(write ? undefined : c.req.raw.signal, deadlineMs)
      const origin = c.req.header('origin') ?? ''
      const cookie = c.req.header('cookie')
      const { signal } = deadline
      const request = { origin, channels: allowed, signal, isWrite: write, address: c.env.address, cookie }
      const answered = await handlers[name](context, c, request)
        .catch((error: unknown) => {
          throw write ? error : toReadError(error, c.req.raw)
        })
        .finally(deadline.stop)
      const result = answer.parse(answered)
      const durationMs = Math.round(performance.now() - startedAt)
      log.info({ store, route: path, status, durationMs }, 'Answered')
      return c.json(result as object, status)
    })
    app.all(path, () => {
      throw new RecoveryError('method-not-allowed')
    })
  }
  return app
}

/** How far an answer brings the shopper; undefined where it is one of several steps. */
type EndOf<Answer extends z.ZodType, Request extends z.ZodType> = (
  answer: z.infer<Answer>,
  body: z.infer<Request>,
) => RecoveryEnd | undefined

type Paired<Request extends z.ZodType, Answer extends z.ZodType> = Endpoint & { request: Request; answer: Answer }

/** For a route that is asked with a link: the route itself finds out which cart, and so which platform's ports. */
function linkHandler<Request extends z.ZodType, Answer extends z.ZodType>(
  endpoint: Paired<Request, Answer>,
  route: (context: StoreContext, body: z.infer<Request>, request: LinkRequestContext) => Promise<z.infer<Answer>>,
  endOf?: EndOf<Answer, Request>,
): Handler {
  return async (context, c, request) => {
    const body = await requireBody(c, endpoint.request)
    const answer = await route(context, body, request)
    c.set('end', endOf?.(answer, body))
    return answer
  }
}

/**
 * For a route that is asked about an open cart: it gets the ports of the cart's platform. A write runs once per idempotency
 * key, and one at a time per cart, on all instances.
 */
function cartHandler<Request extends z.ZodType<{ cartHandle: string }>, Answer extends z.ZodType>(
  endpoint: Paired<Request, Answer>,
  route: (context: StoreContext, body: z.infer<Request>, request: RequestContext) => Promise<z.infer<Answer>>,
  endOf?: EndOf<Answer, Request>,
): Handler {
  return async (context, c, request) => {
    const { store, sealer, stateStore } = context
    const idempotencyKey = endpoint.write ? requireIdempotencyKey(c) : undefined
    const body = await requireBody(c, endpoint.request)
    const cartRef = await openCartHandle(sealer, body.cartHandle)
    const { platform, cartId } = cartRef
    const run = async (signal: AbortSignal) => {
      const answer = await route(await withCoupons(forPlatform(context, platform)), body, {
        ...request,
        signal,
        cartRef,
      })
      c.set('end', endOf?.(answer, body))
      return answer
    }
    const { signal } = request
    if (idempotencyKey === undefined) return run(signal)
    const scope = JSON.stringify([store, endpoint.path, cartId, idempotencyKey])
    await requireFewWrites(context, request.address)
    const cart = JSON.stringify([store, platform, cartId])
    const call = { scope, cart, request: JSON.stringify(body), signal, clock: context.clock }
    const answer = await runOnce(stateStore, sealer, call, () =>
      withLock(stateStore, `${store}:${cartId}`, signal, run),
    )
    const adoptCode = await makeAdoptCode(context, cartRef, { path: endpoint.path, body })
    // The link has served. Back and a reload have the handle.
    if (endpoint.path === endpoints.checkout.path && cartRef.mark !== undefined)
      c.header('set-cookie', context.openCookies.remove(cartRef.mark), { append: true })
    return adoptCode === undefined ? answer : { ...(answer as object), adoptCode }
  }
}
