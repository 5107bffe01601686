import type { Availability } from '../../contract/index.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { BlockedLine, CartEntry } from '../ledger/cart-entry.ts'
import { describe } from '../log.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import type { Availabilities } from './availability.ts'

type VisitContext = Pick<StoreContext, 'ledger' | 'log' | 'store' | 'clock'>

/** Records that a cart is displayed: what it is worth now, and which of its pieces cannot be bought. */
export async function recordOpened(
  context: VisitContext,
  cartRef: CartRef,
  { cart, displayed }: { cart: PlatformCart; displayed: Availabilities },
): Promise<CartEntry | undefined> {
  const blocked = cart.lines.flatMap((line): BlockedLine[] => {
    const missing = missingOf(line.quantity, displayed.get(line.id))
    if (missing === 0) return []
    const { name, productId, variantId, price } = line
    const value = { amount: price.amount * missing, currency: price.currency }
    // Text that a shopper typed may contain their name.
    const options = line.hasTypedOption ? '' : line.options.map((option) => option.value).join(' ')
    return [
      { name: `${name} ${options}`.trim(), value, ...(productId && { productId }), ...(variantId && { variantId }) },
    ]
  })
  return record(context, cartRef, (entry) => ({
    ...entry,
    openedAt: entry.openedAt ?? context.clock(),
    displayedAt: context.clock(),
    total: entry.orderedAt === undefined ? cart.total : (entry.total ?? cart.total),
    // Stock that came back later does not undo that it was missing when the shopper looked.
    blocked: blocked.length > 0 ? blocked : entry.blocked,
  }))
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
async function record(context: VisitContext, { platform, cartId }: CartRef, change: (entry: CartEntry) => CartEntry) {
  try {
    return await context.ledger.recordCart({ platform, cartId }, change)
  } catch (error) {
    context.log.warn({ store: context.store, cause: describe(error) }, 'The ledger could not be written')
    return undefined
  }
}

/** How many of `quantity` pieces cannot be bought. */
function missingOf(quantity: number, availability: Availability | undefined): number {
  switch (availability?.status) {
    case 'out-of-stock':
    case 'unavailable':
    case 'discontinued':
      return quantity
    case 'partial':
      return Math.max(0, quantity - (availability.quantity ?? 0))
    default:
      return 0
  }
}
