import type { ReminderAnswer, ReminderRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { ReminderPort } from '../adapter/messaging-ports.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { LedgerContext } from '../context.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { linkTo } from '../message-url.ts'
import { consentKeys } from '../messaging/consent.ts'
import { refreshCart } from '../messaging/refresh-cart.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { sealLink } from '../sealing/sealed-link.ts'
import { withLock } from '../stores/lock.ts'
import { findCart, reminderRefusal, requireOwnChannel } from './carts.ts'
import { toMerchantMessage } from './to-merchant.ts'

/** After 10 minutes the platform's own count decides: a message that it does not count by then was not sent. */
const settledAfterMs = 10 * 60_000
// Longer than the deadline of a merchant's request.
const lockMs = 45_000

/**
 * `POST /merchant/carts/{id}/reminder`: sends one reminder per cart. Our own record, the platform's count and the order are
 * read before. If the answer is lost the platform's count decides; if it cannot, the message stays `unconfirmed`.
 */
export async function sendReminder(
  context: LedgerContext,
  id: string,
  request: ReminderRequest,
  { merchant, signal }: { merchant: string; signal: AbortSignal },
): Promise<ReminderAnswer> {
  const { stateStore, store } = context
  const { cartRef } = await findCart(context, id)
  const messageId = await context.ledger.messages.idOf(JSON.stringify(['reminder', cartRef.platform, cartRef.cartId]))
  const work = async (signal: AbortSignal) => {
    const earlier = (await context.ledger.messages.read(messageId))?.value
    const port = await requireReminder(context, id, cartRef, { earlier, merchant, signal })
    const message = await compose(context, cartRef, request, signal)
    await begin(context, cartRef, { id: messageId, cartId: id, earlier, port })
    const sent = await send(context, cartRef, messageId, port, message, signal)
    return { reminder: toMerchantMessage(sent) }
  }
  return withLock(stateStore, `${store}:reminder:${id}`, signal, work, lockMs)
}

/** Reads again whether a reminder may be sent, and records the merchant's assertion of consent. Throws the refusal. */
async function requireReminder(
  context: LedgerContext,
  id: string,
  cartRef: CartRef,
  { earlier, merchant, signal }: { earlier: MessageEntry | undefined; merchant: string; signal: AbortSignal },
): Promise<ReminderPort> {
  const { ledger, portsByPlatform, clock } = context
  await refreshCart(context, cartRef, signal)
  const { entry } = await findCart(context, id)
  if (earlier?.status === 'sent' && entry.orderedAt === undefined) throw new RecoveryError('already-reminded')
  const ports = portsByPlatform.get(cartRef.platform)
  const isOpen = entry.orderedAt === undefined && entry.closedAt === undefined
  const cart = isOpen ? await ports?.recovery.read(cartRef.cartId, signal) : undefined
  if (cart) await requireOwnChannel(context, cartRef, cart)
  const contact = cart ? await ports?.contact?.find(cartRef.cartId, signal) : undefined
  const refusal = await reminderRefusal(context, cartRef, entry, { cart, contact })
  if (refusal) throw new RecoveryError(refusal)
  if (!ports?.reminder || !contact) throw new RecoveryError('not-supported')
  const waitMs = earlier ? earlier.updatedAt + settledAfterMs - clock() : 0
  if (earlier?.status !== 'failed' && waitMs > 0) {
    const detail = 'an earlier attempt may still arrive; its outcome is known in ten minutes'
    throw new RecoveryError('unconfirmed', { detail, retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }
  const { messageChannel } = ports.reminder
  const keys = await consentKeys(context, cartRef, messageChannel, contact)
  const choice = { granted: true, at: clock(), source: 'merchant', evidence: merchant } as const
  await ledger.consents.record(keys, messageChannel, choice)
  return ports.reminder
}

/** The merchant's text with a sealed link in it. */
async function compose(
  context: LedgerContext,
  cartRef: CartRef,
  { subject, message, offerDiscount }: ReminderRequest,
  signal: AbortSignal,
) {
  const { sealer, channels, portsByPlatform } = context
  const cart = await portsByPlatform.get(cartRef.platform)?.recovery.read(cartRef.cartId, signal)
  if (!cart || !Object.hasOwn(channels, cart.channelId))
    throw new RecoveryError('not-supported', { detail: "the cart's channel is not configured" })
  const via = portsByPlatform.get(cartRef.platform)?.reminder?.messageChannel
  const link = linkTo(context, cart.channelId, await sealLink(sealer, { ...cartRef, ...(via && { via }) }))
  return { subject, message: withLink(message, link), ...(offerDiscount !== undefined && { offerDiscount }) }
}

/** Puts the link where `{link}` stands, or below. Spaces around it keep a mail program from taking text into the address. */
function withLink(message: string, link: string): string {
  if (!message.includes('{link}')) return `${message}\n\n${link}`
  return message.replaceAll(/(\S?)\{link\}(\S?)/g, (_all, before: string, after: string) =>
    [before, link, after].filter(Boolean).join(' '),
  )
}

/**
 * Stores the message as `unconfirmed` before the call, which is the truth after a crash. Throws `unconfirmed` where another
 * request stored one first.
 */
async function begin(
  { ledger, clock }: LedgerContext,
  cartRef: CartRef,
  { id, cartId, earlier, port }: { id: string; cartId: string; earlier: MessageEntry | undefined; port: ReminderPort },
): Promise<void> {
  const now = clock()
  let isClaimed = false
  await ledger.messages.update(id, (before) => {
    isClaimed = before?.attempts === earlier?.attempts && before?.status === earlier?.status
    if (!isClaimed) return undefined
    return {
      cartId,
      kind: 'reminder',
      platform: cartRef.platform,
      cartPlatform: cartRef.platform,
      messageChannel: port.messageChannel,
      status: 'unconfirmed',
      reason: 'interrupted',
      attempts: (before?.attempts ?? 0) + 1,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
  })
  if (!isClaimed) throw new RecoveryError('unconfirmed', { detail: 'another request is sending this reminder' })
}

async function send(
  context: LedgerContext,
  cartRef: CartRef,
  messageId: string,
  port: ReminderPort,
  message: Parameters<ReminderPort['send']>[1],
  signal: AbortSignal,
): Promise<Stored<MessageEntry>> {
  const { ledger, clock } = context
  const before = (await ledger.carts.read(cartRef))?.value.platformMessages ?? 0
  const settle = async (change: Pick<MessageEntry, 'status' | 'reason'>) => {
    const settled = await ledger.messages.update(messageId, (entry) => {
      if (!entry) return undefined
      const { reason: _reason, ...rest } = entry
      return { ...rest, ...change, updatedAt: clock() }
    })
    if (!settled) throw new RecoveryError('store-down')
    return settled
  }
  try {
    await port.send(cartRef.cartId, message, signal)
  } catch (error) {
    const isUnknown = error instanceof UpstreamError && error.isUncertain && !error.wasNotTaken
    if (!isUnknown) {
      await settle({ status: 'failed', reason: 'rejected' })
      if (!(error instanceof UpstreamError)) throw error
      if (error.isAccessRefused) {
        throw new RecoveryError('upstream-down', { cause: error, detail: 'the platform refused our access key' })
      }
      // Either nothing was sent and the merchant may try again, or the platform refused for good.
      throw new RecoveryError(error.wasNotTaken ? 'upstream-down' : 'not-sent', { cause: error })
    }
    const state = await port.state(cartRef.cartId, AbortSignal.timeout(5000)).catch(() => undefined)
    if (!state || state.reminders <= before) {
      await settle({ status: 'unconfirmed', reason: 'no-answer' })
      throw new RecoveryError('unconfirmed', { cause: error })
    }
  }
  const { offerDiscount } = message
  await ledger.carts.record(cartRef, ({ offerDiscount: _earlier, ...entry }) => ({
    ...entry,
    ...(offerDiscount !== undefined && { offerDiscount }),
    platformMessages: Math.max(entry.platformMessages, before + 1),
  }))
  return settle({ status: 'sent' })
}
