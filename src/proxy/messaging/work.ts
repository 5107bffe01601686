import type { StoreContext } from '../context.ts'
import { describe } from '../http/problem-response.ts'
import { discardCart } from './discard.ts'
import { pollAbandonedCarts } from './poll.ts'
import { sendReport } from './send-report.ts'

const atOnce = 20

/** Does all that is due, until nothing is. One at a time per process; other instances may work at the same time. */
export function createWorker(context: StoreContext): () => Promise<void> {
  const { ledger, clock, log, store, isMessaging } = context
  let running: Promise<void> | undefined
  let isAskedAgain = false

  async function run(): Promise<void> {
    await pollAbandonedCarts(context)
    const seen = new Set<string>()
    let isTaken = true
    for (;;) {
      const due = isTaken ? await ledger.messages.due(clock(), atOnce) : []
      const messages = due.filter(({ id }) => !seen.has(`m${id}`))
      const discards = (await ledger.discards.due(clock(), atOnce)).filter(({ id }) => !seen.has(`d${id}`))
      if (messages.length + discards.length === 0) return
      // What comes back due within the same run waits for the next.
      for (const { id } of messages) seen.add(`m${id}`)
      for (const { id } of discards) seen.add(`d${id}`)
      for (const message of messages) if (isTaken) isTaken = await sendReport(context, message)
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
