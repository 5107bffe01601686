import { localProblem, type RecoveryClient } from '../client/index.ts'
import type { Problem } from '../contract/browser.ts'
import type { CartSession, RecoveryStoreOptions } from './cart-session.ts'
import { toAllChoices, toChoices } from './choices.ts'
import { type Attempt, type OpenCart, openOf } from './recovery.ts'
import { restoreAll } from './restore-all.ts'
import type { Summary } from './summary.ts'
import type { Turn } from './turns.ts'

/** Everything that writes. Each starts with a tap, and only one runs at a time. */
export interface FinishActions {
  /** Applies the lines and answers the address to go to; undefined where the shopper stays. */
  checkout(): Promise<string | undefined>
  /**
   * Writes the lines to the cart, to keep shopping with them. True where only a signed-in shopper has a cart to write
   * to.
   */
  restore(): Promise<boolean>
  /** Undoes what `restore` wrote. */
  undo(): Promise<void>
}

export function createFinish(
  session: CartSession,
  client: RecoveryClient,
  summary: () => Summary | undefined,
  acceptsCheckoutUrl: NonNullable<RecoveryStoreOptions['acceptsCheckoutUrl']> = () => true,
): FinishActions {
  let undos: string[] = []

  /** The cart to write. Undefined while something is under way, and where nothing of the cart can be bought. */
  function writable(): OpenCart | undefined {
    const { status } = session.recovery
    const idle = status === 'ready' || status === 'restored' || status === 'failed'
    const open = idle && summary()?.itemCount ? openOf(session.recovery) : undefined
    // Lines that are still being checked are not waited for: the proxy checks them again before it writes.
    return open && { ...open, checking: false }
  }

  async function checkout(): Promise<string | undefined> {
    const open = writable()
    if (!open?.abilities.checkout) return
    const isTold = 'notice' in session.recovery
    const turn = session.begin()
    turn.set({ status: 'finishing', open })
    const page = pageOf(session, open)
    let lineItems = toChoices(open)
    let result = await client.checkout({ ...page, ...(lineItems.length && { lineItems }) })
    if (!result.ok && result.problem.code === 'too-many-changes') {
      lineItems = toAllChoices(open)
      const restored = await restoreAll(client, { ...page, lineItems })
      if (!turn.isLatest()) return
      result = restored.ok ? await client.checkout({ ...page, lineItems }) : restored
    }
    if (!turn.isLatest()) return
    if (!result.ok) showProblem(turn, result.problem, 'checkout', open)
    else {
      const { checkoutUrl, codesToEnter, signInAtCheckout } = result.value
      if (checkoutUrl === null || !acceptsCheckoutUrl(checkoutUrl)) {
        turn.fail(localProblem('internal-error'), 'checkout')
        return
      }
      if (!isTold && (codesToEnter || signInAtCheckout)) {
        turn.set({ status: 'ready', open, notice: { codesToEnter, signInAtCheckout } })
        return
      }
      turn.set({ status: 'finished', open })
      return checkoutUrl
    }
  }

  async function restore() {
    const open = writable()
    if (!open?.abilities.restore) return false
    const turn = session.begin()
    turn.set({ status: 'restoring', open })
    const result = await restoreAll(client, { ...pageOf(session, open), lineItems: toChoices(open) })
    if (!turn.isLatest()) return false
    if (result.ok) {
      undos = result.value.undos
      turn.set({
        status: 'restored',
        // The cart holds the choices now, so none is left to send.
        open: turn.opened({ ...open, cart: result.value.cart }, new Map()),
        outcomes: result.value.outcomes,
        undoable: undos.length > 0,
      })
    } else if (result.problem.code === 'sign-in-needed') {
      // The lines would go into the shopper's own cart at the platform. To keep shopping, no sign-in is asked for.
      turn.set({ status: 'ready', open })
      return true
    } else showProblem(turn, result.problem, 'restore', open)
    return false
  }

  async function undo() {
    const { recovery } = session
    const open = openOf(recovery)
    const again = recovery.status === 'failed' && recovery.attempt === 'undo'
    if (!open || !undos.length || (recovery.status !== 'restored' && !again)) return
    const turn = session.begin()
    turn.set({ status: 'restoring', open })
    const page = pageOf(session, open)
    let { cart } = open
    while (undos.length) {
      const result = await client.undo({ ...page, undo: undos.at(-1) ?? '' })
      if (!turn.isLatest()) return
      if (!result.ok) return showProblem(turn, result.problem, 'undo', open)
      undos.pop()
      cart = result.value.cart
    }
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }, new Map()), undone: true })
  }

  return { checkout, restore, undo }
}

/** What every write names: the cart, and what of it is on the page. Nothing else is agreed to by a tap. */
export function pageOf({ cartHandle }: CartSession, { cart }: OpenCart): { cartHandle: string; revision: string } {
  return { cartHandle, revision: cart.revision }
}

/** Shows a problem of a write. `stock-moved` is no failure: it shows the cart as it is now, and what changed. */
export function showProblem(turn: Turn, problem: Problem, attempt: Attempt, open: OpenCart): void {
  const { cart, ...rest } = problem
  if (problem.code === 'stock-moved' && cart) {
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }), problem: rest, displayed: open })
  } else turn.fail(problem, attempt)
}
