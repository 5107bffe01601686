import { RecoveryError } from '../adapter/errors.ts'
import type { LedgerContext } from '../context.ts'
import type { Job } from '../ledger/jobs.ts'
import { describe } from '../log.ts'
import { backOff, giveUpAfterMs } from './back-off.ts'

const jobMs = 20_000

/**
 * Deletes the recovered cart once its lines were ordered in another one. The cart is kept if it holds any other line by
 * now, or more of a line than was transferred: the shopper is using it again.
 */
export async function deleteCart(context: LedgerContext, job: Job): Promise<void> {
  const { ledger, portsByPlatform, clock, log, store, debug } = context
  const ports = portsByPlatform.get(job.platform)
  if (!ports?.cart?.discard || clock() - job.createdAt > giveUpAfterMs) return ledger.jobs.finish(job)
  const postpone = () => ledger.jobs.postpone(job, clock() + backOff(job.attempts + 1))
  const source = await ledger.jobs.unseal(job)
  // What another key sealed is left to the instances that have it.
  if (!source) return postpone()
  const signal = AbortSignal.timeout(jobMs)
  try {
    const cart = await ports.recovery.read(source.cartId, signal)
    const isOrderedWhole = cart.lines.every(({ id: lineId, quantity }) => quantity <= (source.lines[lineId] ?? 0))
    if (isOrderedWhole) await ports.cart.discard(source.cartId, signal)
    else log.info({ store }, 'The recovered cart holds more than was ordered, and is kept')
    await ledger.jobs.finish(job)
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'cart-gone') return ledger.jobs.finish(job)
    log.warn({ store, cause: describe(error, debug) }, 'The recovered cart could not be deleted yet')
    await postpone()
  }
}
