import type { CheckoutAnswer } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { ShopperCartTarget, Target } from '../adapter/platform.ts'
import { isByText } from '../cart/by-text.ts'
import { checkStock } from '../cart/check-stock.ts'
import { toCheckoutUrl } from '../cart/checkout-url.ts'
import type { Situation } from '../cart/plan.ts'
import { presentCart } from '../cart/present-cart.ts'
import { recordCheckedOut } from '../cart/record-visit.ts'
import { finishedKey } from '../cart/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { linkCarts } from '../messaging/link-carts.ts'
import { handleLifetimeMs } from '../sealing/cart-handle.ts'
import { withLock } from '../stores/lock.ts'

interface Finished {
  /** Ids and quantities of the finished lines, as JSON. */
  lines: string
  checkoutUrl: string
  sentTo?: string
}

/**
 * "Check out by text": fills the shopper's own cart with the targets and finishes it. The same lines within the life of the
 * link get the same link again, so that Back and another tap send no second message. Throws `sign-in-needed`, `empty`,
 * `stock-moved`, `unconfirmed`.
 */
export async function textCheckout(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, displayed, choices }: Situation,
  targets: readonly Target[],
): Promise<CheckoutAnswer> {
  const { ports, sessions, sealer, stateStore, store } = context
  const { recovery, shopperCart, shopperCheckout } = ports
  if (!shopperCheckout || !(shopperCart || recovery.isShoppersOwn)) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const stale = async (notByText?: ReadonlySet<string>) => {
    const now = await checkStock(context, cart, request.signal, { choices })
    return new RecoveryError('stock-moved', {
      cart: await presentCart(context, request, { cart, stocks: now, choices, notByText }),
    })
  }
  const shopperTargets: ShopperCartTarget[] = []
  for (const { id, quantity } of targets) {
    const line = cart.lines.find((candidate) => candidate.id === id)
    if (!line || quantity === 0 || displayed?.get(id)?.byText === false) continue
    if (isByText(ports, line, { stocks, choices })) shopperTargets.push({ line, quantity })
    // The page says that it goes by text: what it leaves behind is displayed first.
    else throw await stale()
  }
  if (shopperTargets.length === 0)
    throw new RecoveryError('empty', { detail: 'nothing in this cart can be checked out by text' })

  const channel = request.channels.get(cart.channelId)
  const lines = JSON.stringify(shopperTargets.map(({ line, quantity }) => [line.id, quantity]))
  const key = `finish:${store}:${session.shopperId}:${cartRef.cartId}`
  return withLock(stateStore, `${store}:shopper:${session.shopperId}`, request.signal, async () => {
    const sealed = await stateStore.get(key)
    const kept = sealed === undefined ? undefined : await sealer.open<Finished>('finish', sealed)
    if (kept?.status === 'open' && kept.payload.lines === lines) return toAnswer(kept.payload)

    // Without a cart to fill, the recovered one is the shopper's own.
    const written = (await shopperCart?.fill(session, shopperTargets, request.signal)) ?? []
    const refused = new Set(written.flatMap((line) => (line.refused ? [line.id] : [])))
    if (refused.size > 0) throw await stale(refused)
    const answer = await shopperCheckout.finish(session, request.signal).catch(async (error: unknown) => {
      throw error instanceof RecoveryError && error.code === 'stock-moved' ? await stale() : error
    })
    const checkoutUrl = toCheckoutUrl(answer.checkoutUrl, channel, context.insecureLoopback)
    const { sentTo } = answer
    const finished: Finished = { lines, checkoutUrl, ...(sentTo && { sentTo }) }
    const { lifetimeMs } = shopperCheckout
    // The carts are linked before the link is kept: where that fails, the next tap does both again.
    const { cartId, customerId } = answer
    const moved = shopperTargets.map(({ line, quantity }) => ({ id: line.id, quantity }))
    await linkCarts(context, cartRef, { platform: ports.shopperPlatform ?? '', cartId, customerId }, moved)
    await stateStore.set(key, await sealer.seal('finish', finished, lifetimeMs), lifetimeMs)
    await stateStore.set(finishedKey(store, cartRef.cartId), String(context.clock()), handleLifetimeMs)
    const amount = shopperTargets.reduce((sum, { line, quantity }) => sum + line.price.amount * quantity, 0)
    await recordCheckedOut(context, cartRef, { total: { ...cart.total, amount } })
    return toAnswer(finished)
  })
}

const toAnswer = ({ checkoutUrl, sentTo }: Finished): CheckoutAnswer => ({ checkoutUrl, ...(sentTo && { sentTo }) })
