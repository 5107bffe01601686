import type { OrderedLine, WebhookEvent } from '../adapter/messaging-ports.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import type { LedgerContext, StoreContext } from '../context.ts'
import type { CartTransfer, TransferredLine } from '../ledger/transfers.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

/** The cart that lines were put into, as a platform's order event may identify it. */
interface TransferDestination {
  platform: string
  cartId?: string | undefined
  customerId?: string | undefined
}

/** Lines that were put into another cart. */
interface Moved {
  way: CartTransfer['way']
  lines: readonly { line: PlatformLine; quantity: number }[]
  /** How long the order of it can be expected, in milliseconds; for ever where absent. */
  forMs?: number
}

/** A cart whose lines were ordered, with the quantity of each that is known to have been ordered. */
export interface OrderedSource {
  transfer: CartTransfer
  lines: ReadonlyMap<string, number>
}

// The platform's clock and ours may differ.
const skewMs = 60_000

/** Records that lines of one cart were put into another, so that an order of that one closes both. */
export async function linkCarts(
  { ledger, clock }: Pick<StoreContext, 'ledger' | 'clock'>,
  { platform, cartId }: CartRef,
  destination: TransferDestination,
  { way, lines, forMs }: Moved,
): Promise<void> {
  if (!ledger || lines.length === 0) return
  const transfer: CartTransfer = {
    ...{ platform, cartId, way, at: clock() },
    lines: lines.map(toTransferredLine),
    currency: lines[0]?.line.price.currency ?? '',
    ...(forMs !== undefined && { until: clock() + forMs }),
    ...(destination.cartId !== undefined && { into: destination.cartId }),
  }
  const sourceId = await ledger.carts.idOf({ platform, cartId })
  await ledger.transfers.record(destinationTexts(destination), sourceId, transfer)
}

/** Forgets that lines of one cart are in another, because they were taken out again. */
export async function unlinkCarts(
  { ledger }: Pick<StoreContext, 'ledger'>,
  { platform, cartId }: CartRef,
  destination: TransferDestination,
): Promise<void> {
  if (!ledger) return
  await ledger.transfers.forget(destinationTexts(destination), await ledger.carts.idOf({ platform, cartId }))
}

/**
 * Finds the carts that an order's lines came from. Where the event tells its lines, an order closes what it holds any of. Where
 * it does not, one counts that came while it could be expected. An order that is older than the transfer, or of another cart
 * of the same customer, has no source.
 */
export async function findOrderedSources(
  { ledger }: Pick<LedgerContext, 'ledger'>,
  platform: string,
  event: WebhookEvent,
): Promise<OrderedSource[]> {
  const { cartId, customerId, at } = event
  const found = await ledger.transfers.find(destinationTexts({ platform, cartId, customerId }))
  return found.flatMap((transfer): OrderedSource[] => {
    const isOtherCart = cartId !== undefined && transfer.into !== undefined && transfer.into !== cartId
    if (isOtherCart || at + skewMs < transfer.at) return []
    if (event.lines && transfer.way !== 'copy') {
      const lines = orderedOf(transfer.lines, event.lines)
      return lines.size > 0 ? [{ transfer, lines }] : []
    }
    if (transfer.until !== undefined && at > transfer.until + skewMs) return []
    // Who goes on shopping may have taken lines out again before the order.
    const moved = transfer.way === 'fill' ? [] : transfer.lines
    return [{ transfer, lines: new Map(moved.map(({ id, quantity }) => [id, quantity])) }]
  })
}

/** How many of each moved line an order holds. */
function orderedOf(moved: readonly TransferredLine[], ordered: readonly OrderedLine[]): Map<string, number> {
  const left = new Map(ordered.map((line) => [line, line.quantity]))
  const quantities = new Map<string, number>()
  for (const line of moved) {
    const same = ordered.find((candidate) => isSameVariant(line, candidate) && (left.get(candidate) ?? 0) > 0)
    if (!same) continue
    const quantity = Math.min(line.quantity, left.get(same) ?? 0)
    left.set(same, (left.get(same) ?? 0) - quantity)
    quantities.set(line.id, quantity)
  }
  return quantities
}

function isSameVariant(one: TransferredLine, other: OrderedLine): boolean {
  if (one.variantId !== undefined && other.variantId !== undefined) return one.variantId === other.variantId
  if (one.sku !== undefined && other.sku !== undefined) return one.sku === other.sku
  return one.productId !== undefined && one.productId === other.productId
}

const toTransferredLine = ({ line, quantity }: Moved['lines'][number]): TransferredLine => ({
  ...{ id: line.id, quantity, price: line.price.amount },
  ...(line.productId !== undefined && { productId: line.productId }),
  ...(line.variantId !== undefined && { variantId: line.variantId }),
  ...(line.sku !== undefined && { sku: line.sku }),
})

/** The texts that a transfer is stored and looked up under. */
function destinationTexts({ platform, cartId, customerId }: TransferDestination): string[] {
  const ids = [
    ['cart', cartId],
    ['customer', customerId],
  ].filter(([, id]) => id !== undefined)
  return ids.map((pair) => JSON.stringify(['transfer', platform, ...pair]))
}
