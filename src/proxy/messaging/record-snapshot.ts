import type { Contact } from '../adapter/messaging-ports.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { toCartItems } from '../cart/cart-items.ts'
import type { LedgerContext } from '../context.ts'
import { maskName } from '../mask-name.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

/** A cart as it was read, and its shopper where they were asked for. */
export interface Snapshot {
  cart: PlatformCart
  contact: Contact | undefined
  isElsewhere: boolean
}

/**
 * Records what a cart is worth and holds at the abandonment: for the summary, to show a shopper which prices changed since, and
 * for the merchant to tell it by.
 */
export async function recordSnapshot(
  { ledger, insecureLoopback }: LedgerContext,
  cartRef: CartRef,
  { cart, contact, isElsewhere }: Snapshot,
): Promise<void> {
  const { lines, total } = cart
  const prices = Object.fromEntries(lines.map(({ id, price }) => [id, price.amount]))
  const part = { cartId: cartRef.cartId, prices, currency: total.currency, shopper: maskName(contact) }
  const items = toCartItems(cart, insecureLoopback)
  const change = { total, items, ...(isElsewhere && { isElsewhere }) }
  await ledger.carts.record(cartRef, (before) => ({ ...before, ...change }), { part })
}
