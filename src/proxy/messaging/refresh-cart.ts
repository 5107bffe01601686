import { RecoveryError } from '../adapter/errors.ts'
import type { LedgerContext } from '../context.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { recordGone, recordOrder } from './events.ts'

/** Carts that are read one by one in a round, because the platform no longer lists them. */
const maxMissing = 20

/**
 * Reads open carts of a platform that were not listed since `before`: they were ordered or deleted. The one that was looked
 * at longest ago comes first, and a look is no change of a cart, so that each has its turn and none is kept by being looked at.
 */
export async function refreshMissing(
  context: LedgerContext,
  platform: string,
  before: number,
  signal: AbortSignal,
): Promise<void> {
  const { carts } = context.ledger
  for (const { id, value } of await carts.toCheck(platform, before, maxMissing)) {
    signal.throwIfAborted()
    const cartId = (await carts.unseal(value))?.cartId
    // What another key sealed is left to the instances that have it.
    if (cartId !== undefined) await refreshCart(context, { platform, cartId }, signal)
    await carts.recordChecks([id])
  }
}

/** Reads from the platform whether a cart was ordered or deleted, and records it. Does nothing where no port can tell. */
export async function refreshCart(context: LedgerContext, cart: CartRef, signal: AbortSignal): Promise<void> {
  const reminder = context.portsByPlatform.get(cart.platform)?.reminder
  if (!reminder) return
  const { ledger, clock } = context
  const state = await reminder.state(cart.cartId, signal).catch((error: unknown) => {
    const isGone = error instanceof RecoveryError && error.code === 'cart-gone'
    return isGone ? ('gone' as const) : undefined
  })
  if (!state) return
  if (state === 'gone') return recordGone(context, cart, clock())
  if (state.isOrdered) await recordOrder(context, cart, clock())
  await ledger.carts.record(cart, (before) =>
    before.platformMessages >= state.reminders ? undefined : { ...before, platformMessages: state.reminders },
  )
}
