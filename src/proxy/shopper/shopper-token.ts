import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { isCustomerToken, openCustomerToken } from '../sealing/customer-token.ts'
import { toShopperId } from '../sealing/shopper-id.ts'

/**
 * Takes the shop's word for who its shopper is, and keeps it under the request's handle: of a customer what `sealCustomer`
 * made, else the platform's own token, which the platform checks. Throws `sign-in-needed` where it is not accepted.
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
  await sessions.save(cartRef, { ...session, shopperId: await toShopperId({ store, key }, shopperToken) })
}

/**
 * The same for a request that only reads the cart: a word that is not accepted is as good as none, and a platform's token
 * is used only where the platform shows the cart to its shopper alone.
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

/** Whether the request may have this cart: a guest's by its handle, a customer's where the shop vouched for them under it. */
export async function canOpenCart(
  { sessions }: StoreContext,
  { cartRef, channels }: RequestContext,
  { customerId, channelId }: PlatformCart,
): Promise<boolean> {
  if (customerId === undefined) return true
  return channels.get(channelId)?.accountCarts === true && (await sessions.loadCustomer(cartRef)) === customerId
}
