import type { Cart, LineItem, Money, Offer } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart, Stock } from '../adapter/platform.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { describe } from '../http/problem-response.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'
import { opaqueLineIds } from '../sealing/opaque-line-ids.ts'
import { type Availabilities, availabilities } from './availability.ts'
import { recordOpened } from './record-visit.ts'
import { toImageUrl, toProductUrl } from './urls.ts'

/**
 * The cart as it is now, if this page may see it. Throws `cart-gone`, `wrong-store`, `account-cart`, and
 * `sign-in-needed` where the platform shows it to its shopper alone. Where the
 * platform could only check out a copy, the copy is the cart from then on.
 */
export async function readCart(
  { ledger, ports, sessions, stateStore, store }: StoreContext,
  { cartRef, channels, signal }: RequestContext,
): Promise<PlatformCart> {
  const { recovery } = ports
  const copyId = await stateStore.get(copyKey(store, cartRef.cartId))
  const session = recovery.isShoppersOwn ? await sessions.require(cartRef) : undefined
  const cart = await recovery.read(copyId ?? cartRef.cartId, signal, session).catch(async (error: unknown) => {
    // BigCommerce cannot tell an order from an expired cart; the ledger may.
    const isGone = error instanceof RecoveryError && error.code === 'cart-gone'
    const entry = isGone ? await ledger.readCart(cartRef).catch(() => undefined) : undefined
    throw entry?.orderedAt === undefined ? error : new RecoveryError('completed', { cause: error })
  })
  if (!channels.has(cart.channelId)) throw new RecoveryError('wrong-store')
  if (cart.isAccountCart) throw new RecoveryError('account-cart')
  if (cart.lines.length === 0) throw new RecoveryError('cart-gone', { detail: 'the cart is empty' })
  return cart
}

export const copyKey = (store: string, cartId: string) => `copy:${store}:${cartId}`

/** Stock of the cart's lines. Never fails: what could not be found out is left out, and shown as unknown. */
export async function checkStock(
  { ports, log, store }: StoreContext,
  cart: PlatformCart,
  signal: AbortSignal,
  maxAgeMs = 0,
): Promise<Map<string, Stock>> {
  try {
    return (await ports.availability?.check(cart.lines, signal, { maxAgeMs })) ?? new Map()
  } catch (error) {
    log.warn({ store, cause: describe(error) }, 'Availability could not be found out')
    return new Map()
  }
}

/** Cleans a cart for the browser, and remembers that this is what the shopper was shown. */
export async function presentCart(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, wishes, subscriptions, checking = false }: ShowOptions,
): Promise<Cart> {
  const { cartRef } = request
  const shown = availabilities(cart.lines, stocks)
  const { recovery, shopperCart, shopperCheckout } = context.ports
  if (wishes) addLimits(shown, cart, stocks, wishes)
  if (checking) for (const [id, truth] of shown) if (truth.status === 'unknown') shown.set(id, { ...truth, checking })
  const names = await opaqueLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  await context.displayedCarts.save(cartRef, cart.lines, shown)
  const history = await readHistory(context, cartRef, { cart, shown })
  const offer = cart.offer ?? history.offer
  return {
    lineItems: cart.lines.map((line): LineItem => {
      const { spec: _spec, parentId: _parentId, hasTypedOption: _typed, url, imageUrl, ...rest } = line
      const productUrl = toProductUrl(url, request.channels.get(cart.channelId))
      const image = toImageUrl(imageUrl, context.insecureLoopback)
      const previousPrice = history.previousPrice(line)
      return {
        ...rest,
        id: names.get(line.id) ?? '',
        ...(productUrl && { url: productUrl }),
        ...(image && { imageUrl: image }),
        ...(previousPrice && { previousPrice }),
        availability: shown.get(line.id) ?? { status: 'unknown' },
        ...(subscriptions?.has(line.id) && { subscribed: subscriptions.get(line.id) === true }),
        ...(shopperCheckout && { byText: shopperCart?.accepts(line) ?? recovery.isShoppersOwn === true }),
      }
    }),
    total: cart.total,
    ...(offer && { offer }),
  }
}

/**
 * What is known of a cart beyond itself: what a line cost when it was left, where that is in the same currency and another
 * price now; and what a reminder promised.
 */
async function readHistory(
  context: StoreContext,
  cartRef: OpenedHandle,
  visible: { cart: PlatformCart; shown: Availabilities },
): Promise<{ previousPrice(line: PlatformCart['lines'][number]): Money | undefined; offer?: Offer }> {
  const entry = await recordOpened(context, cartRef, visible)
  const earlier = entry && (await context.ledger.unseal(entry))
  const percent = entry?.offerDiscount
  return {
    previousPrice({ id, price }) {
      const amount = earlier?.currency === price.currency ? earlier.prices?.[id] : undefined
      return amount === undefined || amount === price.amount ? undefined : { amount, currency: price.currency }
    },
    ...(percent !== undefined && { offer: { status: 'at-checkout', label: `${percent}% off` } }),
  }
}

/** Which sold-out lines the signed-in shopper is told about. Empty where nobody is signed in, or nobody could say. */
export async function readSubscriptions(
  { ports, sessions, log, store }: StoreContext,
  { cartRef, signal }: RequestContext,
  cart: PlatformCart,
  stocks: ReadonlyMap<string, Stock>,
): Promise<Map<string, boolean>> {
  const session = ports.backInStock && (await sessions.load(cartRef))
  const soldOut = cart.lines.filter(({ id }) => stocks.get(id)?.quantity === 0)
  if (!session || soldOut.length === 0) return new Map()
  try {
    const watched = (await ports.backInStock?.check(session, soldOut, signal)) ?? new Map()
    return new Map([...watched].flatMap(([id, { subscribed }]) => (subscribed === undefined ? [] : [[id, subscribed]])))
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'sign-in-needed') await sessions.end(cartRef)
    log.warn({ store, cause: describe(error) }, 'Subscriptions could not be read')
    return new Map()
  }
}

export interface ShowOptions {
  cart: PlatformCart
  stocks: ReadonlyMap<string, Stock>
  /** What the shopper asked for; where stock is smaller than that, the answer says how much there is. */
  wishes?: ReadonlyMap<string, number>
  /** Which lines the signed-in shopper is told about; a line left out is not known. */
  subscriptions?: ReadonlyMap<string, boolean>
  /** Stock is still being asked for. */
  checking?: boolean
}

function addLimits(
  shown: Availabilities,
  cart: PlatformCart,
  stocks: ReadonlyMap<string, Stock>,
  wishes: ReadonlyMap<string, number>,
) {
  const wished = availabilities(cart.lines, stocks, (line) => wishes.get(line.id) ?? line.quantity)
  for (const [id, truth] of shown) {
    const limit = wished.get(id)?.quantity
    if (limit !== undefined && truth.quantity === undefined) shown.set(id, { ...truth, quantity: limit })
  }
}
