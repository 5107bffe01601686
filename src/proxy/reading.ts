import type { Cart, LineItem } from '../contract/index.ts'
import { toImageUrl, toProductUrl } from './addresses.ts'
import { type Availabilities, availabilities } from './availability.ts'
import type { HandledCart } from './cart-handle.ts'
import type { StoreContext, Visit } from './context.ts'
import { RecoveryError } from './errors.ts'
import { opaqueLineIds } from './line-ids.ts'
import { describe } from './on-error.ts'
import type { PlatformCart, Stock } from './platform.ts'

/**
 * The cart as it is now, if this page may see it. Throws `cart-gone`, `wrong-store` or `account-cart`. Where the
 * platform could only check out a copy, the copy is the cart from then on.
 */
export async function readCart(
  { ports, stateStore, store }: StoreContext,
  cartId: string,
  { channels, signal }: Visit,
): Promise<PlatformCart> {
  const copyId = await stateStore.get(copyKey(store, cartId))
  const cart = await ports.recovery.read(copyId ?? cartId, signal)
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
export async function showCart(
  context: StoreContext,
  visit: Visit,
  handled: HandledCart,
  { cart, stocks, wishes, subscriptions, checking = false }: ShowOptions,
): Promise<Cart> {
  const shown = availabilities(cart.lines, stocks)
  const { shopperCart, shopperCheckout } = context.ports
  if (wishes) addLimits(shown, cart, stocks, wishes)
  if (checking) for (const [id, truth] of shown) if (truth.status === 'unknown') shown.set(id, { ...truth, checking })
  const names = await opaqueLineIds(
    handled.salt,
    cart.lines.map(({ id }) => id),
  )
  await context.shownCarts.save(handled, cart.lines, shown)
  return {
    lineItems: cart.lines.map((line): LineItem => {
      const { spec: _spec, parentId: _parentId, hasTypedOption: _typed, url, imageUrl, ...rest } = line
      const productUrl = toProductUrl(url, visit.channels.get(cart.channelId))
      const image = toImageUrl(imageUrl, context.insecureLoopback)
      return {
        ...rest,
        id: names.get(line.id) ?? '',
        ...(productUrl && { url: productUrl }),
        ...(image && { imageUrl: image }),
        availability: shown.get(line.id) ?? { status: 'unknown' },
        ...(subscriptions?.has(line.id) && { subscribed: subscriptions.get(line.id) === true }),
        ...(shopperCheckout && { byText: shopperCart?.takes(line) ?? false }),
      }
    }),
    total: cart.total,
    ...(cart.offer && { offer: cart.offer }),
  }
}

/** Which sold-out lines the signed-in shopper is told about. Empty where nobody is signed in, or nobody could say. */
export async function readSubscriptions(
  { ports, sessions, log, store }: StoreContext,
  handled: HandledCart,
  cart: PlatformCart,
  stocks: ReadonlyMap<string, Stock>,
  signal: AbortSignal,
): Promise<Map<string, boolean>> {
  const session = ports.backInStock && (await sessions.load(handled))
  const soldOut = cart.lines.filter(({ id }) => stocks.get(id)?.quantity === 0)
  if (!session || soldOut.length === 0) return new Map()
  try {
    const watched = (await ports.backInStock?.check(session, soldOut, signal)) ?? new Map()
    return new Map([...watched].flatMap(([id, { subscribed }]) => (subscribed === undefined ? [] : [[id, subscribed]])))
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'sign-in-needed') await sessions.end(handled)
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
