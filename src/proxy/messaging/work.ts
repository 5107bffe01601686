import { hasLedger, type LedgerContext, type StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { workOutbox } from './outbox.ts'
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
 * Makes the worker. `wake` does everything that is due; a call while it runs starts one more round afterwards, in the same
 * process, and other instances may work at the same time. Once `stopping` ends, nothing more is begun, and a call waits for
 * what was.
 */
export function createWorker(context: StoreContext): OutboxWorker {
  const { clock, log, store, isMessaging, stopping } = context
  let running: Promise<void> | undefined
  let isRequestedAgain = false
  let workedAt = clock()
  let tidyAt = 0
  const onStep = () => {
    workedAt = clock()
  }

  async function run(ledgerContext: LedgerContext): Promise<void> {
    const { stopping } = ledgerContext
    await ledgerContext.ledger.lateWrites.done()
    const polling = pollAbandonedCarts(ledgerContext)
    // A list of many pages does not keep what is due waiting.
    await workOutbox(ledgerContext, onStep)
    if (await polling) await workOutbox(ledgerContext, onStep)
    if (stopping.aborted || clock() < tidyAt) return
    tidyAt = clock() + tidyEveryMs
    await tidy(ledgerContext)
  }

  async function runUntilQuiet(whole: LedgerContext, { forMs }: WorkOptions): Promise<void> {
    const ending = forMs === undefined ? stopping : AbortSignal.any([stopping, AbortSignal.timeout(forMs)])
    const ledgerContext = { ...whole, stopping: ending }
    do {
      isRequestedAgain = false
      await run(ledgerContext).catch((error: unknown) =>
        log.error({ store, cause: describe(error) }, 'The outbox could not be worked off'),
      )
    } while (isRequestedAgain && !ending.aborted)
    running = undefined
  }

  return {
    workedAt: () => workedAt,
    wake(options = {}) {
      if (!isMessaging || !hasLedger(context)) return Promise.resolve()
      if (stopping.aborted) return running ?? context.ledger.lateWrites.done()
      if (running) isRequestedAgain = true
      running ??= runUntilQuiet(context, options)
      return running
    },
  }
}

/** Brings the figures up to date, and deletes what has reached its end. */
async function tidy({ ledger, stateStore, store }: LedgerContext): Promise<void> {
  if (await stateStore.setIfAbsent(`tidied:${store}`, '1', tidyEveryMs)) await ledger.tidy()
}
