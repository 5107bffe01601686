import { RecoveryError } from '../adapter/errors.ts'
import type { StoreContext } from '../context.ts'
import type { Entry } from '../ledger/collection.ts'
import type { CartTransfer, Discard } from '../ledger/ledger.ts'
import { describe } from '../log.ts'
import { backOff, giveUpAfterMs } from './back-off.ts'

const jobMs = 20_000

/**
 * Deletes the recovered cart once its lines were ordered in another one. The cart is kept if it holds any other line by
 * now, or more of a line than was transferred: the shopper is using it again.
 */
export async function discardCart(context: StoreContext, { id, value }: Entry<Discard>): Promise<void> {
  const { ledger, portsByPlatform, sealer, clock, log, store, debug, stopping } = context
  const done = () => ledger.discards.update(id, (before) => before && withoutDue(before))
  const opened = await sealer.open<CartTransfer>('ledger', value.sealed)
  const source = opened.status === 'open' ? opened.payload : undefined
  const ports = source && portsByPlatform.get(source.platform)
  if (!source || !ports?.cart?.discard || clock() - value.createdAt > giveUpAfterMs) return void (await done())
  const signal = AbortSignal.timeout(jobMs)
  let isReading = true
  try {
    const cart = await ports.recovery.read(source.cartId, AbortSignal.any([signal, stopping]))
    isReading = false
    const isOrderedWhole = cart.lines.every(({ id: lineId, quantity }) => quantity <= (source.lines[lineId] ?? 0))
    if (isOrderedWhole) await ports.cart.discard(source.cartId, signal)
    else log.info({ store }, 'The recovered cart holds more than was ordered, and is kept')
    await done()
  } catch (error) {
    if (stopping.aborted && isReading) return
    if (error instanceof RecoveryError && error.code === 'cart-gone') return void (await done())
    log.warn({ store, cause: describe(error, debug) }, 'The recovered cart could not be deleted yet')
    await ledger.discards.update(id, (before) => {
      const attempts = value.attempts + 1
      return before && { ...before, attempts, dueAt: clock() + backOff(attempts) }
    })
  }
}

function withoutDue({ dueAt: _dueAt, ...rest }: Discard): Discard {
  return rest
}
