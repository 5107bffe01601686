import type { CheckoutAnswer } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { FinishedCart, ShopperCartTarget, Target } from '../adapter/platform.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { isByText } from '../cart/by-text.ts'
import { toCheckoutUrl } from '../cart/checkout-url.ts'
import type { Situation } from '../cart/plan.ts'
import { recordCheckedOut } from '../cart/record-visit.ts'
import { toStockProblem } from '../cart/stock-problem.ts'
import { keepFinished } from '../cart/undo/undo.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { linkCarts } from '../messaging/link-carts.ts'
import { digestOf } from '../sealing/digest.ts'
import { withLock } from '../stores/lock.ts'
import { brokenOff, destinationOf } from './fill-cart.ts'

interface Finished {
  /** Ids and quantities of the finished lines, as JSON. */
  lines: string
  /** Absent where the platform's answer had none: then the text message alone has it. */
  checkoutUrl?: string
  sentTo?: string
  /** Milliseconds since 1970: from then on the platform says that the link is over. Counted from before it was asked. */
  endsAt: number
  /** What the order's event will name. Still there where the carts could not be linked yet. */
  unlinked?: Pick<FinishedCart, 'cartId' | 'customerId'>
  /** The platform's answer could not be read, or is not kept: it may have been a refusal. */
  isUnread?: true
}

/** Who opened the link in time may pay later. */
const payingMs = 60 * 60_000

/**
 * "Check out by text": fills the shopper's own cart with the targets and finishes it. The same lines within the life of the
 * link get the same link again, so that Back and another tap send no second message. Throws `sign-in-needed`, `empty`,
 * `stock-moved`, `too-many-codes`, `unconfirmed`.
 */
