import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { CartTransfer } from '../ledger/ledger.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

/** What a platform may name the cart by that lines were put into. */
interface Destination {
  platform: string
  cartId?: string | undefined
  customerId?: string | undefined
}

// Clocks of two machines are never quite the same.
const skewMs = 60_000

/** Remembers that lines of one cart went into another, so that its order closes both. */
export async function linkCarts(
  { ledger, clock }: Pick<StoreContext, 'ledger' | 'clock'>,
  { platform, cartId }: CartRef,
  to: Destination,
  lines: readonly Pick<PlatformLine, 'id' | 'quantity'>[],
): Promise<void> {
  const quantities = Object.fromEntries(lines.map(({ id, quantity }) => [id, quantity]))
  const into = to.cartId === undefined ? {} : { into: to.cartId }
  await ledger.recordTransfer(namesOf(to), { platform, cartId, lines: quantities, at: clock(), ...into })
}

/**
 * The cart that an order's lines came from. An order that is older than the hand-over, or of another cart of the same
 * customer, is some other order.
 */
export async function findSourceCart(
  { ledger }: Pick<StoreContext, 'ledger'>,
  platform: string,
  { cartId, customerId, at }: WebhookEvent,
): Promise<CartTransfer | undefined> {
  const found = await ledger.findTransfer(namesOf({ platform, cartId, customerId }))
  if (!found || at + skewMs < found.at) return undefined
  const isOther = cartId !== undefined && found.into !== undefined && found.into !== cartId
  return isOther ? undefined : found
}

function namesOf({ platform, cartId, customerId }: Destination): string[] {
  const named = [
    ['cart', cartId],
    ['customer', customerId],
  ].filter(([, id]) => id !== undefined)
  return named.map((pair) => JSON.stringify(['handed-over', platform, ...pair]))
}
