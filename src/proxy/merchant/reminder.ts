import type { ReminderAnswer, ReminderRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { ReminderPort } from '../adapter/messaging-ports.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { StoreContext } from '../context.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import { consentKeys } from '../messaging/consent.ts'
import { refreshCart } from '../messaging/poll.ts'
import { linkTo } from '../mint-link.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { sealLink } from '../sealing/sealed-link.ts'
import { withLock } from '../stores/lock.ts'
import { findCart, reminderRefusal } from './carts.ts'
import { toMerchantMessage } from './to-merchant.ts'

/** After this the platform's own count is believed: a message it does not count by then was not sent. */
const settledAfterMs = 10 * 60_000
// Longer than a request of the console may take.
const lockMs = 45_000

/**
 * `POST /merchant/carts/{id}/reminder`: one message, once. Our own record, the platform's count and the order are read
 * before; where the answer is lost the count says what became of it, and where it does not, nobody pretends to know.
 */
export async function sendReminder(
  context: StoreContext,
  id: string,
  request: ReminderRequest,
  { merchant, signal }: { merchant: string; signal: AbortSignal },
): Promise<ReminderAnswer> {
  const { stateStore, store } = context
  const { name } = await findCart(context, id)
  const messageId = await context.ledger.messageIdOf(JSON.stringify(['reminder', name.platform, name.cartId]))
  const work = async () => {
    const earlier = await context.ledger.messages.read(messageId)
    const port = await requireReminder(context, id, name, { earlier, merchant, signal })
    const message = await compose(context, name, request, signal)
    await begin(context, name, { id: messageId, cartId: id, earlier, port })
    const sent = await send(context, name, messageId, port, message, signal)
    return { reminder: toMerchantMessage({ id: messageId, value: sent }) }
  }
  return withLock(stateStore, `${store}:reminder:${id}`, signal, work, lockMs)
}

/** Reads all that speaks against it, just now. Throws the reason. */
async function requireReminder(
  context: StoreContext,
  id: string,
  name: CartRef,
  { earlier, merchant, signal }: { earlier: MessageEntry | undefined; merchant: string; signal: AbortSignal },
): Promise<ReminderPort> {
  const { ledger, portsByPlatform, clock } = context
  await refreshCart(context, name, signal)
  const { entry } = await findCart(context, id)
  if (earlier?.status === 'sent' && entry.orderedAt === undefined) throw new RecoveryError('already-reminded')
  const ports = portsByPlatform.get(name.platform)
  const isOpen = entry.orderedAt === undefined && entry.closedAt === undefined
  const cart = isOpen ? await ports?.recovery.read(name.cartId, signal) : undefined
  const contact = cart ? await ports?.contact?.find(name.cartId, signal) : undefined
  const refusal = await reminderRefusal(context, name, entry, { cart, contact })
  if (refusal) throw new RecoveryError(refusal)
  if (!ports?.reminder || !contact) throw new RecoveryError('not-supported')
  const waitMs = earlier ? earlier.updatedAt + settledAfterMs - clock() : 0
  if (earlier?.status !== 'failed' && waitMs > 0) {
    const detail = 'an earlier attempt may still arrive; its fate is known in ten minutes'
    throw new RecoveryError('unconfirmed', { detail, retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }
  const { messageChannel } = ports.reminder
  const names = await consentKeys(context, name, messageChannel, contact)
  const choice = { granted: true, at: clock(), source: 'merchant', evidence: merchant } as const
  await ledger.consents.record(names, messageChannel, choice)
  return ports.reminder
}

/** The merchant's words, with the link where they want it, or below. */
async function compose(
  { sealer, channels, portsByPlatform }: StoreContext,
  name: CartRef,
  { subject, message, offerDiscount }: ReminderRequest,
  signal: AbortSignal,
) {
  const cart = await portsByPlatform.get(name.platform)?.recovery.read(name.cartId, signal)
  const channel = channels[cart?.channelId ?? '']
  if (!channel) throw new RecoveryError('not-supported', { detail: "the cart's channel is not configured" })
  const link = linkTo(channel, await sealLink(sealer, name))
  return { subject, message: withLink(message, link), ...(offerDiscount !== undefined && { offerDiscount }) }
}

/** Where the merchant wants it, or below. What touched it would be taken for a part of the address. */
function withLink(message: string, link: string): string {
  if (!message.includes('{link}')) return `${message}\n\n${link}`
  return message.replaceAll(/(\S?)\{link\}(\S?)/g, (_all, before: string, after: string) =>
    [before, link, after].filter(Boolean).join(' '),
  )
}

/** Written before the call: whoever finds it after a crash knows that nobody knows. Only one who asks gets past it. */
async function begin(
  { ledger, clock }: StoreContext,
  name: CartRef,
  { id, cartId, earlier, port }: { id: string; cartId: string; earlier: MessageEntry | undefined; port: ReminderPort },
): Promise<void> {
  const now = clock()
  let isOurs = false
  await ledger.messages.update(id, (before) => {
    isOurs = before?.attempts === earlier?.attempts && before?.status === earlier?.status
    if (!isOurs) return undefined
    return {
      cartId,
      kind: 'reminder',
      platform: name.platform,
      messageChannel: port.messageChannel,
      status: 'unconfirmed',
      reason: 'interrupted',
      attempts: (before?.attempts ?? 0) + 1,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
  })
  if (!isOurs) throw new RecoveryError('unconfirmed', { detail: 'somebody else is sending this reminder' })
  await ledger.recordMessage(name, id)
}

async function send(
  context: StoreContext,
  name: CartRef,
  messageId: string,
  port: ReminderPort,
  message: Parameters<ReminderPort['send']>[1],
  signal: AbortSignal,
): Promise<MessageEntry> {
  const { ledger, clock } = context
  const before = (await ledger.readCart(name))?.platformMessages ?? 0
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
    await port.send(name.cartId, message, signal)
  } catch (error) {
    const isUnknown = error instanceof UpstreamError && error.isUncertain && !error.wasNotTaken
    if (!isUnknown) {
      await settle({ status: 'failed', reason: 'rejected' })
      if (!(error instanceof UpstreamError)) throw error
      // Nothing was sent, and it may be tried again; or the platform will not.
      throw new RecoveryError(error.wasNotTaken ? 'upstream-down' : 'not-sent', { cause: error })
    }
    const state = await port.state(name.cartId, AbortSignal.timeout(5000)).catch(() => undefined)
    if (!state || state.reminders <= before) {
      await settle({ status: 'unconfirmed', reason: 'no-answer' })
      throw new RecoveryError('unconfirmed', { cause: error })
    }
  }
  const { offerDiscount } = message
  await ledger.recordCart(name, ({ offerDiscount: _earlier, ...entry }) => ({
    ...entry,
    ...(offerDiscount !== undefined && { offerDiscount }),
    platformMessages: Math.max(entry.platformMessages, before + 1),
  }))
  return settle({ status: 'sent' })
}
