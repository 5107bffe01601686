import type { MessageReason } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { LedgerContext } from '../context.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { linkTo } from '../message-url.ts'
import { canOpenByLink } from '../mint-link.ts'
import { type LinkedCart, sealLink } from '../sealing/sealed-link.ts'
import { addressOf, isContactAllowed } from './allowed-contacts.ts'
import { backOff, giveUpAfterMs } from './back-off.ts'
import { isRefused, maySend } from './consent.ts'
import { recordGone } from './events.ts'
import { toFirstName } from './first-name.ts'
import { recordSnapshot } from './record-snapshot.ts'
import { clearRefusedAccess, isAccessRefused, recordRefusedAccess, refusedWaitMs } from './refused-access.ts'

// Longer than any call may take: a record that is still `sending` after this was left by a worker that stopped.
const maxSendingMs = 60_000
const jobMs = 20_000
const unreadableWaitMs = 10_000

/**
 * Brings one report to its final status, or to its next attempt. Resolves to the platform that takes nothing at present, so
 * that the worker tries no others there. Where the process ends, a report that is not being sent yet stays as it is. Never
 * throws for what a platform does.
 */
export async function sendReport(
  context: LedgerContext,
  { id, value: message }: Stored<MessageEntry>,
): Promise<string | undefined> {
  const { report, clock, log, store, stopping } = context
  const signal = AbortSignal.timeout(jobMs)
  const preparing = AbortSignal.any([signal, stopping])
  // A worker stopped between the call and its answer.
  if (message.status === 'sending') {
    const interrupted = { status: 'pending', dueAt: clock() } as const
    return settle(context, id, 'sending', report?.port.knowsAddress ? interrupted : unconfirmed('interrupted'))
  }
  if (clock() - message.createdAt > giveUpAfterMs) return settle(context, id, 'pending', failed('too-old'))
  let calledPlatform = message.cartPlatform
  let prepared: PreparedReport
  try {
    prepared = await prepare(context, message, { preparing, sending: signal })
    if ('status' in prepared) return settle(context, id, 'pending', prepared)
    calledPlatform = message.platform
    await report?.port.ready?.(preparing)
  } catch (error) {
    if (stopping.aborted) return undefined
    // Nothing was sent, so another attempt is safe however this failed.
    await recordFailure(context, calledPlatform, error, 'A report could not be made ready')
    await settle(context, id, 'pending', retryLater(error, message, clock()))
    return wasNotTaken(error) ? calledPlatform : undefined
  }
  if (stopping.aborted || !(await claim(context, id))) return undefined
  // Asked once more: the log-in before it may take as long as a shopper needs to change their mind.
  if (await prepared.isRefused()) return settle(context, id, 'sending', withheld('consent-refused'))
  // An order, or a cart that is emptied, cancels what is pending. What became known since the claim is found here.
  const reason = (await context.ledger.messages.read(id))?.value.reason
  if (reason) return settle(context, id, 'sending', cancelled(reason))
  // Counted last, and so only what would be sent.
  if (!(await prepared.count())) return settle(context, id, 'sending', withheld('enough-today'))
  try {
    await prepared.send(id)
  } catch (error) {
    // A platform that knows the address sends one message for each id, so that a lost answer is asked for again.
    const isRepeatable = wasNotTaken(error) || (report?.port.knowsAddress === true && isUncertain(error))
    if (isRepeatable) await prepared.giveBack()
    await recordFailure(context, message.platform, error, 'A report did not get through')
    await settle(
      context,
      id,
      'sending',
      isRepeatable ? retryLater(error, message, clock()) : afterSending(error, message),
    )
    return wasNotTaken(error) ? message.platform : undefined
  }
  log.info({ store, platform: message.platform }, 'A report was sent')
  await clearRefusedAccess(context, [message.cartPlatform, message.platform])
  // If this write fails the record stays `sending` and becomes `unconfirmed`: it is not sent again.
  return settle(context, id, 'sending', { status: 'sent' })
}

