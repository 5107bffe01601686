import { type CartClient, localProblem } from '../client/index.ts'
import type { Problem } from '../contract/browser.ts'
import { toChoices } from './cart/choices.ts'
import type { Summary } from './cart/summary.ts'
import { type CartSession, pageOf, type RecoveryStoreOptions } from './cart-session.ts'
import type { LoadDeferred } from './deferred.ts'
import { type Attempt, type OpenCart, openOf } from './recovery.ts'
import type { Begun } from './restoring/restoring.ts'

/** Everything that writes. Each starts with a tap, and only one runs at a time. */
export interface FinishActions {
  /** Applies the lines and answers the address to go to; undefined where the shopper stays. */
  checkout(): Promise<string | undefined>
  /**
   * Writes the lines to the cart, and lets the shop make it its own, to keep shopping with them. True where the shopper goes on
   * in the shop: it has the cart, or only a signed-in shopper has one to write to.
   */
  restore(): Promise<boolean>
  /** Undoes what `restore` wrote. */
  undo(): Promise<void>
}

/** What writes in several calls is loaded with `load`: the checkout needs it only after it failed. */
export function createFinish(
  session: CartSession,
  client: CartClient,
  summary: () => Summary | undefined,
  { acceptsCheckoutUrl = () => true, adopt }: RecoveryStoreOptions,
  load: LoadDeferred,
): FinishActions {
  /** The cart to write. Undefined while something is under way, and where nothing of the cart can be bought. */
  function writable(): OpenCart | undefined {
    const { status } = session.recovery
    const idle = status === 'ready' || status === 'restored' || status === 'failed'
    const open = idle && summary()?.itemCount ? openOf(session.recovery) : undefined
    // Lines that are still being checked are not waited for: the proxy checks them again before it writes.
    return open && { ...open, checking: false }
  }

  /** Says what is under way before anything is waited for, so that a second tap begins nothing. */
  function begin(open: OpenCart, status: 'finishing' | 'restoring'): Begun {
    const before = session.recovery
    const turn = session.begin()
    turn.set({ status, open })
    return { turn, open, before }
  }

  /** The rest of an action. Where that is lost, its problem is shown without what was written. */
  async function loadFor({ turn }: Begun, attempt: Attempt, problem: Problem) {
    const deferred = await load()
    if (!deferred) turn.fail(problem, attempt)
    return deferred
  }

  async function checkout(): Promise<string | undefined> {
    const open = writable()
    if (!open?.abilities.checkout) return
    const begun = begin(open, 'finishing')
    const { turn } = begun
    const lineItems = toChoices(open)
    const result = await client.checkout({ ...pageOf(session, open), ...(lineItems.length && { lineItems }) })
    if (!turn.isLatest()) return
    const answer = result.ok
      ? result.value
      : await (await loadFor(begun, 'checkout', result.problem))?.continueCheckout(begun, result.problem)
    if (!answer) return
    const { checkoutUrl, codesToEnter, signInAtCheckout, offer, adoptCode } = answer
    if (checkoutUrl === null || !acceptsCheckoutUrl(checkoutUrl)) {
      turn.fail(localProblem('internal-error'), 'checkout')
      return
    }
    if (!('notice' in begun.before) && (codesToEnter || signInAtCheckout || offer)) {
      // What was to become of the link's code is known now.
      const known = { ...open, cart: { ...open.cart, offer } }
      turn.set({ status: 'ready', open: known, notice: { codesToEnter, signInAtCheckout, offer } })
      return
    }
    // The checkout does not wait for the shop.
    if (adoptCode) adopt?.(adoptCode)
    turn.set({ status: 'finished', open })
    return checkoutUrl
  }

  async function restore() {
    const open = writable()
    if (!open?.abilities.restore) return false
    const begun = begin(open, 'restoring')
    const deferred = await loadFor(begun, 'restore', localProblem('upstream-down'))
    return deferred ? deferred.restore(begun) : false
  }

  return { checkout, restore, undo: async () => (await load())?.undo() }
}
