import type { MessageReason } from '../../contract/index.ts'
import type { WebhookEvent } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'
import { type CartEntry, lastActionAt } from '../ledger/cart-entry.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { findSourceCart } from './link-carts.ts'

/**
 * Writes down what a platform told. Every step may be done twice, in any order and on several instances at once, and
 * ends the same: one message for one abandonment, none after the order.
 */
export async function handleEvent(context: StoreContext, platform: string, event: WebhookEvent): Promise<void> {
  const { ledger } = context
  if (await ledger.hasEvent(platform, event.id)) return
  await take(context, platform, event)
  // Last, so that a delivery that broke off on the way is done again.
  await ledger.recordEvent(platform, event.id)
}

async function take(context: StoreContext, platform: string, event: WebhookEvent): Promise<void> {
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
  if (entry) await cancelMessages(context, entry, 'came-back')
}

/** The cart was left: once, or once more after its shopper had come back to it. */
export async function recordAbandonment(context: StoreContext, cart: CartRef, at: number): Promise<void> {
  const { ledger } = context
  const entry = await ledger.recordCart(cart, (before) => {
    const isKnown =
      before.abandonedAt !== undefined && (lastActionAt(before) <= before.abandonedAt || at <= lastActionAt(before))
    if (isKnown) return undefined
    const { closedAt, ...rest } = before
    // A cart that is emptied and filled again is the same cart, at some platforms.
    const stillClosed = closedAt !== undefined && at <= closedAt ? { closedAt } : {}
    const firstSeenAt = Math.min(before.firstSeenAt, at)
    return { ...rest, ...stillClosed, abandonedAt: at, abandonmentCount: before.abandonmentCount + 1, firstSeenAt }
  })
  if (entry.orderedAt !== undefined || entry.closedAt !== undefined || entry.isElsewhere) return
  await openReport(context, cart, entry)
}

/** The one report of this abandonment, if the store sends any. */
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

/** The cart, or one that its lines were put into, was ordered. */
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

/** From now on nobody is written to about this cart. */
export async function recordOrder(context: StoreContext, cart: CartRef, at: number): Promise<void> {
  const entry = await context.ledger.recordCart(cart, (before) =>
    before.orderedAt === undefined ? { ...before, orderedAt: at } : undefined,
  )
  await cancelMessages(context, entry, 'already-ordered')
}

/** What is under way already cannot be called back. */
async function cancelMessages({ ledger, clock }: StoreContext, entry: CartEntry, reason: MessageReason): Promise<void> {
  for (const id of entry.messageIds) {
    await ledger.messages.update(id, (message) =>
      message?.status === 'pending' ? { ...message, status: 'cancelled', reason, updatedAt: clock() } : undefined,
    )
  }
}