/** Logs why a report waits. A refused account is one line for all reports, and not one for each. */
async function recordFailure(
  context: LedgerContext,
  platform: string,
  error: unknown,
  sentence: string,
): Promise<void> {
  const { log, store, debug } = context
  if (isAccessRefused(error)) await recordRefusedAccess(context, platform, error)
  else log.warn({ store, platform, cause: describe(error, debug) }, sentence)
}

type MessageChange = Partial<MessageEntry>

const unconfirmed = (reason: MessageReason): MessageChange => ({ status: 'unconfirmed', reason })
const failed = (reason: MessageReason) => ({ status: 'failed', reason }) as const
const withheld = (reason: MessageReason) => ({ status: 'withheld', reason }) as const
const cancelled = (reason: MessageReason) => ({ status: 'cancelled', reason }) as const
const wasNotTaken = (error: unknown) => error instanceof UpstreamError && error.wasNotTaken
const isUncertain = (error: unknown) => !(error instanceof UpstreamError) || error.isUncertain

/** Of a message that may not be sent again. The kind of failure alone decides what is known of it. */
function afterSending(error: unknown, message: MessageEntry): MessageChange {
  const attempts = message.attempts + 1
  return { ...(isUncertain(error) ? unconfirmed('no-answer') : failed('rejected')), attempts }
}

function retryLater(error: unknown, message: MessageEntry, now: number): MessageChange {
  const attempts = message.attempts + 1
  const ownWaitMs = isAccessRefused(error) ? refusedWaitMs : 0
  const waitMs = Math.max(ownWaitMs, (error instanceof UpstreamError && error.retryAfterMs) || 0)
  return { status: 'pending', attempts, dueAt: now + backOff(attempts, waitMs) }
}

/**
 * Stores the change, unless another instance or an order has changed the status meanwhile. A message that was cancelled while it
 * was being sent, and did not arrive, is not tried again.
 */
async function settle(
  { ledger, clock }: LedgerContext,
  id: string,
  from: 'pending' | 'sending',
  change: MessageChange,
): Promise<undefined> {
  await ledger.messages.update(id, (before) => {
    if (before?.status !== from) return undefined
    const { reason, ...rest } = before
    const isOver = reason && change.status === 'pending'
    return { ...rest, ...change, ...(isOver && cancelled(reason)), updatedAt: clock() }
  })
}

/** Sets the status to `sending`. True for exactly one of the instances that try. */
async function claim({ ledger, clock }: LedgerContext, id: string): Promise<boolean> {
  let isClaimed = false
  await ledger.messages.update(id, (before) => {
    isClaimed = before?.status === 'pending'
    if (!before || !isClaimed) return undefined
    const { reason: _earlier, ...rest } = before
    return { ...rest, status: 'sending', attempts: before.attempts + 1, dueAt: clock() + maxSendingMs }
  })
  return isClaimed
}

type PreparedReport =
  | { status: 'withheld' | 'cancelled' | 'failed'; reason: MessageReason }
  | { status: 'pending'; dueAt: number }
  | {
      isRefused(): Promise<boolean>
      /** Counts the message for its number's day. False where it would be one too many. */
      count(): Promise<boolean>
      giveBack(): Promise<void>
      send(id: string): Promise<void>
    }

