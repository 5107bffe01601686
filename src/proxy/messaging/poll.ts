import type { AbandonedCart, AbandonedCartsPort } from '../adapter/messaging-ports.ts'
import type { LedgerContext } from '../context.ts'
import type { CartEntry } from '../ledger/cart-entry.ts'
import { describe } from '../log.ts'
import { acquireLease, type Lease } from '../stores/lease.ts'
import { recordAbandonment, recordOrder } from './events.ts'
import { type PollProgress, type PollRound, readProgress, writeProgress } from './poll-progress.ts'
import { refreshMissing } from './refresh-cart.ts'
import { clearRefusedAccess, isAccessRefused, recordRefusedAccess } from './refused-access.ts'

const dayMs = 24 * 60 * 60 * 1000
const intervalMs = 10 * 60_000
const firstWindowMs = 30 * dayMs
const jobMs = 30_000
// As long as a job, and what its end interrupts.
const stepMs = jobMs + 15_000
const logIntervalMs = 60 * 60_000
/** A list with so many pages does not end by itself. */
const maxPages = 2000

/**
 * Lists abandoned carts of the platforms without usable webhooks, each by one instance at a time: a round of all pages every
 * ten minutes, or after `notBefore` milliseconds while a merchant is looking. A round that ran out of time goes on with the
 * page that came next. Failures are logged. Resolves to whether a platform was asked.
 */
export async function pollAbandonedCarts(context: LedgerContext, notBefore = intervalMs): Promise<boolean> {
  const { store, stateStore, portsByPlatform, clock } = context
  const isDue = ({ polledAt, goesOn }: PollProgress) => goesOn || clock() - polledAt >= notBefore
  const polls = [...portsByPlatform].map(async ([platform, { abandonedCarts }]) => {
    if (!abandonedCarts || !isDue(await readProgress(context, platform))) return false
    const lease = await acquireLease(stateStore, `poll:${store}:${platform}`, stepMs)
    if (!lease) return false
    try {
      // Another instance may have been faster.
      const progress = await readProgress(context, platform)
      if (!isDue(progress)) return false
      await pollPlatform(context, platform, abandonedCarts, progress, lease)
      return true
    } finally {
      await lease.release()
    }
  })
  return (await Promise.all(polls)).includes(true)
}

/** One job of a round: as many pages as its time allows. */
async function pollPlatform(
  context: LedgerContext,
  platform: string,
  port: AbandonedCartsPort,
  before: PollProgress,
  lease: Lease,
): Promise<void> {
  const { store, log, clock, debug, stopping } = context
  const { since } = before
  const signal = AbortSignal.any([AbortSignal.timeout(jobMs), stopping])
  let round = before.round ?? { startedAt: clock(), page: 1, readable: 0, leftOut: 0 }
  const firstPage = round.page
  const save = (more: Pick<PollProgress, 'round' | 'since' | 'goesOn'>) =>
    writeProgress(context, platform, { polledAt: clock(), ...(since !== undefined && { since }), ...more })
  try {
    await save({ round })
    for (let isLast = false; !isLast && round.page <= maxPages; ) {
      // The listing filters by day in the platform's time zone, so one day more is asked for.
      const from = since === undefined ? round.startedAt - firstWindowMs : since - dayMs
      const { carts, unreadable = 0, ...listed } = await port.list({ since: from, page: round.page }, signal)
      await recordListed(context, platform, carts, port.listsLastChange)
      const { readable, leftOut } = round
      round = { ...round, page: round.page + 1, readable: readable + carts.length, leftOut: leftOut + unreadable }
      isLast = listed.isLast
      if (!(await lease.renew())) return
      await save({ round })
    }
    await logLeftOut(context, platform, round)
    await refreshMissing(context, platform, round.startedAt, signal)
    await save({ since: round.startedAt })
    await clearRefusedAccess(context, [platform])
  } catch (error) {
    // A job that got nowhere is tried again after the interval.
    await save({ round, goesOn: signal.aborted && round.page > firstPage })
    if (isAccessRefused(error)) await recordRefusedAccess(context, platform, error)
    else if (!stopping.aborted)
      log.warn({ store, platform, cause: describe(error, debug) }, 'Abandoned carts could not be listed to the end')
  }
}

async function recordListed(
  context: LedgerContext,
  platform: string,
  listed: readonly AbandonedCart[],
  isLastChange = false,
): Promise<void> {
  const { ledger, clock } = context
  const ids: string[] = []
  for (const { cartId, abandonedAt, total, reminders, isOrdered } of listed) {
    const cart = { platform, cartId }
    const entry = await ledger.carts.record(cart, (before: CartEntry) => {
      const isSame = before.platformMessages === reminders && before.total?.amount === (total ?? before.total)?.amount
      if (isSame && before.closedAt === undefined) return undefined
      // A cart that is listed again is open again.
      const { closedAt: _closedAt, ...open } = before
      return { ...open, ...(total && { total }), platformMessages: Math.max(before.platformMessages, reminders) }
    })
    if (isOrdered) await recordOrder(context, cart, clock(), { known: entry })
    else await recordAbandonment(context, cart, abandonedAt, { known: entry, isLastChange })
    ids.push(entry.id)
  }
  await ledger.carts.recordChecks(ids)
}

/** Says what was not read, at most once an hour, because the list is read every few seconds while a merchant is looking. */
async function logLeftOut(
  { store, stateStore, log }: LedgerContext,
  platform: string,
  { leftOut, readable, page }: PollRound,
) {
  const sentences = [
    ...(leftOut > 0 ? [`${leftOut} listed carts could not be read and are left out, ${readable} could`] : []),
    ...(page > maxPages
      ? [`The list of abandoned carts has not ended after ${maxPages} pages: the rest is left out`]
      : []),
  ]
  if (sentences.length === 0) return
  if (!(await stateStore.setIfAbsent(`unreadable:${store}:${platform}`, '1', logIntervalMs))) return
  for (const sentence of sentences) log.warn({ store, platform }, sentence)
}
