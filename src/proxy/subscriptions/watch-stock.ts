import type { PlatformCart } from '../adapter/platform.ts'
import { toAvailability } from '../cart/availability.ts'
import { checkStock } from '../cart/check-stock.ts'
import { forPlatform, type LedgerContext } from '../context.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { backOff } from '../messaging/back-off.ts'
import { acquireLease } from '../stores/lease.ts'
import { checkEveryMs } from './set-subscriptions.ts'
import type { Subscription } from './stored-subscriptions.ts'
import { isBack, type OpenedSubscription, settleInterrupted, tellShopper } from './tell-shopper.ts'

/** As many lines as a platform is asked about in one call. */
const batchSize = 50
// Longer than a batch's stock, or telling of one subscription, may take.
const stepMs = 45_000
const stockMs = 8000

/** Looks after subscriptions in one process. */
export interface StockWatch {
  /**
   * Reads the stock for the subscriptions that are due, by one instance at a time, and tells of those whose line is back. Resolves to
   * whether one was told. Rejects where the ledger does not answer.
   */
  check(context: LedgerContext): Promise<boolean>
}

/** One for each process: it remembers until when the service takes nothing. */
export function createStockWatch(): StockWatch {
  /** While the service takes nothing, no stock is read: what was due stays so. */
  let restsUntil = 0

  async function check(context: LedgerContext): Promise<boolean> {
    const { ledger, stateStore, store, clock, stopping } = context
    if (clock() < restsUntil || (await ledger.subscriptions.due(clock(), 1)).length === 0) return false
    const lease = await acquireLease(stateStore, `subscriptions:${store}`, stepMs)
    if (!lease) return false
    let isTold = false
    const seen = new Set<string>()
    try {
      for (;;) {
        const due = (await ledger.subscriptions.due(clock(), batchSize)).filter(({ id }) => !seen.has(id))
        if (due.length === 0) return isTold
        for (const { id } of due) seen.add(id)
        for (const opened of await readBatch(context, due)) {
          if (stopping.aborted || !(await lease.renew())) return isTold
          const until = await tell(context, opened)
          if (until !== undefined) restsUntil = until
          if (until !== undefined) return isTold
          isTold = true
        }
        if (stopping.aborted || !(await lease.renew())) return isTold
      }
    } finally {
      await lease.release()
    }
  }

  return { check }
}

/** The subscriptions of a batch whose line can be bought again, by what the platform says of the line alone. The others wait on. */
async function readBatch(context: LedgerContext, due: readonly Stored<Subscription>[]): Promise<OpenedSubscription[]> {
  const { ledger } = context
  const opened: OpenedSubscription[] = []
  for (const subscription of due) {
    const content =
      subscription.value.status === 'waiting' ? await ledger.subscriptions.unseal(subscription.value) : undefined
    if (subscription.value.status === 'telling') await settleInterrupted(context, subscription)
    else if (content) opened.push({ subscription, content })
    // What another key sealed is left to the instances that have it.
    else await waitOn(context, subscription)
  }
  const back: OpenedSubscription[] = []
  for (const [platform, some] of Map.groupBy(opened, ({ subscription }) => subscription.value.platform)) {
    const stocks = await stocksOf(context, platform, some)
    for (const one of some) {
      if (isBack(toAvailability(stocks.get(one.subscription.id), 1))) back.push(one)
      else await waitOn(context, one.subscription, one.content)
    }
  }
  return back
}

/** Stock by the id of each subscription. Empty where the cart's platform is not configured any more, or does not answer. */
async function stocksOf(context: LedgerContext, platform: string, subscriptions: readonly OpenedSubscription[]) {
  if (!context.portsByPlatform.has(platform)) return new Map()
  const lines = subscriptions.map(({ subscription, content }) => ({ ...content.line, id: subscription.id }))
  const [first] = lines
  if (!first) return new Map()
  // Only the lines are read of it.
  const cart: PlatformCart = { id: '', channelId: '', lines, total: first.price }
  const signal = AbortSignal.any([AbortSignal.timeout(stockMs), context.stopping])
  return checkStock(forPlatform(context, platform), cart, signal)
}

async function waitOn(
  context: LedgerContext,
  subscription: Stored<Subscription>,
  content?: OpenedSubscription['content'],
): Promise<void> {
  const everyMs = checkEveryMs(context)
  const now = context.clock()
  // Not all at once, where many were asked for in the same minute.
  const dueAt = now + everyMs * (0.9 + Math.random() * 0.1)
  const checkedAt = (subscription.value.dueAt ?? now) - everyMs
  await context.ledger.subscriptions.postpone(subscription, content, { dueAt, attempts: 0, checkedAt })
}

async function tell(context: LedgerContext, opened: OpenedSubscription): Promise<number | undefined> {
  const { ledger, log, store, debug, clock, stopping } = context
  const { subscription, content } = opened
  try {
    return await tellShopper({ ...context, ...forPlatform(context, subscription.value.platform), ledger }, opened)
  } catch (error) {
    if (stopping.aborted) return undefined
    log.warn(
      { store, platform: subscription.value.platform, cause: describe(error, debug) },
      'A subscription could not be looked after',
    )
    const attempts = subscription.value.attempts + 1
    await ledger.subscriptions.postpone(subscription, content, { dueAt: clock() + backOff(attempts), attempts })
    return undefined
  }
}
