import type { RestoreClient, Result } from '../../client/index.ts'
import type { Offer } from '../../contract/browser.ts'
import { pageOf } from '../cart-session.ts'
import { internalsOf } from '../internals-of.ts'
import { isEnd, openOf } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'

/**
 * Applies a code that the shopper entered to the cart, and shows the cart with it. What they chose stays, and is not written.
 * Resolves to what became of the code, or to undefined where no cart is open.
 */
export async function applyCoupon(
  store: RecoveryStore,
  client: Pick<RestoreClient, 'restore'>,
  coupon: string,
): Promise<Result<Offer | undefined> | undefined> {
  const { session } = internalsOf(store)
  const open = openOf(session.recovery)
  if (!open) return undefined
  const turn = session.beginBeside()
  const result = await client.restore({ ...pageOf(session, open), lineItems: [], coupon })
  if (result.ok) {
    const { cart } = result.value
    turn.update({ ...open, cart })
    return { ok: true, value: cart.offer }
  }
  if (isEnd(result.problem)) turn.fail(result.problem, 'refresh')
  return result
}
