import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { CartTransfer } from '../ledger/transfers.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

/** The cart that lines were put into, as a platform's order event may identify it. */
interface TransferDestination {
  platform: string
  cartId?: string | undefined
  customerId?: string | undefined
}

// The platform's clock and ours may differ.
const skewMs = 60_000

/** Records that lines of one cart were put into another, so that an order of that one closes both. */
export async function linkCarts(
  { ledger, clock }: Pick<StoreContext, 'ledger' | 'clock'>,
  { platform, cartId }: CartRef,
  destination: TransferDestination,
  lines: readonly Pick<PlatformLine, 'id' | 'quantity'>[],
): Promise<void> {
  if (!ledger) return
  const quantities = Object.fromEntries(lines.map(({ id, quantity }) => [id, quantity]))
  const into = destination.cartId === undefined ? {} : { into: destination.cartId }
  const sourceId = await ledger.carts.idOf({ platform, cartId })
  const transfer: CartTransfer = { platform, cartId, lines: quantities, at: clock(), ...into }
  await ledger.transfers.record(destinationTexts(destination), sourceId, transfer)
}

/**
 * Finds the carts that an order's lines came from. An order that is older than the transfer, or of another cart of the
 * same customer, has no source.
 */
export async function findSourceCarts(
  { ledger }: Required<Pick<StoreContext, 'ledger'>>,
  platform: string,
  { cartId, customerId, at }: WebhookEvent,
): Promise<CartTransfer[]> {
  const found = await ledger.transfers.find(destinationTexts({ platform, cartId, customerId }))
  return found.filter((transfer) => {
    const isOtherCart = cartId !== undefined && transfer.into !== undefined && transfer.into !== cartId
    return at + skewMs >= transfer.at && !isOtherCart
  })
}

/** The texts that a transfer is stored and looked up under. */
function destinationTexts({ platform, cartId, customerId }: TransferDestination): string[] {
  const ids = [
    ['cart', cartId],
    ['customer', customerId],
  ].filter(([, id]) => id !== undefined)
  return ids.map((pair) => JSON.stringify(['transfer', platform, ...pair]))
}
