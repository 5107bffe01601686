import type { MessageChannel } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, PlatformLine } from '../adapter/platform.ts'
import { type Availabilities, availabilities } from '../cart/availability.ts'
import { checkStock } from '../cart/check-stock.ts'
import { hasLedger, type LedgerContext, type RequestContext, type StoreContext } from '../context.ts'
import type { CartEntry } from '../ledger/cart-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { readConsent } from '../messaging/consent.ts'
import { hasNotify, reportOfStock } from './notified-carts.ts'

/** The lines as they are after a shopper asked to be told of them. */
interface ListedLines {
  displayed: Availabilities
  /** By line id. */
  subscriptions: Map<string, boolean>
}

/**
 * Keeps a subscription for each of the lines that is sold out, or takes it back. The shopper need not be signed in: the subscription is the
 * cart's, and the proxy takes no address. Throws `not-supported` where the store has no way to tell them.
 */
export async function setSubscriptions(
  context: StoreContext,
  { cartRef, signal }: RequestContext,
  { cart, lines, subscribed }: { cart: PlatformCart; lines: readonly PlatformLine[]; subscribed: boolean },
): Promise<ListedLines> {
  if (!hasLedger(context)) throw new RecoveryError('not-supported')
  const { ledger, clock } = context
  if (subscribed && !(await isToldOf(context, cartRef))) throw new RecoveryError('not-supported')
  const displayed = availabilities(cart.lines, await checkStock(context, cart, signal))
  const soldOut = lines.filter(({ id }) => displayed.get(id)?.status === 'out-of-stock')
  const { platform, cartId } = cartRef
  // The entry is what an order of this cart is found by.
  const entry = await ledger.carts.record({ platform, cartId }, (before) => before)
  if (subscribed)
    await ledger.subscriptions.add(
      { platform, cartId, channelId: cart.channelId },
      entry.id,
      soldOut,
      clock() + checkEveryMs(context),
    )
  else await ledger.subscriptions.end({ platform, cartId }, entry.id, lines, 'withdrawn')
  const subscriptions = lines.map(({ id }): [string, boolean] => [
    id,
    subscribed && soldOut.some((line) => line.id === id),
  ])
  return { displayed, subscriptions: new Map(subscriptions) }
}

/** Ends the subscriptions for lines that go to the checkout: the shopper has seen that they are back. It never fails an answer. */
export async function endCheckedOut(
  context: StoreContext,
  { platform, cartId }: RequestContext['cartRef'],
  lines: readonly PlatformLine[],
): Promise<void> {
  const { ledger, log, store, debug } = context
  if (!ledger || !hasNotify(context)) return
  try {
    const entryId = await ledger.carts.idOf({ platform, cartId })
    await ledger.subscriptions.end({ platform, cartId }, entryId, lines, 'ended')
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'Subscriptions could not be ended')
  }
}

/** Ends the subscriptions of a cart that these channels would have told of: its page promises no message that is not sent. */
export async function endRefused(
  context: LedgerContext,
  cartRef: RequestContext['cartRef'],
  refused: readonly MessageChannel[],
): Promise<void> {
  const { ledger } = context
  const channel = reportOfStock(context)?.port.messageChannel
  if (channel && refused.includes(channel))
    await ledger.subscriptions.endAll(await ledger.carts.idOf(cartRef), 'withdrawn')
}

const defaultEveryMs = 10 * 60_000

/** How often the stock is read for those who wait. */
export const checkEveryMs = ({ notify }: Pick<StoreContext, 'notify'>): number => notify?.everyMs ?? defaultEveryMs

async function isToldOf(context: StoreContext, cartRef: RequestContext['cartRef']): Promise<boolean> {
  if (hasNotify(context)) return true
  const channel = reportOfStock(context)?.port.messageChannel
  return channel !== undefined && (await readConsent(context, cartRef))[channel] === true
}

/**
 * Of the sold-out lines that the cart's shopper asked for, by line id: whether they are still to be told. Empty where that cannot be read:
 * it never fails an answer.
 */
export async function readListed(
  context: StoreContext,
  { platform, cartId }: RequestContext['cartRef'],
  { cart, displayed, known }: { cart: PlatformCart; displayed: Availabilities; known: Stored<CartEntry> | undefined },
): Promise<ReadonlyMap<string, boolean>> {
  const { ledger, log, store, debug } = context
  const soldOut = cart.lines.filter(({ id }) => displayed.get(id)?.status === 'out-of-stock')
  const isKept = hasNotify(context) || reportOfStock(context)
  if (!ledger || !isKept || !known?.revision || soldOut.length === 0) return new Map()
  try {
    return await ledger.subscriptions.listed({ platform, cartId }, known.id, soldOut)
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'Subscriptions could not be read')
    return new Map()
  }
}
