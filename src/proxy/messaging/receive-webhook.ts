import type { Context } from 'hono'
import { RecoveryError } from '../adapter/errors.ts'
import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import { observationChannel, type WebhookObservation } from '../adapter/observation.ts'
import { hasLedger, type StoreContext } from '../context.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { readRequest, webhookLimitBytes } from '../http/request.ts'
import { describe } from '../log.ts'
import { describeShape } from './delivery-shape.ts'
import { handleEvent } from './events.ts'
import { placeCart } from './place-cart.ts'
import { workOfRequest } from './work-options.ts'

/** The clocks of a platform and of an instance may differ by as much: what is dropped here is heard of no more. */
const maxAheadMs = 15 * 60_000

const deliveries = observationChannel<WebhookObservation>('cart-recovery:webhook')

/**
 * `POST /webhooks/{platform}`: answers 204 once the event is verified and recorded, and also for a genuine one that cannot be
 * read. What follows from it is done by the worker, so that a failing platform never makes another one switch its webhooks
 * off.
 */
export async function receiveWebhook(context: StoreContext, c: Context<ProxyEnv>): Promise<Response> {
  const { store, log, webhooks, isMessaging, clock } = context
  const platform = c.req.param('platform') ?? ''
  const route = '/webhooks'
  c.set('route', route)
  const port = webhooks.get(platform)
  if (!port) throw new RecoveryError('not-found', { detail: 'no platform of that name sends webhooks here' })
  if (!isMessaging || !hasLedger(context))
    throw new RecoveryError('not-supported', { detail: 'webhooks need a store that outlives the process' })
  const body = await readRequest(c.req.raw, Math.min(port.limitBytes ?? webhookLimitBytes, webhookLimitBytes))
  let ignored: string | undefined
  const onIgnored = (reason: string) => {
    ignored = reason
  }
  const publish = (result: WebhookObservation['result']) => {
    if (deliveries.hasSubscribers) deliveries.publish({ store, platform, result })
  }
  let event: WebhookEvent | undefined
  try {
    event = await port.receive({ headers: c.req.raw.headers, body, now: clock(), onIgnored })
    if (event) requirePast(event, clock())
  } catch (error) {
    if (!(error instanceof RecoveryError) || error.code !== 'invalid-request') throw error
    // Genuine, and of a shape that is not known. Refusing it would have the platform switch the hook off, and orders unheard.
    const shape = describeShape(body)
    log.error({ store, route, platform, status: 204, cause: describe(error), shape }, 'A webhook could not be read')
    publish('unreadable')
    return c.body(null, 204)
  }
  if (event) {
    await handleEvent(context, platform, event).catch(asStoreDown)
    // The platform does not wait for what follows; waitUntil keeps a serverless runtime alive meanwhile.
    const working = context.wake(workOfRequest)
    const { type, cartId } = event
    const placing = type === 'abandoned' && cartId !== undefined && placeCart(context, { platform, cartId })
    c.env.waitUntil?.(Promise.all([working, placing]))
  }
  const told = event?.type ?? ignored
  const line = { store, route, platform, status: 204, ...(told !== undefined && { event: told }) }
  log.info(line, event ? 'A webhook was received' : 'A webhook was ignored')
  publish(event ? 'received' : 'ignored')
  return c.body(null, 204)
}

/** A time to come would stay the cart's last action, and none that a merchant's page can hold. */
function requirePast({ at }: WebhookEvent, now: number): void {
  if (at >= 0 && at <= now + maxAheadMs) return
  throw new RecoveryError('invalid-request', { detail: 'the event is not of this time' })
}

/** While an event is recorded only the store is called, so a failure is the store's. */
function asStoreDown(cause: unknown): never {
  throw new RecoveryError('store-down', { cause })
}
