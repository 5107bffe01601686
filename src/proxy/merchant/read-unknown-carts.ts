import { RecoveryError } from '../adapter/errors.ts'
import type { LedgerContext } from '../context.ts'
import type { CartEntry, PrivatePart } from '../ledger/cart-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { recordGone } from '../messaging/events.ts'
import { recordSnapshot } from '../messaging/record-snapshot.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

const atOnce = 5
const deadlineMs = 10_000

/** A cart of the ledger, and what of it only the proxy can read. */
export interface OpenedEntry {
  stored: Stored<CartEntry>
  part: PrivatePart | undefined
}

/**
 * Reads the carts of a page that no report has read yet, so that a merchant can tell them apart. Undefined where there are none.
 * Ends with the first platform in trouble, and never throws: the next look goes on.
 */
export function readUnknownCarts(context: LedgerContext, listed: readonly OpenedEntry[]): Promise<void> | undefined {
  const unknown = listed.flatMap(({ stored: { value }, part }): CartRef[] => {
    const isOpen = value.orderedAt === undefined && value.closedAt === undefined
    const ports = context.portsByPlatform.get(value.platform)
    const isKnown = value.items !== undefined && part?.shopper !== undefined
    if (isKnown || !isOpen || !part || !ports || ports.recovery.isShoppersOwn) return []
    return [{ platform: value.platform, cartId: part.cartId }]
  })
  return unknown.length > 0 ? readAll(context, unknown) : undefined
}

async function readAll(context: LedgerContext, carts: readonly CartRef[]): Promise<void> {
  const { log, store, debug } = context
  const signal = AbortSignal.any([AbortSignal.timeout(deadlineMs), context.stopping])
  const waiting = carts.values()
  try {
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const cart of waiting) await read(context, cart, signal)
      }),
    )
  } catch (error) {
    if (!context.stopping.aborted) log.warn({ store, cause: describe(error, debug) }, 'Listed carts could not be read')
  }
}

async function read(context: LedgerContext, cartRef: CartRef, signal: AbortSignal): Promise<void> {
  const ports = context.portsByPlatform.get(cartRef.platform)
  try {
    const cart = await ports?.recovery.read(cartRef.cartId, signal)
    if (!cart) return
    const isElsewhere = !Object.hasOwn(context.channels, cart.channelId)
    const contact = isElsewhere ? undefined : await ports?.contact?.find(cartRef.cartId, signal)
    await recordSnapshot(context, cartRef, { cart, contact, isElsewhere })
  } catch (error) {
    if (!(error instanceof RecoveryError) || error.code !== 'cart-gone') throw error
    await recordGone(context, cartRef, context.clock())
  }
}
