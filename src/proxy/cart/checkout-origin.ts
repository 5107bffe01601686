import { RecoveryError } from '../adapter/errors.ts'
import type { CheckoutPort, PlatformCart } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { describe } from '../log.ts'

const lifetimeMs = 10 * 60 * 1000
/** The checkout goes on without the platform's answer after this time: the checkout link itself is checked as well. */
const waitMs = 1500

/**
 * Makes sure that the cart's checkout is on an origin that its channel lists, before anything is written for it. Goes on
 * where the platform does not tell. Throws `upstream-down`, and names the origin for the developer.
 */
export async function requireListedCheckout(
  context: StoreContext,
  request: RequestContext,
  { channelId }: PlatformCart,
): Promise<void> {
  const { ports, stateStore, store } = context
  const { checkout } = ports
  const listed = request.channels.get(channelId)?.checkoutOrigins
  if (!checkout?.origin || !listed) return
  const key = `checkout-origin:${store}:${ports.platform}:${channelId}`
  const kept = await stateStore.get(key)
  if (kept !== undefined && isListed(kept, listed)) return
  // One that is not listed may be out of date, so the platform is asked again.
  const origin = await ask(context, checkout, channelId, request.signal)
  if (origin === undefined) return
  await stateStore.set(key, origin, lifetimeMs)
  if (isListed(origin, listed)) return
  throw new RecoveryError('upstream-down', {
    detail: `the checkout is on ${origin}, which \`channels.${channelId}.checkoutOrigins\` does not list`,
  })
}

/** An empty text stands for an origin that the platform does not have. */
const isListed = (origin: string, listed: readonly string[]) => origin === '' || listed.includes(origin)

/** The origin as the platform tells it now; undefined where it could not be asked. */
async function ask(
  { log, store, debug, ports }: StoreContext,
  checkout: CheckoutPort,
  channelId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const address = await checkout.origin?.(channelId, AbortSignal.any([signal, AbortSignal.timeout(waitMs)]))
    return address !== undefined && URL.canParse(address) ? new URL(address).origin : ''
  } catch (error) {
    log.warn(
      { store, platform: ports.platform, cause: describe(error, debug) },
      'The checkout address could not be read',
    )
    return undefined
  }
}
