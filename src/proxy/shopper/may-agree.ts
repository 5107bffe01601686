import type { Contact } from '../adapter/messaging-ports.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import { toShopperId } from '../sealing/shopper-id.ts'

/**
 * Whether this page may agree to messages for the cart's owner, and learn what they agreed to. The link of a message may: who
 * got the message from its reader cannot be told from its reader. A shared link may not, until the shopper signed in with the
 * number that the messages go to, or as the customer whose cart it is.
 */
export async function mayAgree(
  context: StoreContext,
  { cartRef, signal }: RequestContext,
  { customerId }: Pick<PlatformCart, 'customerId'>,
): Promise<boolean> {
  // A customer's cart that this page has read is open to that customer alone.
  if (!cartRef.shared || customerId !== undefined) return true
  if ((await context.sessions.load(cartRef))?.phoneId === undefined) return false
  const contact = await context.ports.contact?.find(cartRef.cartId, signal).catch(() => undefined)
  return contact !== undefined && ownsNumber(context, cartRef, contact)
}

/** Whether the shopper signed in with a code that was sent to the contact's number. */
export async function ownsNumber(
  { sessions, store, shopperKey: key }: StoreContext,
  cartRef: OpenedHandle,
  { phone }: Contact,
): Promise<boolean> {
  const proven = phone === undefined ? undefined : (await sessions.load(cartRef))?.phoneId
  return proven !== undefined && proven === (await toShopperId({ store, key }, { phone }))
}
