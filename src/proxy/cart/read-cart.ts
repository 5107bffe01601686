import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, Stock } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import type { CartRef, OpenedHandle } from '../sealing/cart-handle.ts'
import { canOpenCart } from '../shopper/shopper-token.ts'
import { StoreDownError } from '../stores/store-down-error.ts'
import { logStoreDown } from '../stores/store-down-log.ts'
import { findCopy } from './copies.ts'
import { readEntry } from './record-visit.ts'

/** A cart that was found, and whether the request may have it. */
interface FoundCart {
  cart: PlatformCart
  /** `shop`: once the shop has said that its customer is signed in. `never`: the channel has no `accountCarts`. */
  opens: 'now' | 'shop' | 'never'
}

/**
 * The cart as it is now, if this page may display it. Throws `cart-gone`, `completed`, `wrong-store`, `account-cart`, and
 * `sign-in-needed` where the platform gives it to its own shopper only.
 */
export async function readCart(
  context: StoreContext,
  request: RequestContext,
  options: { maxAgeMs?: number } = {},
): Promise<PlatformCart> {
  const { cart, opens } = await findCart(context, request, options)
  if (opens === 'now') return cart
  throw new RecoveryError('account-cart')
}

/**
 * The cart as it is now, also where this page may not display it yet. Throws what `readCart` throws, but `account-cart`.
 * Where the platform could only check out a copy, that copy is the cart from then on. `maxAgeMs`: how old the answer may be;
 * 0 by default.
 */
export async function findCart(
  context: StoreContext,
  request: RequestContext,
  options: { maxAgeMs?: number } = {},
): Promise<FoundCart> {
  const { ports, sessions } = context
  const { cartRef, channels, signal } = request
  const { recovery } = ports
  const copy = await findCopy(context, cartRef).catch((error: unknown) => {
    if (request.isWrite || !(error instanceof StoreDownError)) throw error
    // Few carts have a copy, and nothing is written to this one while the store is down.
    logStoreDown(context, error, 'carts are displayed as their platform has them')
    return undefined
  })
  const session = recovery.isShoppersOwn ? await sessions.require(cartRef) : undefined
  const cartId = copy?.cartId ?? cartRef.cartId
  const found = await recovery.read(cartId, signal, session, options).catch(async (error: unknown) => {
    // A platform may not tell an ordered cart from an expired one; the ledger knows its orders.
    const isGone = error instanceof RecoveryError && error.code === 'cart-gone'
    const entry = isGone ? await readEntry(context, cartRef) : undefined
    throw entry?.value.orderedAt === undefined ? error : new RecoveryError('completed', { cause: error })
  })
  const customerId = found.customerId ?? copy?.customerId
  const cart: PlatformCart = { ...found, ...(customerId !== undefined && { customerId }) }
  const channel = channels.get(cart.channelId)
  if (!channel) throw new RecoveryError('wrong-store')
  if (!(await canOpenCart(context, request, cart))) return { cart, opens: channel.accountCarts ? 'shop' : 'never' }
  if (cart.lines.length === 0) throw new RecoveryError('cart-gone', { detail: 'the cart is empty' })
  return { cart, opens: 'now' }
}

/**
 * Throws `completed` where the ledger knows of an order of the cart's lines that this handle was not opened to repeat. The
 * shopper's own cart is left out: its platform empties it with the order, and what is in it was put there since.
 */
export async function requireNotOrdered(
  context: StoreContext,
  cartRef: CartRef & Pick<OpenedHandle, 'knownOrderAt'>,
  reading = readEntry(context, cartRef),
): Promise<void> {
  if (context.ports.recovery.isShoppersOwn) return
  const orderedAt = (await reading)?.value.orderedAt
  if (orderedAt !== undefined && orderedAt > (cartRef.knownOrderAt ?? 0))
    throw new RecoveryError('completed', { again: true, detail: 'its lines were ordered in another cart' })
}

/** Whether the signed-in shopper is subscribed, by id of each sold-out line. Empty where that is not known. Never throws. */
export async function readSubscriptions(
  { ports, sessions, log, store, debug }: StoreContext,
  { cartRef, signal }: RequestContext,
  cart: PlatformCart,
  stocks: ReadonlyMap<string, Stock>,
): Promise<Map<string, boolean>> {
  const session = ports.backInStock && (await sessions.load(cartRef))
  const soldOut = cart.lines.filter(({ id }) => stocks.get(id)?.quantity === 0)
  if (!session || soldOut.length === 0) return new Map()
  try {
    const watched = (await ports.backInStock?.check(session, soldOut, signal)) ?? new Map()
    return new Map([...watched].flatMap(([id, { subscribed }]) => (subscribed === undefined ? [] : [[id, subscribed]])))
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'sign-in-needed') await sessions.end(cartRef)
    log.warn({ store, cause: describe(error, debug) }, 'Subscriptions could not be read')
    return new Map()
  }
}
