import type { StoreContext } from '../context.ts'
import { describe } from '../log.ts'
import { discardCart } from './discard.ts'
import { pollAbandonedCarts } from './poll.ts'
import { sendReport } from './send-report.ts'

const batchSize = 20

/**
 * Makes the function that does everything that is due. A call while it runs starts one more round afterwards, in the same
 * process; other instances may work at the same time.
 */
export function createWorker(context: StoreContext): () => Promise<void> {
  const { ledger, clock, log, store, isMessaging } = context
  let running: Promise<void> | undefined
  let isAskedAgain = false

  async function run(): Promise<void> {
    await pollAbandonedCarts(context)
    const seen = new Set<string>()
    let acceptsReports = true
    for (;;) {
      const due = acceptsReports ? await ledger.messages.due(clock(), batchSize) : []
      const messages = due.filter(({ id }) => !seen.has(`m${id}`))
      const discards = (await ledger.discards.due(clock(), batchSize)).filter(({ id }) => !seen.has(`d${id}`))
      if (messages.length + discards.length === 0) return
      // What becomes due again within this run waits for the next one.
      for (const { id } of messages) seen.add(`m${id}`)
      for (const { id } of discards) seen.add(`d${id}`)
      for (const message of messages) if (acceptsReports) acceptsReports = await sendReport(context, message)
      for (const discard of discards) await discardCart(context, discard)
    }
  }

  async function runUntilQuiet(): Promise<void> {
    do {
      isAskedAgain = false
      await run().catch((error: unknown) =>
        log.error({ store, cause: describe(error) }, 'The outbox could not be worked off'),
      )
    } while (isAskedAgain)
    running = undefined
  }

  return () => {
    if (!isMessaging) return Promise.resolve()
    if (running) isAskedAgain = true
    running ??= runUntilQuiet()
    return running
  }
}