export async function textCheckout(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, displayed, choices }: Situation,
  targets: readonly Target[],
): Promise<CheckoutAnswer> {
  const { ports, sessions, sealer, stateStore, store, log, clock, sms } = context
  const { recovery, shopperCart, shopperCheckout } = ports
  if (!shopperCheckout || !(shopperCart || recovery.isShoppersOwn)) throw new RecoveryError('not-supported')
  const { cartRef } = request
  const session = await sessions.require(cartRef)
  const moved = (notByText?: ReadonlySet<string>) => toStockProblem(context, request, { cart, choices, notByText })
  const shopperTargets: ShopperCartTarget[] = []
  for (const { id, quantity } of targets) {
    const line = cart.lines.find((candidate) => candidate.id === id)
    if (!line || quantity === 0 || displayed?.get(id)?.notByText) continue
    if (isByText(ports, line, { stocks, choices })) shopperTargets.push({ line, quantity })
    // The page displays this line as going by text, so the change is displayed before anything is sent.
    else throw await moved()
  }
  if (shopperTargets.length === 0)
    throw new RecoveryError('empty', { detail: 'nothing in this cart can be checked out by text' })

  const channel = request.channels.get(cart.channelId)
  const lines = JSON.stringify(shopperTargets.map(({ line, quantity }) => [line.id, quantity]))
  const key = `finish:${await digestOf(JSON.stringify([store, session.shopperId, cartRef.cartId]))}`
  return withLock(stateStore, `${store}:shopper:${session.shopperId}`, request.signal, async (signal) => {
    const sealed = await stateStore.get(key)
    const kept = sealed === undefined ? undefined : await sealer.open<Finished>('finish', sealed)
    const isKeptHere = kept?.status === 'open' && kept.payload.lines === lines
    if (isKeptHere && kept.payload.endsAt > clock()) return complete(kept.payload)

    // Without a cart to fill, the recovered one is the shopper's own.
    const written = (await shopperCart?.fill(session, shopperTargets, signal)) ?? []
    const brokeOff = brokenOff(written)
    if (brokeOff) throw brokeOff.cause
    const refused = new Set(written.flatMap((line) => (line.refused ? [line.id] : [])))
    if (refused.size > 0) throw await moved(refused)
    const destination = destinationOf(session, written)
    const { maskedPhone, phoneId: phone = session.shopperId } = session
    const { salt: handle } = cartRef
    await sms.limits.send({ kind: 'checkout', phone, cart: cartRef, handle, address: request.address })
    const endsAt = clock() + shopperCheckout.lifetimeMs
    const sent: Finished = { lines, endsAt, unlinked: destination, isUnread: true }
    let isKept = false
    // From here on a message may be on its way: unless it is refused, another tap sends no second one.
    const onSent = async () => {
      isKept = true
      await keep(sent).catch(warn('A sent link was not kept'))
    }
    const answer = await shopperCheckout.finish(session, signal, onSent).catch(async (error: unknown) => {
      // What stays where that fails says of itself that nothing may have been sent.
      if (isKept && isRefusal(error))
        await stateStore.delete(key).catch(warn('A refused link stays kept as one that may have been sent'))
      throw error instanceof RecoveryError && error.code === 'stock-moved' ? await moved() : error
    })
    const { sentTo = maskedPhone, cartId, customerId, isUnread } = answer
    const checkoutUrl = isUnread ? undefined : allowedUrl(answer)
    const unlinked = { ...destination, ...(cartId && { cartId }), ...(customerId && { customerId }) }
    const address = { ...(checkoutUrl && { checkoutUrl }), ...(sentTo && { sentTo }) }
    const finished: Finished = { lines, endsAt, ...address, unlinked, ...(isUnread && { isUnread }) }
    await keep(finished)
    return complete(finished)
  })

  function warn(message: string) {
    return (cause: unknown) => log.warn({ store, cause: describe(cause) }, message)
  }

  /** Keeps it no longer than the link leads anywhere, however often it is kept. */
  async function keep(finished: Finished) {
    const lifetimeMs = finished.endsAt - clock()
    if (lifetimeMs <= 0) return
    await stateStore.set(key, await sealer.seal('finish', finished, lifetimeMs), lifetimeMs)
  }

  /** The first address that leads to a checkout of the channel's. Without one the shopper has the text message. */
  function allowedUrl({ checkoutUrl, otherUrls = [] }: FinishedCart): string | undefined {
    for (const url of checkoutUrl === undefined ? [] : [checkoutUrl, ...otherUrls]) {
      try {
        return toCheckoutUrl(url, channel, context.insecureLoopback)
      } catch {}
    }
    const platform = ports.shopperPlatform ?? ''
    const cause = checkoutUrl === undefined ? 'the answer has no address' : 'no address is on an origin that is listed'
    log.warn({ store, platform, cause }, 'A checkout link was texted that cannot be shown')
    return undefined
  }

  /**
   * Records what was finished. Where that fails, the next tap does it again. Throws `unconfirmed` where the platform's answer
   * is not known: its order is recognised all the same, and no second message is sent.
   */
  async function complete({ unlinked, ...finished }: Finished): Promise<CheckoutAnswer> {
    if (unlinked) {
      await keepFinished(context, cartRef, session.shopperId)
      const forMs = Math.max(0, finished.endsAt - clock()) + payingMs
      const moved = { way: 'text', lines: shopperTargets, forMs } as const
      await linkCarts(context, cartRef, { platform: ports.shopperPlatform ?? '', ...unlinked }, moved)
      const amount = shopperTargets.reduce((sum, { line, quantity }) => sum + line.price.amount * quantity, 0)
      await recordCheckedOut(context, cartRef, { total: { ...cart.total, amount } })
      await keep(finished)
    }
    const { checkoutUrl, sentTo, endsAt, isUnread } = finished
    if (isUnread) throw new RecoveryError('unconfirmed', { detail: 'what the platform answered is not known' })
    const expiresInSeconds = Math.max(0, Math.floor((endsAt - clock()) / 1000))
    return { checkoutUrl: checkoutUrl ?? null, expiresInSeconds, ...(sentTo && { sentTo }) }
  }
}

/** The platform certainly sent nothing. */
const isRefusal = (error: unknown) =>
  error instanceof UpstreamError ? !error.isUncertain : error instanceof RecoveryError && error.code !== 'unconfirmed'