/** Reads cart, contact and consent just before sending, so that no address is stored and nothing is out of date. */
async function prepare(
  context: LedgerContext,
  message: MessageEntry,
  { preparing, sending }: { preparing: AbortSignal; sending: AbortSignal },
): Promise<PreparedReport> {
  const { ledger, report, portsByPlatform, channels, clock, counters } = context
  const entry = (await ledger.carts.readById(message.cartId))?.value
  const ports = entry && portsByPlatform.get(entry.platform)
  if (!entry || !ports || !report) return cancelled('cart-gone')
  if (entry.orderedAt !== undefined) return cancelled('already-ordered')
  // A first list of abandoned carts goes back for weeks: those are recorded, and not written about.
  const leftAt = message.kind === 'back-in-stock' ? message.createdAt : (entry.abandonedAt ?? message.createdAt)
  if (clock() - leftAt > giveUpAfterMs) return failed('too-old')
  const cartId = (await ledger.carts.unseal(entry))?.cartId
  // What another key sealed is left to the instances that have it, while keys are exchanged.
  if (cartId === undefined) return { status: 'pending', dueAt: clock() + unreadableWaitMs * (0.5 + Math.random()) }
  const cartRef = { platform: entry.platform, cartId }
  // A cart that only its signed-in shopper can read has no address for us.
  if (!ports.contact || ports.recovery.isShoppersOwn) return withheld('no-contact')
  try {
    const cart = await ports.recovery.read(cartId, preparing)
    // A total without lines is an incomplete answer, not an empty cart: the report waits for the next attempt.
    if (cart.lines.length === 0 && cart.total.amount > 0) {
      throw new UpstreamError('unexpected-shape', `${entry.platform}: the cart has a total and no lines`)
    }
    if (cart.lines.length === 0) throw new RecoveryError('cart-gone')
    const channel = channels[cart.channelId]
    const isOpenable = channel !== undefined && canOpenByLink(cart, channel)
    const contact = isOpenable ? await ports.contact.find(cartId, preparing) : undefined
    await recordSnapshot(context, cartRef, { cart, contact, isElsewhere: channel === undefined })
    if (!channel) return cancelled('elsewhere')
    if (!isOpenable) return withheld('account-cart')
    const { port } = report
    const { messageChannel } = port
    // An automation is told a number, whatever it writes by.
    const address = port.knowsAddress ? contact && addressOf(contact, messageChannel) : contact?.phone
    // A platform that knows the address writes about its own carts alone.
    const isElsewhere = port.knowsAddress && report.platform !== entry.platform
    if (!contact || !address || isElsewhere) return withheld('no-contact')
    const decision = await maySend(context, cartRef, contact, messageChannel)
    // The platform's own no would have it send nothing.
    if (port.knowsAddress && contact.consents[messageChannel] === false) return withheld('consent-refused')
    if (decision !== 'granted') return withheld(decision === 'refused' ? 'consent-refused' : 'no-consent')
    // Checked last: this reason is given only to messages that would have been sent otherwise.
    if (!isContactAllowed(context, contact, messageChannel)) return withheld('contact-not-allowed')
    const link = await makeLink(context, { ...cartRef, via: messageChannel }, cart.channelId)
    if (!link) return failed('no-link')
    return {
      isRefused: () => isRefused(context, cartRef, contact, messageChannel),
      count: async () => (await counters.count('messagesPerNumber', address)) <= counters.figures.messagesPerNumber,
      giveBack: () => counters.giveBack('messagesPerNumber', address),
      async send(id) {
        // What was granted without the platform's yes, the shopper has said in the widget.
        const agreedHere = contact.consents[messageChannel] ? {} : { agreedHere: true as const }
        if (port.knowsAddress) return port.send({ id, cartId, link, ...agreedHere }, sending)
        const firstName = toFirstName(contact.firstName)
        const about = { id, cartId: message.cartId, total: cart.total, link, phone: address }
        await port.send({ ...about, ...(firstName && { firstName }) }, sending)
      },
    }
  } catch (error) {
    if (!(error instanceof RecoveryError) || error.code !== 'cart-gone') throw error
    await recordGone(context, cartRef, clock())
    return cancelled('cart-gone')
  }
}

/** Leads back to the cart. Undefined where the configuration allows none, which is logged. */
async function makeLink(context: LedgerContext, linked: LinkedCart, channelId: string): Promise<string | undefined> {
  try {
    return linkTo(context, channelId, await sealLink(context.sealer, linked))
  } catch (error) {
    const { log, store, debug } = context
    log.error(
      { store, platform: linked.platform, cause: describe(error, debug) },
      'The link of a report could not be made',
    )
    return undefined
  }
}
