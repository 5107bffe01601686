import type { MessageReason } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { UpstreamError } from '../adapter/upstream-error.ts'
import type { StoreContext } from '../context.ts'
import { describe } from '../http/problem-response.ts'
import type { Entry } from '../ledger/collection.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import { linkTo } from '../mint-link.ts'
import { sealLink } from '../sealing/sealed-link.ts'
import { backOff, giveUpAfterMs } from './back-off.ts'
import { maySend } from './consent.ts'

// Longer than any call may take: whoever finds the record after that knows that its sender is gone.
const sendingMs = 60_000
const jobMs = 20_000

/**
 * Brings one report to its end, or to its next attempt. False where the automation takes none at the moment, so that the
 * others need not be tried. Never throws for what a platform does.
 */
export async function sendReport(context: StoreContext, { id, value: message }: Entry<MessageEntry>): Promise<boolean> {
  const { report, clock, log, store } = context
  const signal = AbortSignal.timeout(jobMs)
  // Somebody stopped between the call and its answer.
  if (message.status === 'sending') return settle(context, id, 'sending', unconfirmed('interrupted'))
  if (clock() - message.createdAt > giveUpAfterMs) return settle(context, id, 'pending', failed('too-old'))
  let ready: Ready
  try {
    ready = await prepare(context, message, signal)
    if ('reason' in ready) return settle(context, id, 'pending', ready)
    await report?.port.ready?.(signal)
  } catch (error) {
    // Nothing was sent, so it may be tried again, however this failed.
    log.warn({ store, cause: describe(error) }, 'A report could not be made ready')
    await settle(context, id, 'pending', again(error, message, clock()))
    return !wasNotTaken(error)
  }
  if (!(await claim(context, id))) return true
  try {
    await ready.send(id)
  } catch (error) {
    log.warn({ store, cause: describe(error) }, 'A report did not get through')
    await settle(context, id, 'sending', afterSending(error, message, clock()))
    return !wasNotTaken(error)
  }
  log.info({ store, platform: message.platform }, 'A report was sent')
  // Where this cannot be written the record stays `sending`, and nobody sends again.
  return settle(context, id, 'sending', { status: 'sent' })
}

type Fate = Partial<MessageEntry>

const unconfirmed = (reason: MessageReason): Fate => ({ status: 'unconfirmed', reason })
const failed = (reason: MessageReason): Fate => ({ status: 'failed', reason })
const wasNotTaken = (error: unknown) => error instanceof UpstreamError && error.wasNotTaken

/** Whether a message may be sent again is known from how it failed, and from nothing else. */
function afterSending(error: unknown, message: MessageEntry, now: number): Fate {
  if (wasNotTaken(error)) return again(error, message, now)
  const attempts = message.attempts + 1
  const isRefused = error instanceof UpstreamError && !error.isUncertain
  return { ...(isRefused ? failed('rejected') : unconfirmed('no-answer')), attempts }
}

function again(error: unknown, message: MessageEntry, now: number): Fate {
  const attempts = message.attempts + 1
  const waitMs = error instanceof UpstreamError ? error.retryAfterMs : undefined
  return { status: 'pending', attempts, dueAt: now + backOff(attempts, waitMs) }
}

/** Writes a message's fate, unless somebody else has moved it on meanwhile. */
async function settle(
  { ledger, clock }: StoreContext,
  id: string,
  from: 'pending' | 'sending',
  fate: Fate,
): Promise<true> {
  await ledger.messages.update(id, (before) =>
    before?.status === from ? { ...before, ...fate, updatedAt: clock() } : undefined,
  )
  return true
}

/** Only one instance sends; the others find that it is taken. */
async function claim({ ledger, clock }: StoreContext, id: string): Promise<boolean> {
  let isOurs = false
  await ledger.messages.update(id, (before) => {
    isOurs = before?.status === 'pending'
    if (!before || !isOurs) return undefined
    return { ...before, status: 'sending', attempts: before.attempts + 1, dueAt: clock() + sendingMs }
  })
  return isOurs
}

type Ready =
  | { status: 'withheld' | 'cancelled' | 'failed'; reason: MessageReason }
  | { send(id: string): Promise<void> }

/** Everything is looked up when it is needed, so that no address is kept and nothing is out of date. */
async function prepare(context: StoreContext, message: MessageEntry, signal: AbortSignal): Promise<Ready> {
  const { ledger, report, portsByPlatform, channels, sealer } = context
  const entry = await ledger.carts.read(message.cartId)
  const cartId = entry && (await ledger.unseal(entry))?.cartId
  const ports = entry && portsByPlatform.get(entry.platform)
  if (!entry || cartId === undefined || !ports || !report) return { status: 'cancelled', reason: 'cart-gone' }
  if (entry.orderedAt !== undefined) return { status: 'cancelled', reason: 'already-ordered' }
  const name = { platform: entry.platform, cartId }
  // A cart that only its shopper can see has no address that anybody else could write to.
  if (!ports.contact || ports.recovery.isShoppersOwn) return { status: 'withheld', reason: 'no-contact' }
  try {
    const cart = await ports.recovery.read(cartId, signal)
    if (cart.lines.length === 0) throw new RecoveryError('cart-gone')
    const channel = channels[cart.channelId]
    await recordSnapshot(context, name, cart, channel === undefined)
    if (!channel) return { status: 'cancelled', reason: 'elsewhere' }
    const contact = await ports.contact.find(cartId, signal)
    const { phone } = contact ?? {}
    if (!contact || !phone) return { status: 'withheld', reason: 'no-contact' }
    const decision = await maySend(context, name, contact, report.port.messageChannel)
    if (decision !== 'granted')
      return { status: 'withheld', reason: decision === 'refused' ? 'consent-refused' : 'no-consent' }
    return {
      async send(id) {
        const link = linkTo(channel, await sealLink(sealer, name))
        const { firstName } = contact
        await report.port.send({ id, total: cart.total, link, phone, ...(firstName && { firstName }) }, signal)
      },
    }
  } catch (error) {
    if (!(error instanceof RecoveryError) || error.code !== 'cart-gone') throw error
    await ledger.recordCart(name, (before) => ({ ...before, closedAt: before.closedAt ?? context.clock() }))
    return { status: 'cancelled', reason: 'cart-gone' }
  }
}

/** What the cart was worth when it was left: for the summary, and for price changes that are honest. */
async function recordSnapshot(
  { ledger }: StoreContext,
  name: { platform: string; cartId: string },
  { lines, total }: PlatformCart,
  isElsewhere: boolean,
): Promise<void> {
  const prices = Object.fromEntries(lines.map(({ id, price }) => [id, price.amount]))
  const sealed = await ledger.seal({ cartId: name.cartId, prices, currency: total.currency })
  await ledger.recordCart(name, (before) => ({ ...before, sealed, total, ...(isElsewhere && { isElsewhere }) }))
}
