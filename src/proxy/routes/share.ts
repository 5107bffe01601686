import type { ShareAnswer, ShareRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { readCart } from '../cart/read-cart.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { linkTo } from '../message-url.ts'
import { endOfCartHandle } from '../sealing/cart-handle.ts'
import { sealSharedLink } from '../sealing/sealed-link.ts'

/**
 * `POST /share`: another link to an open cart, which ends with the cart handle. Throws what `readCart` throws, `account-cart` for
 * a cart that only its signed-in shopper may open, and `busy` once the cart had its links of the day.
 */
export async function share(
  context: StoreContext,
  { cartHandle }: ShareRequest,
  request: RequestContext,
): Promise<ShareAnswer> {
  const { counters, ports, sealer } = context
  const { platform, cartId } = request.cartRef
  const cart = ports.recovery.isShoppersOwn ? undefined : await readCart(context, request)
  if (!cart || cart.customerId !== undefined) throw new RecoveryError('account-cart')
  await counters.consume('sharedLinksPerCart', JSON.stringify([platform, cartId])).catch((error: unknown) => {
    if (!(error instanceof RecoveryError)) throw error
    const { retryAfterSeconds } = error
    throw new RecoveryError('busy', { retryAfterSeconds, detail: 'this cart had its links of the day' })
  })
  const endsAt = await endOfCartHandle(sealer, cartHandle)
  const token = await sealSharedLink(sealer, { platform, cartId }, endsAt)
  return { link: linkTo(context, cart.channelId, token), linkEndsAt: new Date(endsAt).toISOString() }
}
