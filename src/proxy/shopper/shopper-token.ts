import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { isCustomerToken, openCustomerToken } from '../sealing/customer-token.ts'
import { toShopperId } from '../sealing/shopper-id.ts'

/**
 * Accepts the token by which the shop says who is signed in, and keeps the result under the request's handle. The token
 * is one of `sealCustomer`, or else the platform's own, which the platform checks. Throws `sign-in-needed` for any
 * other.
 */
export async function acceptShopperToken(
  { ports, sealer, sessions, store, shopperKey: key }: StoreContext,
  shopperToken: string,
  { cartRef, signal }: RequestContext,
): Promise<void> {
  if (isCustomerToken(shopperToken)) {
    const customerId = await openCustomerToken(sealer, shopperToken)
    if (customerId === undefined) throw new RecoveryError('sign-in-needed', { detail: 'the shopperToken is not valid' })
    return sessions.saveCustomer(cartRef, customerId)
  }
  if (!ports.shopper) throw new RecoveryError('not-supported')
  const session = await ports.shopper.signInWithToken(shopperToken, signal)
  const { customerId } = session
  const shopperId = await toShopperId({ store, key }, { customerId, token: shopperToken })
  await sessions.save(cartRef, { ...session, shopperId })
}

/**
 * The same for a request that only reads the cart: a refused token counts as none, and a platform's own token is used
 * only where the platform shows a cart to its shopper alone.
 */
export async function tryShopperToken(
  context: StoreContext,
  shopperToken: string | undefined,
  request: RequestContext,
): Promise<void> {
  if (shopperToken === undefined) return
  if (!isCustomerToken(shopperToken) && !context.ports.recovery.isShoppersOwn) return
  await acceptShopperToken(context, shopperToken, request).catch((error: unknown) => {
    const isRefused = error instanceof RecoveryError && /^(sign-in-needed|not-supported)$/.test(error.code)
    if (!isRefused) throw error
  })
}

/**
 * Whether the request may have this cart: a guest's cart by the handle alone, a customer's once the shop has signed
 * that customer in under the handle.
 */
export async function canOpenCart(
  { sessions }: StoreContext,
  { cartRef, channels }: RequestContext,
  { customerId, channelId }: PlatformCart,
): Promise<boolean> {
  if (customerId === undefined) return true
  return channels.get(channelId)?.accountCarts === true && (await sessions.loadCustomer(cartRef)) === customerId
}
