import { CouponCode, type Offer } from '../../../contract/index.ts'
import { RecoveryError } from '../../adapter/errors.ts'
import type { PlatformCart } from '../../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../../context.ts'
import { describe } from '../../log.ts'
import { handleLifetimeMs, type OpenedHandle } from '../../sealing/cart-handle.ts'
import { digestOf } from '../../sealing/digest.ts'
import { StoreDownError } from '../../stores/store-down-error.ts'
import { logStoreDown } from '../../stores/store-down-log.ts'

/** A code for the cart of a request. */
export interface ChosenCoupon {
  code: string
  /** The request asks for it. False for the link's own code, which every tap applies. */
  isEntered: boolean
}

/** The cart with the coupon, or what became of it: an offer that says why not, or `cause`, and then nothing is known of the code. */
export interface CouponResult {
  cart: PlatformCart
  offer?: Offer
  cause?: unknown
  /** The shopper has to enter it at the checkout. */
  codeToEnter?: string
}

/** A text of a link as a code. Undefined where it can be none: a link opens its cart all the same. */
export const toCouponCode = (text: string | undefined): string | undefined => CouponCode.safeParse(text).data

/**
 * The code that a request applies: its own, which counts as a try, or the link's. Throws `not-supported`, and
 * `too-many-coupons` with the seconds to wait.
 */
export async function requireCoupon(
  context: StoreContext,
  { cartRef }: Pick<RequestContext, 'cartRef'>,
  code: string | undefined,
): Promise<ChosenCoupon | undefined> {
  if (code === undefined) return cartRef.coupon === undefined ? undefined : { code: cartRef.coupon, isEntered: false }
  if (!context.abilities.coupon)
    throw new RecoveryError('not-supported', { detail: 'coupon: this store takes none here' })
  await countTry(context, cartRef)
  return { code, isEntered: true }
}

/**
 * Applies it, on the shopper's tap and never before. The link's code is not tried again once it is known to be over. A coupon
 * fails no request, but where it is not known whether the cart still has those that it had: throws what the platform throws.
 */
export async function applyCoupon(
  context: StoreContext,
  { cartRef, signal }: Pick<RequestContext, 'cartRef' | 'signal'>,
  cart: PlatformCart,
  chosen: ChosenCoupon | undefined,
): Promise<CouponResult> {
  if (!chosen || hasCoupon(cart, chosen.code)) return { cart }
  const { code, isEntered } = chosen
  const { abilities, ports, couponAccess } = context
  const { checkout } = ports
  try {
    if (!abilities.coupon || !checkout?.applyCoupon) return { cart, codeToEnter: code }
    if (!isEntered) {
      if ((await readTried(context, cartRef)) === 'expired') return { cart, offer: { status: 'expired', label: code } }
      await countTry(context, cartRef)
    }
    const { status, cart: tried } = await checkout.applyCoupon(cart, code, signal)
    if (status === 'applied') return { cart: tried }
    if (code === cartRef.coupon) await keepTried(context, cartRef, status)
    return { cart: tried, offer: { status, label: code } }
  } catch (cause) {
    if (cause instanceof RecoveryError && cause.code === 'not-supported') await couponAccess.refuse(ports.platform)
    const { log, store, debug } = context
    log.warn({ store, cause: describe(cause, debug) }, 'A coupon could not be applied')
    // Where it took the place of another one, the cart may cost more than the page displays.
    const now = cart.coupons?.length ? await ports.recovery.read(cart.id, signal) : cart
    return { cart: now, cause, ...(!hasCoupon(now, code) && { codeToEnter: code }) }
  }
}

/** What is to be displayed of the link's code, as long as it is not on the cart. */
export async function presentCoupon(
  context: StoreContext,
  cartRef: OpenedHandle,
  cart: PlatformCart,
): Promise<Offer | undefined> {
  const { coupon } = cartRef
  if (coupon === undefined || hasCoupon(cart, coupon) || !context.abilities.coupon) return undefined
  const tried = await readTried(context, cartRef).catch((error: unknown) => {
    if (!(error instanceof StoreDownError)) throw error
    logStoreDown(context, error, 'coupons are displayed as if they had not been tried')
    return undefined
  })
  return { status: tried ?? 'at-checkout', label: coupon }
}

/** The codes that the cart has, and the one that is to be put on it. */
export function codesOf(cart: Pick<PlatformCart, 'coupons'>, chosen: ChosenCoupon | undefined): string[] {
  const { coupons = [] } = cart
  return chosen && !hasCoupon(cart, chosen.code) ? [...coupons, chosen.code] : coupons
}

/** Whether the cart has it. Capitals and small letters make no other code. */
function hasCoupon({ coupons = [] }: Pick<PlatformCart, 'coupons'>, code: string): boolean {
  return coupons.some((known) => known.toLowerCase() === code.toLowerCase())
}

async function countTry({ counters }: StoreContext, { platform, cartId }: OpenedHandle): Promise<void> {
  await counters.consume('couponsPerCart', JSON.stringify([platform, cartId])).catch((error: unknown) => {
    if (!(error instanceof RecoveryError)) throw error
    throw new RecoveryError('too-many-coupons', { retryAfterSeconds: error.retryAfterSeconds })
  })
}

const keyOf = async (store: string, salt: string) => `coupon:${await digestOf(JSON.stringify([store, salt]))}`

/** Why the link's code was refused with this handle. */
async function readTried({ stateStore, store }: StoreContext, { salt }: OpenedHandle) {
  return (await stateStore.get(await keyOf(store, salt))) as Offer['status'] | undefined
}

async function keepTried({ stateStore, store }: StoreContext, { salt }: OpenedHandle, status: Offer['status']) {
  await stateStore.set(await keyOf(store, salt), status, handleLifetimeMs)
}
