import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import type { CartPorts } from '../choose-ports.ts'
import type { LedgerContext } from '../context.ts'
import type { CartDeletion, Job } from '../ledger/jobs.ts'
import type { Stored } from '../ledger/stored.ts'
import { describe } from '../log.ts'
import { withLock } from '../stores/lock.ts'
import { backOff, giveUpAfterMs } from './back-off.ts'

const jobMs = 20_000

type Plan = NonNullable<CartDeletion['plan']>

/**
 * Takes out of the recovered cart what was ordered in another one, and nothing else: line by line, as the cart is now, guarded
 * by its version and read back. A cart of which nothing is left is deleted.
 */
export async function deleteCart(context: LedgerContext, job: Stored<Job>): Promise<void> {
  const { ledger, portsByPlatform, stateStore, clock, log, store, debug } = context
  const { platform, createdAt, attempts } = job.value
  const ports = portsByPlatform.get(platform)
  if (!ports?.cart || clock() - createdAt > giveUpAfterMs) return ledger.jobs.finish(job)
  const content = await ledger.jobs.unseal(job.value)
  // What another key sealed is left to the instances that have it.
  if (!content) return ledger.jobs.postpone(job, clock() + backOff(attempts + 1))
  let own = job
  try {
    await withLock(stateStore, `${store}:${content.cartId}`, AbortSignal.timeout(jobMs), async (signal) => {
      const cart = await ports.recovery.read(content.cartId, signal)
      const plan = content.plan ?? planOf(cart, content.lines)
      const planned = content.plan ? own : await ledger.jobs.revise(own, { ...content, plan })
      if (!planned) return
      own = planned
      await takeOut(context, ports, cart, plan, signal)
    })
    await ledger.jobs.finish(own)
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'cart-gone') return ledger.jobs.finish(own)
    log.warn(
      { store, platform, cause: describe(error, debug) },
      'What was ordered could not be taken out of its cart yet',
    )
    await ledger.jobs.postpone(own, clock() + backOff(attempts + 1))
  }
}

function planOf(cart: PlatformCart, ordered: CartDeletion['lines']): Plan {
  return cart.lines.flatMap(({ id, quantity }) => {
    const taken = ordered[id] ?? 0
    return taken > 0 ? [{ id, before: quantity, target: Math.max(0, quantity - taken) }] : []
  })
}

async function takeOut(
  { log, store }: LedgerContext,
  { platform, cart: port, recovery }: CartPorts,
  cart: PlatformCart,
  plan: Plan,
  signal: AbortSignal,
): Promise<void> {
  if (!port) return
  // A line that does not hold any more what was found was changed since: by us, before a crash, or by the shopper.
  const targets = plan.flatMap(({ id, before, target }) => {
    const line = cart.lines.find((candidate) => candidate.id === id)
    return line?.quantity === before ? [{ id, quantity: target, spec: line.spec }] : []
  })
  const isWhole = cart.lines.every(({ id }) => targets.some((target) => target.id === id && target.quantity === 0))
  // Deleting a cart is guarded by no version, so that it is left for the last line.
  const last = isWhole ? targets[0] : undefined
  const others = last ? targets.slice(1) : targets
  const result = others.length > 0 ? await port.apply(cart, others, signal) : undefined
  const kept = (result?.refused.length ?? 0) + (result?.changedElsewhere.length ?? 0)
  if (!last) {
    if (kept > 0)
      log.info({ store, platform }, 'Some of what was ordered stays in its cart, which was changed meanwhile')
    return
  }
  const left = result ? (await recovery.read(cart.id, signal)).lines : cart.lines
  const before = plan.find(({ id }) => id === last.id)?.before
  const isLastAlone = left.length === 1 && left[0]?.id === last.id && left[0].quantity === before
  if (isLastAlone && port.discard) await port.discard(cart.id, signal)
  else log.info({ store, platform }, 'The recovered cart was changed meanwhile, and what is in it is kept')
}
