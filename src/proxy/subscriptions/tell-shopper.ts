import { type Availability, buyableQuantity } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import { availabilities } from '../cart/availability.ts'
import { checkStock } from '../cart/check-stock.ts'
import { findCopy } from '../cart/copies.ts'
import { toProductUrl } from '../cart/urls.ts'
import type { LedgerContext } from '../context.ts'
import { isOpen } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { linkTo } from '../message-url.ts'
import { isContactAllowed } from '../messaging/allowed-contacts.ts'
import { backOff } from '../messaging/back-off.ts'
import { recordGone } from '../messaging/events.ts'
import { canOpenByLink } from '../mint-link.ts'
import { sealLink } from '../sealing/sealed-link.ts'
import { reportOfStock } from './notified-carts.ts'
import type { NotifyMessage } from './notify-port.ts'
import { checkEveryMs } from './set-subscriptions.ts'
import type { SubscribedLine, Subscription } from './stored-subscriptions.ts'

// Longer than any call may take: a subscription that is still `telling` after this was left by a worker that stopped.
const maxTellingMs = 60_000
const jobMs = 20_000
/** With the pauses between them about a day. */
const maxAttempts = 100

/** A subscription whose line may be back, with what only the proxy can read of it. */
export interface OpenedSubscription {
  subscription: Stored<Subscription>
  content: SubscribedLine
}

/**
 * Tells of one subscription, if its cart is still open and its line can really be bought in it: the shop's service, or the automation.
 * Resolves to when the next may be told, where the service takes nothing at present. Throws what the cart's platform throws.
 */
export async function tellShopper(context: LedgerContext, opened: OpenedSubscription): Promise<number | undefined> {
  const { ledger, clock, notify } = context
  const { subscription, content } = opened
  const signal = AbortSignal.any([AbortSignal.timeout(jobMs), context.stopping])
  const message = await prepare(context, opened, signal)
  if (message === 'over') await ledger.subscriptions.finish(subscription, 'ended')
  else if (message === 'wait') {
    const dueAt = clock() + checkEveryMs(context)
    await ledger.subscriptions.postpone(subscription, content, { dueAt, attempts: 0 })
  } else {
    const claimed = await ledger.subscriptions.claim(subscription, clock() + maxTellingMs)
    if (!claimed) return undefined
    if (notify) return tellService(context, { subscription: claimed, content }, message)
    await openReport(context, claimed)
  }
  return undefined
}

/**
 * A subscription whose worker stopped. A service that was told already knows the message by its id; an automation is told by the
 * outbox.
 */
export async function settleInterrupted(context: LedgerContext, subscription: Stored<Subscription>): Promise<void> {
  if (!context.notify) return openReport(context, subscription)
  await tellAgain(context, { subscription })
}

/** Reads the cart just before, so that nothing is told that is out of date. */
async function prepare(
  context: LedgerContext,
  { subscription, content }: OpenedSubscription,
  signal: AbortSignal,
): Promise<NotifyMessage | 'over' | 'wait'> {
  const { ledger, ports, channels, allowedContacts, clock } = context
  const { platform } = subscription.value
  const cartRef = { platform, cartId: content.cartId }
  const cartId = (await findCopy(context, cartRef))?.cartId ?? content.cartId
  const isOrdered = (await ledger.carts.readById(subscription.value.cartId))?.value.orderedAt !== undefined
  if (isOrdered) {
    const cart = { id: cartId, channelId: content.channelId }
    // Without the cart it is not known whose contact it is.
    const isTold = context.notify && !allowedContacts && channels[cart.channelId]
    return isTold ? toMessage(context, { cart, isOrdered, subscription, content, at: clock() }) : 'over'
  }
  try {
    const cart = await ports.recovery.read(cartId, signal)
    const channel = channels[cart.channelId]
    if (!channel) return 'over'
    const line = cart.lines.find((one) => isSameLine(one, content.line))
    const displayed = availabilities(cart.lines, await checkStock(context, cart, signal))
    // A shopper who checked out the rest took the line out of the cart, and still wants to know of it.
    if (line && !isBack(displayed.get(line.id))) return 'wait'
    const contact = allowedContacts && (await ports.contact?.find(cartId, signal))
    const messageChannel = reportOfStock(context)?.port.messageChannel ?? 'email'
    if (allowedContacts && !(contact && isContactAllowed(context, contact, messageChannel))) return 'wait'
    const opens = line !== undefined && canOpenByLink(cart, channel)
    const link = opens ? linkTo(context, cart.channelId, await sealLink(context.sealer, cartRef)) : undefined
    return toMessage(context, { cart, link, subscription, content, at: clock() })
  } catch (error) {
    if (!(error instanceof RecoveryError) || error.code !== 'cart-gone') throw error
    await recordGone(context, cartRef, clock())
    return 'over'
  }
}

const isSameLine = (one: SubscribedLine['line'], other: SubscribedLine['line']) =>
  other.variantId === undefined && other.productId === undefined
    ? one.id === other.id
    : one.variantId === other.variantId && one.productId === other.productId

