import type { Money } from '../../contract/index.ts'
import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import type { LedgerContext } from '../context.ts'
import { type CartEntry, lastActionAt } from '../ledger/cart-entry.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { findOrderedSources, type OrderedSource } from './link-carts.ts'

/**
 * Records a webhook event. Every step may run twice, in any order and on several instances at once, with the same
 * result: one message for one abandonment, and none after the order.
 */
export async function handleEvent(context: LedgerContext, platform: string, event: WebhookEvent): Promise<void> {
  const { events } = context.ledger
  if (await events.has(platform, event.id)) return
  await applyEvent(context, platform, event)
  // Recorded last, so that a delivery that failed half-way is processed again.
  await events.record(platform, event.id)
}

async function applyEvent(context: LedgerContext, platform: string, event: WebhookEvent): Promise<void> {
  const { carts, messages } = context.ledger
  const { cartId, type, at } = event
  if (type === 'ordered') return recordOrderEvent(context, platform, event)
  if (cartId === undefined) return
  const cart = { platform, cartId }
  if (type === 'abandoned') return recordAbandonment(context, cart, at)
  if (type === 'gone') return recordGone(context, cart, at)
  const entry = await carts.read(cart)
  // An emptied cart may have become an order, so its record is not closed; a message about it is no use either way.
  if (entry) await messages.cancelPending(entry.id, type === 'emptied' ? 'cart-gone' : 'came-back')
}

/**
 * Records that a cart was left, for the first time or again after the shopper came back, and opens a report about it. `known`: as
 * it was read. `isLastChange`: a later `at` alone says that the shopper came back.
 */
export async function recordAbandonment(
  context: LedgerContext,
  cart: CartRef,
  at: number,
  { known, isLastChange = false }: { known?: Stored<CartEntry>; isLastChange?: boolean } = {},
): Promise<void> {
  const change = (before: CartEntry): CartEntry | undefined => {
    const { abandonedAt } = before
    const actedAt = lastActionAt(before)
    const leftAgain = (since: number) => (isLastChange ? at > since : actedAt > since && at > actedAt)
    if (abandonedAt !== undefined && !leftAgain(abandonedAt)) return undefined
    const { closedAt, items, ...rest } = before
    // At some platforms a cart that is emptied and filled again keeps its id.
    const stillClosed = closedAt !== undefined && at <= closedAt ? { closedAt } : {}
    const firstSeenAt = Math.min(before.firstSeenAt, at)
    // What was empty has something in it again, and is read again.
    const known = items && items.count > 0 ? { items } : {}
    return {
      ...rest,
      ...known,
      ...stillClosed,
      abandonedAt: at,
      abandonmentCount: before.abandonmentCount + 1,
      firstSeenAt,
    }
  }
  await context.ledger.carts.record(cart, change, { known, opens: (entry) => makeReport(context, cart, entry) })
}

/** The one report of this abandonment, where the store has an automation. */
async function makeReport(
  { ledger, report, clock }: LedgerContext,
  cart: CartRef,
  { id: cartId, value: entry }: Stored<CartEntry>,
): Promise<{ id: string; value: MessageEntry } | undefined> {
  if (!report || entry.orderedAt !== undefined || entry.closedAt !== undefined || entry.isElsewhere) return undefined
  const about = JSON.stringify(['report', cart.platform, cart.cartId, entry.abandonmentCount])
  const now = clock()
  return {
    id: await ledger.messages.idOf(about),
    value: {
      cartId,
      kind: 'report',
      platform: report.platform,
      cartPlatform: cart.platform,
      messageChannel: report.port.messageChannel,
      status: 'pending',
      attempts: 0,
      createdAt: now,
      updatedAt: now,
      dueAt: now,
    },
  }
}

/** Records an order, also for the recovered carts that its lines came from. */
async function recordOrderEvent(context: LedgerContext, platform: string, event: WebhookEvent): Promise<void> {
  const { ledger, afterOrder } = context
  const { cartId, at } = event
  if (cartId !== undefined) await recordOrder(context, { platform, cartId }, at)
  for (const source of await findOrderedSources(context, platform, event)) {
    const { transfer, lines } = source
    await recordOrder(context, transfer, at, { total: worthOf(source) })
    if (afterOrder !== 'delete-cart' || transfer.way === 'copy' || lines.size === 0) continue
    const { platform: sourcePlatform, cartId: sourceId } = transfer
    const ordered = [...lines].sort(([one], [other]) => (one < other ? -1 : 1))
    // Several events tell of one order, and of what was moved once the same lines are taken out once.
    const about = JSON.stringify(['delete-cart', sourcePlatform, sourceId, transfer.at, ordered])
    const [jobId = ''] = await ledger.keysOf(about)
    const content = { platform: sourcePlatform, cartId: sourceId, lines: Object.fromEntries(lines) }
    await ledger.jobs.add(jobId, 'delete-cart', content)
  }
}

/** What of a cart was ordered; undefined where that is not known. */
function worthOf({ transfer, lines }: OrderedSource): Money | undefined {
  if (lines.size === 0 || transfer.way === 'copy') return undefined
  const amount = transfer.lines.reduce((sum, { id, price }) => sum + price * (lines.get(id) ?? 0), 0)
  return { amount, currency: transfer.currency }
}

/**
 * Records that a cart was ordered, and cancels what is pending about it. `total`: what of it was ordered. Of a line that was sold out,
 * and so not in the order, a service can still tell; an automation has no number without the cart.
 */
export async function recordOrder(
  { ledger, notify }: LedgerContext,
  cart: CartRef,
  at: number,
  { known, total }: { known?: Stored<CartEntry>; total?: Money | undefined } = {},
): Promise<void> {
  const change = (before: CartEntry) =>
    before.orderedAt === undefined ? { ...before, orderedAt: at, ...(total && { total }) } : undefined
  await ledger.carts.record(cart, change, { known, cancels: 'already-ordered', endsSubscriptions: () => !notify })
}

/** Records that a cart is gone without an order, and cancels what is pending about it. */
export async function recordGone({ ledger, notify }: LedgerContext, cart: CartRef, at: number): Promise<void> {
  const change = (before: CartEntry) => (before.closedAt === undefined ? { ...before, closedAt: at } : undefined)
  // Some platforms delete a cart that was ordered.
  const endsSubscriptions = ({ orderedAt }: CartEntry) => !notify || orderedAt === undefined
  await ledger.carts.record(cart, change, { cancels: 'cart-gone', endsSubscriptions })
}
