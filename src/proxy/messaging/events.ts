import type { MessageReason } from '../../contract/index.ts'
import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'
import { type CartEntry, lastActionAt } from '../ledger/cart-entry.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { findSourceCart } from './link-carts.ts'

/**
 * Records a webhook event. Every step may run twice, in any order and on several instances at once, with the same
 * result: one message for one abandonment, and none after the order.
 */
export async function handleEvent(context: StoreContext, platform: string, event: WebhookEvent): Promise<void> {
  const { ledger } = context
  if (await ledger.hasEvent(platform, event.id)) return
  await applyEvent(context, platform, event)
  // Recorded last, so that a delivery that failed half-way is processed again.
  await ledger.recordEvent(platform, event.id)
}

async function applyEvent(context: StoreContext, platform: string, event: WebhookEvent): Promise<void> {
  const { cartId, type, at } = event
  if (type === 'ordered') return recordOrderEvent(context, platform, event)
  if (cartId === undefined) return
  const cart = { platform, cartId }
  if (type === 'abandoned') return recordAbandonment(context, cart, at)
  if (type === 'gone') {
    const entry = await context.ledger.recordCart(cart, (before) => ({ ...before, closedAt: before.closedAt ?? at }))
    return cancelMessages(context, entry, 'cart-gone')
  }
  const entry = await context.ledger.readCart(cart)
  // An emptied cart may have become an order, so its record is not closed; a message about it is no use either way.
  if (entry) await cancelMessages(context, entry, type === 'emptied' ? 'cart-gone' : 'came-back')
}

/** Records that a cart was left, for the first time or again after the shopper came back, and opens a report about it. */
export async function recordAbandonment(context: StoreContext, cart: CartRef, at: number): Promise<void> {
  const { ledger } = context
  const entry = await ledger.recordCart(cart, (before) => {
    const isRecorded =
      before.abandonedAt !== undefined && (lastActionAt(before) <= before.abandonedAt || at <= lastActionAt(before))
    if (isRecorded) return undefined
    const { closedAt, ...rest } = before
    // At some platforms a cart that is emptied and filled again keeps its id.
    const stillClosed = closedAt !== undefined && at <= closedAt ? { closedAt } : {}
    const firstSeenAt = Math.min(before.firstSeenAt, at)
    return { ...rest, ...stillClosed, abandonedAt: at, abandonmentCount: before.abandonmentCount + 1, firstSeenAt }
  })
  if (entry.orderedAt !== undefined || entry.closedAt !== undefined || entry.isElsewhere) return
  await openReport(context, cart, entry)
}

/** Creates the one report of this abandonment, where the store has an automation. */
async function openReport({ ledger, report, clock }: StoreContext, cart: CartRef, entry: CartEntry): Promise<void> {
  if (!report) return
  const cartId = await ledger.cartIdOf(cart)
  const id = await ledger.messageIdOf(JSON.stringify(['report', cart.platform, cart.cartId, entry.abandonmentCount]))
  const now = clock()
  await ledger.messages.update(id, (before) =>
    before
      ? undefined
      : {
          cartId,
          kind: 'report',
          platform: report.platform,
          messageChannel: report.port.messageChannel,
          status: 'pending',
          attempts: 0,
          createdAt: now,
          updatedAt: now,
          dueAt: now,
        },
  )
  await ledger.recordMessage(cart, id)
}

/** Records an order, also for the recovered cart that its lines came from. */
async function recordOrderEvent(context: StoreContext, platform: string, event: WebhookEvent): Promise<void> {
  const { ledger, afterOrder, clock } = context
  const { cartId, at } = event
  if (cartId !== undefined) await recordOrder(context, { platform, cartId }, at)
  const source = await findSourceCart(context, platform, event)
  if (!source) return
  await recordOrder(context, source, at)
  if (afterOrder !== 'delete-cart') return
  const now = clock()
  const sealed = await ledger.seal(source)
  await ledger.discards.update(await ledger.cartIdOf(source), (before) =>
    before ? undefined : { sealed, attempts: 0, createdAt: now, dueAt: now },
  )
}

/** Records that a cart was ordered, and cancels what is pending about it. */
export async function recordOrder(context: StoreContext, cart: CartRef, at: number): Promise<void> {
  const entry = await context.ledger.recordCart(cart, (before) =>
    before.orderedAt === undefined ? { ...before, orderedAt: at } : undefined,
  )
  await cancelMessages(context, entry, 'already-ordered')
}

/** Cancels what is pending. A message that is being sent can no longer be stopped. */
async function cancelMessages({ ledger, clock }: StoreContext, entry: CartEntry, reason: MessageReason): Promise<void> {
  for (const id of entry.messageIds) {
    await ledger.messages.update(id, (message) =>
      message?.status === 'pending' ? { ...message, status: 'cancelled', reason, updatedAt: clock() } : undefined,
    )
  }
}