/** At least one piece can be had. What is not known cannot: a shopper is told once. */
export const isBack = (availability: Availability | undefined): boolean =>
  availability !== undefined && availability.status !== 'unknown' && buyableQuantity(1, availability) > 0

interface Told extends OpenedSubscription {
  cart: Pick<PlatformCart, 'id' | 'channelId'>
  isOrdered?: boolean
  /** Opens the cart. */
  link?: string | undefined
  at: number
}

/** What the service gets: the cart by the platform's own id, the line by the catalogue's, and a link that opens the cart. */
function toMessage(context: LedgerContext, { cart, isOrdered, link, subscription, content, at }: Told): NotifyMessage {
  const { store, channels } = context
  const { platform, createdAt } = subscription.value
  const { productId, variantId, sku, name, options, quantity, price, url } = content.line
  const channel = channels[cart.channelId]
  const page = toProductUrl(url, channel)
  return {
    type: 'line_item.back_in_stock',
    timestamp: new Date(at).toISOString(),
    data: {
      store,
      subscribedAt: new Date(createdAt).toISOString(),
      cart: {
        platform,
        id: cart.id,
        channelId: cart.channelId,
        ...(channel?.locale && { locale: channel.locale }),
        ...(isOrdered && { ordered: true }),
        ...(link && { link }),
      },
      lineItem: {
        ...(productId && { productId }),
        ...(variantId && { variantId }),
        ...(sku && { sku }),
        name,
        // What a shopper typed may hold a name.
        options: options.flatMap(({ typed, ...option }) => (typed ? [] : [option])),
        quantity,
        price,
        ...(page && { url: page }),
      },
    },
  }
}

/** Its id is the same for every attempt, and another one once the shopper asks to be told again. */
const messageIdOf = ({ id, value }: Stored<Subscription>) => `subscription_${id}_${value.createdAt.toString(36)}`

/** Resolves to when the next may be told, where the service does not work at present. */
async function tellService(
  context: LedgerContext,
  { subscription, content }: OpenedSubscription,
  message: NotifyMessage,
): Promise<number | undefined> {
  const { ledger, log, store, debug, notify } = context
  try {
    // Not ended by a stop of the process: what has begun gets its result.
    await notify?.send(messageIdOf(subscription), message, AbortSignal.timeout(jobMs))
  } catch (error) {
    log.warn({ store, platform: 'notify', cause: describe(error, debug) }, 'The service was not told of a subscription')
    const known = error instanceof UpstreamError ? error : undefined
    const again = await tellAgain(context, { subscription, content }, known)
    // What it refused is about that one alone.
    return isRefusal(known) ? undefined : again
  }
  log.info({ store, platform: 'notify' }, 'The service was told of a subscription')
  await ledger.subscriptions.finish(subscription, 'told')
  return undefined
}

/** The service works, and will not have this one. */
const isRefusal = (error: UpstreamError | undefined) =>
  error?.failure === 'status' && !error.wasNotTaken && (error.status ?? 0) < 500

/**
 * Tells again under the same id, by which the service knows what it took: for about a day, and until the subscription ends where it
 * certainly took nothing. Resolves to when.
 */
async function tellAgain(
  { ledger, log, store, clock }: LedgerContext,
  { subscription, content }: Pick<OpenedSubscription, 'subscription'> & Partial<OpenedSubscription>,
  error?: UpstreamError,
): Promise<number | undefined> {
  const { attempts } = subscription.value
  if (!error?.wasNotTaken && attempts >= maxAttempts) {
    log.error(
      { store, platform: 'notify' },
      'The service did not take a subscription for a day, and is told no more of it',
    )
    await ledger.subscriptions.finish(subscription, isRefusal(error) ? 'refused' : 'unconfirmed')
    return undefined
  }
  const dueAt = clock() + backOff(attempts, error?.retryAfterMs)
  await ledger.subscriptions.postpone(subscription, content, { dueAt, attempts })
  return dueAt
}

/** Opens one report in the outbox, by its rules of consent. Several lines that come back together are one message. */
async function openReport(context: LedgerContext, subscription: Stored<Subscription>): Promise<void> {
  const { ledger, clock } = context
  const report = reportOfStock(context)
  const { cartId, platform: cartPlatform, createdAt } = subscription.value
  if (!report) return ledger.subscriptions.finish(subscription, 'ended')
  const id = await ledger.messages.idOf(JSON.stringify(['back-in-stock', subscription.id, createdAt]))
  const kind = 'back-in-stock'
  const isOnItsWay = (await ledger.messages.ofCart(cartId)).some(({ value }) => value.kind === kind && isOpen(value))
  const now = clock()
  if (!isOnItsWay) {
    const times = { createdAt: now, updatedAt: now, dueAt: now }
    const { platform, port } = report
    await ledger.messages.update(id, (before) =>
      before
        ? undefined
        : {
            cartId,
            kind,
            platform,
            cartPlatform,
            messageChannel: port.messageChannel,
            status: 'pending',
            attempts: 0,
            ...times,
          },
    )
  }
  await ledger.subscriptions.finish(subscription, 'told')
}
