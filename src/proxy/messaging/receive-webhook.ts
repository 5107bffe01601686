import type { Context } from 'hono'
import { RecoveryError } from '../adapter/errors.ts'
import { hasLedger, type StoreContext } from '../context.ts'
import type { ProxyEnv } from '../http/proxy-env.ts'
import { readRequest } from '../http/request.ts'
import { handleEvent } from './events.ts'
import { workOfRequest } from './work-options.ts'

/**
 * `POST /webhooks/{platform}`: answers 204 once the event is verified and recorded. What follows from it is done by the
 * worker, so that a failing platform never makes another one switch its webhooks off.
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
  const body = await readRequest(c.req.raw)
  let ignored: string | undefined
  const onIgnored = (reason: string) => {
    ignored = reason
  }
  const event = await port.receive({ headers: c.req.raw.headers, body, now: clock(), onIgnored })
  if (event) {
    await handleEvent(context, platform, event).catch(asStoreDown)
    // The platform does not wait for what follows; waitUntil keeps a serverless runtime alive meanwhile.
    const working = context.wake(workOfRequest)
    c.env.waitUntil?.(working)
  }
  const told = event?.type ?? ignored
  const line = { store, route, platform, status: 204, ...(told !== undefined && { event: told }) }
  log.info(line, event ? 'A webhook was received' : 'A webhook was ignored')
  return c.body(null, 204)
}

/** While an event is recorded only the store is called, so a failure is the store's. */
function asStoreDown(cause: unknown): never {
  throw new RecoveryError('store-down', { cause })
}
