import { type AdoptAnswer, type AdoptRequest, endpoints, type UnmergedLine } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { MergedCart, PlatformCart, PlatformLine } from '../adapter/platform.ts'
import { startTimeLimit } from '../adapter/upstream/time-limit.ts'
import { forPlatform, type StoreContext } from '../context.ts'
import { runOnce } from '../http/idempotency.ts'
import { linkCarts } from '../messaging/link-carts.ts'
import { type OpenedAdoptCode, openAdoptCode, sealAdoptCode } from '../sealing/adopt-code.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import { withLock } from '../stores/lock.ts'
import { findCopy } from './copies.ts'
import { requireNotOrdered } from './read-cart.ts'

const deadlineMs = 8000
/** An order of what was merged counts for the present cart, too, as long as the shopper can be expected to make it. */
const shoppingMs = 24 * 60 * 60_000

/**
 * A code for the shop's server after a tap, made anew for a repeated answer, too. None where the lines went into the shopper's
 * own cart, and none where the platform's carts cannot be adopted.
 */
export async function makeAdoptCode(
  context: StoreContext,
  cartRef: OpenedHandle,
  { path, body }: { path: string; body: object },
): Promise<string | undefined> {
  const atCheckout = path === endpoints.checkout.path
  if (!context.adopts || !(atCheckout || path === endpoints.restore.path)) return undefined
  const { cart, checkout, shopperCart } = forPlatform(context, cartRef.platform).ports
  const isShoppersOwn = atCheckout ? !checkout || ('via' in body && body.via === 'text') : shopperCart !== undefined
  if (isShoppersOwn || !(cart?.merge || cart?.claim)) return undefined
  return sealAdoptCode(context.sealer, { ...cartRef, atCheckout })
}

/**
 * Makes a recovered cart the shop's: names it, and puts the lines of the shop's present cart into it. A code is redeemed once;
 * the same code again gets the same answer until it has expired. Throws `adopt-code-invalid`, `adopt-code-expired`,
 * `present-cart-refused`, `completed`, `cart-gone`, and what the platform refuses with.
 */
export async function adopt(context: StoreContext, { code, presentCartId }: AdoptRequest): Promise<AdoptAnswer> {
  const { store, sealer, stateStore, clock } = context
  const opened = await openAdoptCode(sealer, code)
  const { platform, cartId } = opened
  const deadline = startTimeLimit(undefined, deadlineMs)
  // Of the request only the code counts: by the second time the shop's present cart is the adopted one.
  const call = {
    scope: JSON.stringify([store, 'adopt', code]),
    cart: JSON.stringify([store, platform, cartId]),
    request: '',
    signal: deadline.signal,
    clock,
  }
  try {
    return await runOnce(stateStore, sealer, call, () =>
      withLock(stateStore, `${store}:${cartId}`, deadline.signal, (signal) =>
        adoptCart(forPlatform(context, platform), opened, presentCartId, signal),
      ),
    )
  } finally {
    deadline.stop()
  }
}

async function adoptCart(
  context: StoreContext,
  opened: OpenedAdoptCode,
  presentCartId: string | undefined,
  signal: AbortSignal,
): Promise<AdoptAnswer> {
  const { ports } = context
  const { platform } = opened
  await requireNotOrdered(context, opened)
  const copy = await findCopy(context, opened)
  const found = await ports.recovery.read(copy?.cartId ?? opened.cartId, signal)
  const customerId = found.customerId ?? copy?.customerId
  const cart = { ...found, ...(customerId !== undefined && { customerId }) }
  const { atCheckout = false } = opened
  if (ports.cart?.claim) return { platform, claimCode: await ports.cart.claim(cart, { atCheckout }, signal) }
  const isOther = presentCartId !== undefined && presentCartId !== cart.id
  const present = isOther ? await readPresent(context, presentCartId, signal) : undefined
  if (!present || present.lines.length === 0) return { platform, ...namesOf(cart) }
  if (atCheckout) return { platform, ...namesOf(present) }
  requireSameShopper(cart, present)
  const { cart: merged, missing } = await merge(context, cart, present, signal)
  const notMerged = missing.map(toUnmerged)
  return { platform, ...namesOf(merged), ...(notMerged.length > 0 && { notMerged }) }
}

const namesOf = ({ id, channelId }: PlatformCart) => ({ cartId: id, channelId })

/** Undefined for a cart that is gone: a shop's cookie may name one for long. */
function readPresent({ ports }: StoreContext, presentCartId: string, signal: AbortSignal) {
  return ports.recovery.read(presentCartId, signal).catch((error: unknown) => {
    if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
    throw error
  })
}

/** A link opens a guest's cart without a sign-in, so the lines of a customer's account do not go into one. */
function requireSameShopper(cart: PlatformCart, present: PlatformCart): void {
  const refuse = (detail: string) => new RecoveryError('present-cart-refused', { detail })
  if (present.channelId !== cart.channelId) throw refuse('the present cart is of another channel')
  if (present.customerId !== undefined && present.customerId !== cart.customerId)
    throw refuse('the present cart is of a customer, and the adopted one is not theirs')
}

async function merge(
  context: StoreContext,
  cart: PlatformCart,
  present: PlatformCart,
  signal: AbortSignal,
): Promise<MergedCart> {
  const { ports } = context
  if (!ports.cart?.merge) throw new RecoveryError('not-supported')
  const merged = await ports.cart.merge(cart, present, signal)
  const { platform } = ports
  const lines = present.lines.filter((line) => !merged.missing.includes(line))
  await linkCarts(
    context,
    { platform, cartId: present.id },
    { platform, cartId: cart.id },
    { way: 'fill', lines: lines.map((line) => ({ line, quantity: line.quantity })), forMs: shoppingMs },
  )
  return merged
}

/** The names of things to buy: nothing of what a shopper typed, and of no other person. */
const toUnmerged = ({ name, quantity, productId, variantId, sku }: PlatformLine): UnmergedLine => ({
  name,
  quantity,
  ...(productId !== undefined && { productId }),
  ...(variantId !== undefined && { variantId }),
  ...(sku !== undefined && { sku }),
})
