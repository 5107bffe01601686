import { buyableQuantity } from '../../contract/index.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { BlockedLine, CartEntry } from '../ledger/cart-entry.ts'
import type { CartChange } from '../ledger/carts.ts'
import type { Stored } from '../ledger/stored.ts'
import { nameOfLine } from '../line-variant.ts'
import { describe } from '../log.ts'
import type { CartRef, OpenedHandle } from '../sealing/cart-handle.ts'
import type { Availabilities } from './availability.ts'
import { toCartItems } from './cart-items.ts'

type VisitContext = Pick<StoreContext, 'ledger' | 'log' | 'store' | 'clock' | 'debug' | 'insecureLoopback'>

/** A cart, and how the link that led to it reached the shopper. */
type VisitedCart = CartRef & Pick<OpenedHandle, 'via'>

/** What the ledger knows of a cart; undefined where there is none or it cannot be read. Never throws. */
export async function readEntry(
  { ledger, log, store, debug }: VisitContext,
  { platform, cartId }: CartRef,
): Promise<Stored<CartEntry> | undefined> {
  try {
    return await ledger?.carts.entryOf({ platform, cartId })
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'The ledger could not be read')
    return undefined
  }
}

/** A cart that is displayed. */
export interface Opened {
  cart: PlatformCart
  displayed: Availabilities
  /** The entry as it was read for this answer. */
  known: Stored<CartEntry> | undefined
}

/**
 * Records that a cart is displayed: what it is worth now, and which of its pieces cannot be bought. The answer does not wait
 * for it.
 */
export function recordOpened(context: VisitContext, cartRef: VisitedCart, { cart, displayed, known }: Opened): void {
  const blocked = cart.lines.flatMap((line): BlockedLine[] => {
    const availability = displayed.get(line.id)
    const missing = availability ? line.quantity - buyableQuantity(line.quantity, availability) : 0
    if (missing === 0) return []
    const { productId, variantId, price } = line
    const value = { amount: price.amount * missing, currency: price.currency }
    return [{ name: nameOfLine(line), value, ...(productId && { productId }), ...(variantId && { variantId }) }]
  })
  const now = context.clock()
  const items = toCartItems(cart, context.insecureLoopback)
  const change = (entry: CartEntry): CartEntry => {
    const isOver = entry.orderedAt !== undefined || (entry.checkedOutAt ?? 0) > now
    return {
      ...entry,
      ...(cartRef.via && { cameBy: cartRef.via }),
      // A cart that was emptied meanwhile is still told by what was in it.
      ...(items.count > 0 && { items }),
      openedAt: entry.openedAt ?? now,
      displayedAt: Math.max(entry.displayedAt ?? 0, now),
      total: isOver ? (entry.total ?? cart.total) : cart.total,
    }
  }
  // Stock that came back later does not undo that it was missing when the shopper looked.
  const brought = { known, mayWait: true, ...(blocked.length > 0 && { blocked }) }
  context.ledger?.lateWrites.start(() => record(context, cartRef, change, brought))
}

/** Records that a shopper was led to the checkout. */
export async function recordCheckedOut(
  context: VisitContext,
  cartRef: CartRef,
  { total }: Pick<PlatformCart, 'total'>,
): Promise<void> {
  await record(context, cartRef, (entry) => ({
    ...entry,
    openedAt: entry.openedAt ?? context.clock(),
    checkedOutAt: context.clock(),
    total,
  }))
}

/** Ledger failures are logged and swallowed: they never fail a shopper's request. */
async function record(
  { ledger, log, store, debug }: VisitContext,
  { platform, cartId }: CartRef,
  change: (entry: CartEntry) => CartEntry,
  brought?: CartChange,
): Promise<void> {
  try {
    await ledger?.carts.record({ platform, cartId }, change, brought)
  } catch (error) {
    log.warn({ store, cause: describe(error, debug) }, 'The ledger could not be written')
  }
}
