import { isLinkToken, type RecoverAnswer, type RecoverRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, Stock } from '../adapter/platform.ts'
import { startTimeLimit } from '../adapter/upstream/time-limit.ts'
import { checkStock } from '../cart/check-stock.ts'
import { withCoupons } from '../cart/coupon/ask-coupon-access.ts'
import { toCouponCode } from '../cart/coupon/coupon.ts'
import { presentCart } from '../cart/present-cart.ts'
import { presentLink } from '../cart/present-link.ts'
import { findCart, requireNotOrdered } from '../cart/read-cart.ts'
import { readEntry } from '../cart/record-visit.ts'
import { forPlatform, type LinkRequestContext, type StoreContext } from '../context.ts'
import { presentConsent } from '../messaging/consent.ts'
import { type CartRef, type OpenedHandle, openCartHandle, sealCartHandle } from '../sealing/cart-handle.ts'
import { isSealedLink, type LinkedCart, type OpenedLink, openLink } from '../sealing/sealed-link.ts'
import { tryShopperToken } from '../shopper/shopper-token.ts'

/** The lines are answered by then, with or without their stock. */
const availabilityWaitMs = 1200
/** Mail scanners open a link within seconds before its shopper does: one reading of cart and stock serves them all. */
const maxAgeMs = 5000

/**
 * `POST /recover`: from a link's token to a cart and its handle. Only reads. Throws `invalid-link`, `expired`, `busy`, and what
 * `readCart` throws. A customer's cart is null until the shop has said that its customer is signed in.
 */
export async function recover(
  store: StoreContext,
  body: RecoverRequest,
  linkRequest: LinkRequestContext,
): Promise<RecoverAnswer> {
  const linked = await findLinked(store, body, linkRequest)
  const context = forPlatform(store, linked.platform)
  const { abilities, sms } = context
  const byPhone = abilities.signIn ? { phoneCountries: sms.callingCodes } : {}
  // All of these are read while the platform is asked.
  const entry = readEntry(context, linked)
  const offering = withCoupons(context)
  const consent = offering.then((offered) => presentConsent(offered, linked, !('shared' in linked)))
  // It may fail before it is awaited.
  consent.catch(() => {})
  const knownOrderAt = body.again ? (await entry)?.value.orderedAt : undefined
  const [cartHandle, cartRef] = await sealCartHandle(context.sealer, linked, {
    ...linked,
    ...('opened' in body && { mark: body.opened }),
    ...(knownOrderAt !== undefined && { knownOrderAt }),
  })
  const request = { ...linkRequest, cartRef }
  if (!('cartHandle' in body)) await tryShopperToken(context, body.shopperToken, request)
  if (context.ports.recovery.isShoppersOwn && !(await context.sessions.load(cartRef)))
    return { cartHandle, cart: null, signIn: abilities.signIn ? 'phone' : 'shop', ...byPhone, ...(await consent) }
  const { cart, opens } = await findCart(context, request, { maxAgeMs })
  if (opens === 'never') throw new RecoveryError('account-cart')
  // Until the shop has said who is signed in, the answer tells nothing about the cart.
  if (opens === 'shop') return { cartHandle, cart: null, signIn: 'shop', abilities: (await consent).abilities }
  await requireNotOrdered(context, cartRef, entry)
  const { stocks, checking } = await stocksInTime(context, cart, request.signal)
  return {
    cartHandle,
    cart: await presentCart(await offering, request, { cart, stocks, checking, entry }),
    ...byPhone,
    ...presentLink(cartRef, cart, await consent),
  }
}

/** The cart that the request means. Throws `invalid-link`, `expired`, and `link-needed` where a mark's cookie did not come. */
async function findLinked(
  store: StoreContext,
  body: RecoverRequest,
  request: LinkRequestContext,
): Promise<CartRef & Partial<OpenedHandle>> {
  if ('cartHandle' in body) return openCartHandle(store.sealer, body.cartHandle)
  if ('token' in body) return { ...(await openToken(store, body.token, request)), ...withCoupon(body.coupon) }
  const kept = await store.openCookies.read(body.opened, request.cookie)
  if (kept) return { ...(await openToken(store, kept.token, request)), ...withCoupon(kept.coupon ?? body.coupon) }
  throw new RecoveryError('link-needed', { detail: 'the cookie of `/open` did not come: it is blocked or too old' })
}

/** The link's code. One that cannot be a code is left out, and the cart opens. */
function withCoupon(text: string | undefined): { coupon?: string } {
  const coupon = toCouponCode(text)
  return coupon === undefined ? {} : { coupon }
}

/** The cart behind a link's token. Throws `invalid-link`, `expired`. */
async function openToken(
  store: StoreContext,
  token: string,
  request: LinkRequestContext,
): Promise<OpenedLink | LinkedCart> {
  // Only a documented shape may become part of an upstream path: `settings` is a path there too.
  if (!isLinkToken(token)) throw new RecoveryError('invalid-link')
  return isSealedLink(token) ? openLink(store.sealer, token) : resolveToken(store, token, request)
}

/** The cart behind a platform's own token. Throws `invalid-link`. */
async function resolveToken(
  { ports, unknownLinks }: StoreContext,
  token: string,
  { address, signal }: LinkRequestContext,
): Promise<LinkedCart> {
  const { platform, recovery } = ports
  const { resolve, linksBy } = recovery
  if (resolve) {
    const cartId = await unknownLinks.resolve(token, address, () => resolve(token, signal))
    return { platform, cartId, ...(linksBy && { via: linksBy }) }
  }
  throw new RecoveryError('invalid-link', { detail: 'only sealed links lead to carts of this store' })
}

/** Stock as far as it is known after `availabilityWaitMs`, and whether the rest is still being asked for. */
async function stocksInTime(
  context: StoreContext,
  cart: PlatformCart,
  signal: AbortSignal,
): Promise<{ stocks: Map<string, Stock>; checking: boolean }> {
  const limit = startTimeLimit(signal, availabilityWaitMs)
  try {
    const stocks = await checkStock(context, cart, limit.signal, { maxAgeMs })
    return { stocks, checking: limit.isOver }
  } finally {
    limit.stop()
  }
}
