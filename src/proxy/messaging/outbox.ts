import type { LedgerContext } from '../context.ts'
import { describe } from '../log.ts'
import { acquireLease, type Lease } from '../stores/lease.ts'
import { deleteCart } from './delete-cart.ts'
import { acceptsReports } from './refused-access.ts'
import { sendReport } from './send-report.ts'
import type { WorkOptions } from './work-options.ts'

const batchSize = 20
// Longer than one message or job may take.
const stepMs = 25_000
/** How often it is checked whether something may still be begun. */
const endCheckMs = 100

/** Does what is due in the outbox, in one process. */
export interface Outbox {
  /**
   * Starts on all that is due, or, while that is under way, on what has become due since. Resolves when nothing is due any more,
   * or may be begun. Never throws.
   */
  wake(options?: WorkOptions): Promise<void>
}

/**
 * Makes the outbox. Each platform's carts have a queue of their own, and the queues are worked side by side, so that a platform
 * in trouble holds up no other one: it rests until the next call. One instance does it at a time; that saves work only, since
 * each message is claimed before it is sent. `onStep` is called whenever something was read or done.
 */
export function createOutbox(context: LedgerContext, onStep: () => void): Outbox {
  const { stopping } = context
  let running: Promise<void> | undefined
  let requested = Promise.withResolvers<void>()
  let isRequested = false
  /** Until when something may be begun, by the clock of `performance`. */
  let endsAt = 0

  function wake({ forMs = Number.POSITIVE_INFINITY }: WorkOptions = {}): Promise<void> {
    if (stopping.aborted) return running ?? Promise.resolve()
    isRequested = true
    endsAt = Math.max(endsAt, performance.now() + forMs)
    requested.resolve()
    running ??= runWhileRequested().finally(() => {
      running = undefined
    })
    return running
  }

  async function runWhileRequested(): Promise<void> {
    while (isRequested && !stopping.aborted) await run()
  }

  async function run(): Promise<void> {
    const ending = new AbortController()
    const timer = setInterval(() => performance.now() >= endsAt && ending.abort(), endCheckMs)
    const round = createRound({ ...context, stopping: AbortSignal.any([stopping, ending.signal]) }, onStep)
    try {
      while ((isRequested || round.isWorking()) && !ending.signal.aborted) {
        if (isRequested) round.rest.clear()
        isRequested = false
        requested = Promise.withResolvers()
        await round.start()
        await Promise.race([round.someEnd(), requested.promise])
      }
    } catch (error) {
      logFailure(context, error)
    } finally {
      await round.finish()
      clearInterval(timer)
      endsAt = isRequested ? endsAt : 0
    }
  }

  return { wake }
}

/** All that is under way in this process. */
function createRound(context: LedgerContext, onStep: () => void) {
  const { ledger, store, stateStore, clock, stopping } = context
  const working = new Map<string, Promise<void>>()
  /** Queues that nothing is taken from until the next call. */
  const rest = new Set<string>()
  let lease: Lease | undefined
  let isLost = false

  /** True where nothing more may be begun. */
  async function isOver(): Promise<boolean> {
    if (!stopping.aborted && !isLost) isLost = !(await lease?.renew())
    return stopping.aborted || isLost
  }

  async function start(): Promise<void> {
    const queues = await dueQueues()
    onStep()
    if (queues.length === 0 || stopping.aborted || isLost) return
    lease ??= await acquireLease(stateStore, `outbox:${store}`, stepMs)
    if (!lease) return
    for (const [name, work] of queues) {
      const done = work()
        .catch((error: unknown) => {
          rest.add(name)
          logFailure(context, error)
        })
        .finally(() => working.delete(name))
      working.set(name, done)
    }
  }

  /** The queues that have something due and are not being worked. */
  async function dueQueues(): Promise<[name: string, work: () => Promise<void>][]> {
    const isFree = (name: string) => !working.has(name) && !rest.has(name)
    const accepts = !rest.has(reports) && (await acceptsReports(context))
    const platforms = accepts ? (await ledger.messages.queues()).filter((name) => isFree(`carts of ${name}`)) : []
    const due = await Promise.all(platforms.map((platform) => ledger.messages.due(platform, clock(), 1)))
    const queues = platforms
      .filter((_platform, index) => due[index]?.length)
      .map((platform): [string, () => Promise<void>] => [`carts of ${platform}`, () => sendReports(platform)])
    const hasJobs = isFree('jobs') && (await ledger.jobs.due(clock(), 1)).length > 0
    return hasJobs ? [...queues, ['jobs', doJobs]] : queues
  }

  async function sendReports(platform: string): Promise<void> {
    await drain(
      () => ledger.messages.due(platform, clock(), batchSize),
      async (message) => {
        if (rest.has(reports)) return false
        const inTrouble = await sendReport(context, message)
        if (inTrouble === platform) rest.add(`carts of ${platform}`)
        else if (inTrouble !== undefined) rest.add(reports)
        return inTrouble === undefined
      },
    )
  }

  async function doJobs(): Promise<void> {
    await drain(
      () => ledger.jobs.due(clock(), batchSize),
      async (job) => {
        await deleteCart(context, job)
        return true
      },
    )
  }

  /** Does what is due until nothing is, or `act` says no. What becomes due again meanwhile waits for the next call. */
  async function drain<Due extends { id: string }>(read: () => Promise<Due[]>, act: (due: Due) => Promise<boolean>) {
    const tried = new Set<string>()
    for (;;) {
      const due = (await read()).filter(({ id }) => !tried.has(id))
      if (due.length === 0) return
      for (const one of due) {
        tried.add(one.id)
        if ((await isOver()) || !(await act(one))) return
        onStep()
      }
    }
  }

  return {
    rest,
    start,
    isWorking: () => working.size > 0,
    someEnd: () => Promise.race([...working.values(), ...(working.size === 0 ? [Promise.resolve()] : [])]),
    async finish() {
      await Promise.all(working.values())
      await lease?.release().catch((error: unknown) => logFailure(context, error))
    },
  }
}

/** Rests where the automation takes nothing. */
const reports = 'reports'

function logFailure({ log, store }: LedgerContext, error: unknown): void {
  log.error({ store, cause: describe(error) }, 'The outbox could not be worked off')
}
