import { isLinkToken, type RecoverAnswer, type RecoverRequest } from '../../contract/index.ts'
import { sealCartHandle } from '../cart-handle.ts'
import type { StoreContext, Visit } from '../context.ts'
import { RecoveryError } from '../errors.ts'
import { isSealedLink, openLink } from '../link-seal.ts'
import type { PlatformCart, Stock } from '../platform.ts'
import { checkStock, readCart, showCart } from '../reading.ts'

/** A shopper sees their lines by then, whatever the stock system does. */
const availabilityWaitMs = 1200
/** A link is opened by scanners first: within seconds the same answer serves all of them. */
const maxAgeMs = 5000

/** `POST /recover`: from a link's token to a cart. Only reads. */
export async function recover(context: StoreContext, { token }: RecoverRequest, visit: Visit): Promise<RecoverAnswer> {
  // Nothing but the documented shapes goes upstream: `settings` is a path there too.
  if (!isLinkToken(token)) throw new RecoveryError('invalid-link')
  const { ports, sealer } = context
  const { platform } = ports.recovery
  const cartId = isSealedLink(token)
    ? await openOwnLink(context, token)
    : await ports.recovery.resolve(token, visit.signal)
  const cart = await readCart(context, cartId, visit)
  const [cartHandle, handled] = await sealCartHandle(sealer, { platform, cartId })
  const { stocks, checking } = await stocksInTime(context, cart, visit.signal)
  return {
    cartHandle,
    cart: await showCart(context, visit, handled, { cart, stocks, checking }),
    abilities: context.abilities,
  }
}

async function openOwnLink({ sealer, ports }: StoreContext, token: string): Promise<string> {
  const { platform, cartId } = await openLink(sealer, token)
  if (platform === ports.recovery.platform) return cartId
  throw new RecoveryError('invalid-link', {
    detail: 'the link is for a platform that this store does not recover from',
  })
}

/** Stock as far as it is known when its time is over, and whether some of it is still being asked for. */
async function stocksInTime(
  context: StoreContext,
  cart: PlatformCart,
  signal: AbortSignal,
): Promise<{ stocks: Map<string, Stock>; checking: boolean }> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), availabilityWaitMs)
  try {
    const stocks = await checkStock(context, cart, AbortSignal.any([signal, timeout.signal]), maxAgeMs)
    return { stocks, checking: timeout.signal.aborted }
  } finally {
    clearTimeout(timer)
  }
}
