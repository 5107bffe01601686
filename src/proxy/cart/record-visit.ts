import type { PlatformCart } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import { describe } from '../http/problem-response.ts'
import type { BlockedLine, CartEntry } from '../ledger/cart-entry.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import type { Availabilities } from './availability.ts'

type VisitContext = Pick<StoreContext, 'ledger' | 'log' | 'store' | 'clock'>

/** A shopper sees this cart: what it is worth, and what of it they cannot buy. */
export async function recordOpened(
  context: VisitContext,
  cartRef: OpenedHandle,
  { cart, shown }: { cart: PlatformCart; shown: Availabilities },
): Promise<CartEntry | undefined> {
  const blocked = cart.lines.flatMap((line): BlockedLine[] => {
    const missing = missingOf(line.quantity, shown.get(line.id))
    if (missing === 0) return []
    const { name, productId, variantId, price } = line
    const value = { amount: price.amount * missing, currency: price.currency }
    // What a shopper typed may name them.
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
    // What was missing once was missing: it does not become bought by coming back later.
    blocked: blocked.length > 0 ? blocked : entry.blocked,
  }))
}

/** A shopper was led to the checkout. */
export async function recordCheckedOut(
  context: VisitContext,
  cartRef: OpenedHandle,
  { total }: Pick<PlatformCart, 'total'>,
): Promise<void> {
  await record(context, cartRef, (entry) => ({
    ...entry,
    openedAt: entry.openedAt ?? context.clock(),
    checkedOutAt: context.clock(),
    total,
  }))
}

/** The ledger is the merchant's: a shopper never waits for it in vain, nor reads of it. */
async function record(
  context: VisitContext,
  { platform, cartId }: OpenedHandle,
  change: (entry: CartEntry) => CartEntry,
) {
  try {
    return await context.ledger.recordCart({ platform, cartId }, change)
  } catch (error) {
    context.log.warn({ store: context.store, cause: describe(error) }, 'The ledger could not be written')
    return undefined
  }
}

function missingOf(quantity: number, truth: { status: string; quantity?: number | undefined } | undefined): number {
  switch (truth?.status) {
    case 'out-of-stock':
    case 'unavailable':
    case 'discontinued':
      return quantity
    case 'partial':
      return Math.max(0, quantity - (truth.quantity ?? 0))
    default:
      return 0
  }
}
