import type { StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { discardCart } from './discard.ts'
import { pollAbandonedCarts } from './poll.ts'
import { acceptsReports } from './refused-access.ts'
import { sendReport } from './send-report.ts'

const batchSize = 20

/** What does everything that is due, in one process. */
export interface OutboxWorker {
  wake(): Promise<void>
  /** When it last read what is due, or finished something of it. At first, when it was made. */
  workedAt(): number
}

/**
 * Makes the worker. `wake` does everything that is due; a call while it runs starts one more round afterwards, in the same
 * process, and other instances may work at the same time. Once `stopping` ends, nothing more is begun, and a call waits for
 * what was.
 */
export function createWorker(context: StoreContext): OutboxWorker {
  const { ledger, clock, log, store, isMessaging, stopping } = context
  let running: Promise<void> | undefined
  let isRequestedAgain = false
  let workedAt = clock()

  async function run(): Promise<void> {
    await pollAbandonedCarts(context)
    const tried = new Set<string>()
    let isReporting = await acceptsReports(context)
    for (;;) {
      const due = isReporting ? await ledger.messages.due(clock(), batchSize) : []
      const messages = due.filter(({ id }) => !tried.has(`m${id}`))
      const discards = (await ledger.discards.due(clock(), batchSize)).filter(({ id }) => !tried.has(`d${id}`))
      workedAt = clock()
      if (messages.length + discards.length === 0) return
      // What becomes due again within this run waits for the next one.
      for (const { id } of messages) tried.add(`m${id}`)
      for (const { id } of discards) tried.add(`d${id}`)
      for (const message of messages) {
        if (isReporting && !stopping.aborted) isReporting = await sendReport(context, message)
        workedAt = clock()
      }
      for (const discard of discards) {
        if (!stopping.aborted) await discardCart(context, discard)
        workedAt = clock()
      }
      if (stopping.aborted) return
    }
  }

  async function runUntilQuiet(): Promise<void> {
    do {
      isRequestedAgain = false
      await run().catch((error: unknown) =>
        log.error({ store, cause: describe(error) }, 'The outbox could not be worked off'),
      )
    } while (isRequestedAgain && !stopping.aborted)
    running = undefined
  }

  return {
    workedAt: () => workedAt,
    wake() {
      if (!isMessaging) return Promise.resolve()
      if (stopping.aborted) return running ?? Promise.resolve()
      if (running) isRequestedAgain = true
      running ??= runUntilQuiet()
      return running
    },
  }
}
