import { RecoveryError } from '../adapter/errors.ts'
import type { LedgerContext } from '../context.ts'
import { describe } from '../log.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

const timeoutMs = 10_000

/** Records that a cart belongs to a sales channel of another proxy: from then on it is not listed here. */
export async function recordElsewhere({ ledger }: LedgerContext, cart: CartRef): Promise<void> {
  await ledger.carts.record(cart, (before) => (before.isElsewhere ? undefined : { ...before, isElsewhere: true }))
}

/**
 * Reads which sales channel an abandoned cart belongs to, where no report does: a webhook tells of the carts of all channels.
 * Never throws; what could not be read is found out once a merchant opens the cart.
 */
export async function placeCart(context: LedgerContext, cart: CartRef): Promise<void> {
  const { report, portsByPlatform, channels, store, log, debug } = context
  const { recovery } = portsByPlatform.get(cart.platform) ?? {}
  if (report || !recovery || recovery.isShoppersOwn) return
  try {
    const { channelId } = await recovery.read(cart.cartId, AbortSignal.timeout(timeoutMs))
    if (!Object.hasOwn(channels, channelId)) await recordElsewhere(context, cart)
  } catch (error) {
    if (error instanceof RecoveryError) return
    log.warn(
      { store, platform: cart.platform, cause: describe(error, debug) },
      'The channel of a cart could not be read',
    )
  }
}
