import type { LedgerContext } from '../context.ts'
import type { Job } from '../ledger/jobs.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { acquireLease, type Lease } from '../stores/lease.ts'
import { deleteCart } from './delete-cart.ts'
import { acceptsReports } from './refused-access.ts'
import { sendReport } from './send-report.ts'

const batchSize = 20
// Longer than one message or job may take.
const leaseMs = 25_000

/** What is due now, by queue. */
interface DueWork {
  messages: Stored<MessageEntry>[][]
  jobs: Job[]
}

/**
 * Does what is due in the outbox. Each platform's carts have a queue of their own, and the queues are worked side by side, so
 * that a platform in trouble holds up no other one. One instance does it at a time; that saves work only, since each message
 * is claimed before it is sent. `onStep` is called whenever something was read or done.
 */
export async function workOutbox(context: LedgerContext, onStep: () => void): Promise<void> {
  const { store, stateStore, report, stopping } = context
  const tried = new Set<string>()
  const inTrouble = new Set<string>()
  let lease: Lease | undefined
  const accepts = await acceptsReports(context)
  if (!accepts && report) inTrouble.add(report.platform)
  try {
    for (;;) {
      const { messages, jobs } = await readDue(context, tried, inTrouble)
      onStep()
      if (messages.length + jobs.length === 0 || stopping.aborted) return
      lease ??= await acquireLease(stateStore, `outbox:${store}`, leaseMs)
      if (!lease) return
      const own = lease
      const isOver = async () => stopping.aborted || !(await own.renew())
      const queues = messages.map((queue) => async () => {
        for (const message of queue) {
          const { cartPlatform, platform } = message.value
          if (inTrouble.has(cartPlatform) || inTrouble.has(platform) || (await isOver())) return
          const troubled = await sendReport(context, message)
          if (troubled !== undefined) inTrouble.add(troubled)
          onStep()
        }
      })
      const deletions = async () => {
        for (const job of jobs) {
          if (await isOver()) return
          await deleteCart(context, job)
          onStep()
        }
      }
      await Promise.all([...queues.map((work) => work()), deletions()])
      if (await isOver()) return
    }
  } finally {
    await lease?.release()
  }
}

/** What is due and was not tried in this run: what becomes due again within it waits for the next one. */
async function readDue(
  { ledger, clock, report }: LedgerContext,
  tried: Set<string>,
  inTrouble: ReadonlySet<string>,
): Promise<DueWork> {
  const isNew = ({ id }: { id: string }) => !tried.has(id)
  const areSent = !report || !inTrouble.has(report.platform)
  const platforms = areSent ? (await ledger.messages.queues()).filter((platform) => !inTrouble.has(platform)) : []
  const queues = await Promise.all(platforms.map((platform) => ledger.messages.due(platform, clock(), batchSize)))
  const messages = queues.map((queue) => queue.filter(isNew)).filter(({ length }) => length > 0)
  const jobs = (await ledger.jobs.due(clock(), batchSize)).filter(isNew)
  for (const { id } of [...messages.flat(), ...jobs]) tried.add(id)
  return { messages, jobs }
}
