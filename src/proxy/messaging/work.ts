import { askCouponAccess } from '../cart/coupon/ask-coupon-access.ts'
import { hasLedger, type LedgerContext, type StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { createStockWatch } from '../subscriptions/watch-stock.ts'
import { createOutbox } from './outbox.ts'
import { pollAbandonedCarts } from './poll.ts'
import type { WorkOptions } from './work-options.ts'

/** How often figures are counted and what has ended is deleted, on all instances together. */
const tidyEveryMs = 60_000

/** What does everything that is due, in one process. */
export interface OutboxWorker {
  wake(options?: WorkOptions): Promise<void>
  /** When it last read what is due, or finished something of it. At first, when it was made. */
  workedAt(): number
}

/**
 * Makes the worker. `wake` does everything that is due, and resolves when nothing is any more; the outbox, each list of carts,
 * the subscriptions and the tidying have no need to wait for each other. Once `stopping` ends, nothing more is begun, and a call waits for what was.
 */
export function createWorker(context: StoreContext): OutboxWorker {
  const { clock, isMessaging } = context
  let workedAt = clock()
  if (!isMessaging || !hasLedger(context)) return { wake: async () => {}, workedAt: () => workedAt }
  const { lateWrites } = context.ledger
  const outbox = createOutbox(context, () => {
    workedAt = clock()
  })
  const poll = once(async (options) => {
    if (await pollAbandonedCarts(endingAfter(context, options))) await outbox.wake(options)
  })
  const watch = createStockWatch()
  const subscriptions = once(async (options) => {
    if (await watch.check(endingAfter(context, options))) await outbox.wake(options)
  })
  const tidy = once(() => tidyLedger(context))
  let tidyAt = 0

  async function wake(options: WorkOptions = {}): Promise<void> {
    const isStopping = context.stopping.aborted
    const isTidyTime = clock() >= tidyAt
    if (isTidyTime) tidyAt = clock() + tidyEveryMs
    await lateWrites.done()
    await Promise.all([
      outbox.wake(options),
      ...(isStopping ? [] : [poll(options), subscriptions(options), ...(isTidyTime ? [tidy(options)] : [])]),
    ])
  }

  /** Runs a task that is not running yet. It is logged where it fails. */
  function once(task: (options: WorkOptions) => Promise<void>): (options: WorkOptions) => Promise<void> {
    let running: Promise<void> | undefined
    return (options) => {
      running ??= task(options)
        .catch((error: unknown) => {
          context.log.error({ store: context.store, cause: describe(error) }, 'What is due could not be done')
        })
        .finally(() => {
          running = undefined
        })
      return running
    }
  }

  return { workedAt: () => workedAt, wake }
}

/** The same context, in which nothing more is begun after the time that is given. */
function endingAfter(context: LedgerContext, { forMs }: WorkOptions): LedgerContext {
  if (forMs === undefined) return context
  return { ...context, stopping: AbortSignal.any([context.stopping, AbortSignal.timeout(forMs)]) }
}

/** Brings the figures up to date, deletes what has reached its end, and asks what the platforms' accounts may do. */
async function tidyLedger(context: LedgerContext): Promise<void> {
  const { ledger, stateStore, store } = context
  if (await stateStore.setIfAbsent(`tidied:${store}`, '1', tidyEveryMs)) await ledger.tidy()
  if (!context.stopping.aborted) await askCouponAccess(context)
}
