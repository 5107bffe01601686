import type { Context } from 'hono'
import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import { toProblemResponse } from '../http/problem-response.ts'
import { readRequest } from '../http/request.ts'
import { handleEvent } from './events.ts'

/**
 * `POST /webhooks/{platform}`: a success once the event is verified and written down; what follows from it is done later,
 * so that a platform in trouble never makes another switch its webhooks off.
 */
export async function receiveWebhook(context: StoreContext, c: Context): Promise<Response> {
  const { store, log, webhooks, isMessaging, clock } = context
  const platform = c.req.param('platform') ?? ''
  const route = '/webhooks'
  try {
    const port = webhooks.get(platform)
    if (!port) throw new RecoveryError('not-found', { detail: 'no platform of that name sends webhooks here' })
    if (!isMessaging)
      throw new RecoveryError('not-supported', { detail: 'webhooks need a store that outlives the process' })
    const body = await readRequest(c.req.raw)
    const event = await port.receive({ headers: c.req.raw.headers, body, now: clock() })
    if (event) await handleEvent(context, platform, event).catch(asStoreDown)
    log.info({ store, route, platform, status: 204 }, event ? 'A webhook was taken' : 'A webhook was of no interest')
    return c.body(null, 204)
  } catch (error) {
    return toProblemResponse(error, { store, route, log })
  }
}

/** Nothing but the store is asked on the way. */
function asStoreDown(cause: unknown): never {
  throw new RecoveryError('store-down', { cause })
}
