import { localProblem, type RecoveryClient } from '../client/index.ts'
import type { Problem } from '../contract/browser.ts'
import type { CartSession, RecoveryStoreOptions } from './cart-session.ts'
import { toAllChoices, toChoices } from './choices.ts'
import { type Attempt, type OpenCart, openOf, type Recovery, type Written } from './recovery.ts'
import { addWritten, createRestored, restoreAll } from './restore-all.ts'
import type { Summary } from './summary.ts'
import type { Turn } from './turns.ts'

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

const unsaved = /^(changed|failed|pending)/

export function createFinish(
  session: CartSession,
  client: RecoveryClient,
  summary: () => Summary | undefined,
  { acceptsCheckoutUrl = () => true, adopt }: RecoveryStoreOptions,
): FinishActions {
  // What the latest of these actions wrote. The states show it, without the undos, which stand for the cart.
  let restored = createRestored()

  /** The cart to write. Undefined while something is under way, and where nothing of the cart can be bought. */
  function writable(): OpenCart | undefined {
    const { status } = session.recovery
    const idle = status === 'ready' || status === 'restored' || status === 'failed'
    const open = idle && summary()?.itemCount ? openOf(session.recovery) : undefined
    // Lines that are still being checked are not waited for: the proxy checks them again before it writes.
    return open && { ...open, checking: false }
  }

  /** Begins to write. What a failure left half written is continued, so that one undo takes back all of it. */
  function begin(open: OpenCart, status: 'finishing' | 'restoring'): Turn {
    const isAgain = status === 'restoring' && session.recovery.status === 'restored'
    if (!isAgain && !writtenOf(session.recovery)) restored = createRestored()
    restored.cart = undefined
    const turn = session.begin()
    turn.set({ status, open })
    return turn
  }

  /** Shows the cart as far as it was written. */
  function showWritten(turn: Turn, open: OpenCart) {
    if (restored.cart) turn.update({ ...open, cart: restored.cart })
  }

  const toWritten = (): Written => ({ outcomes: restored.outcomes, undoable: restored.undos.length > 0 })

  /** Shows a problem, and the cart as far as it was written: by earlier calls, and by the one that failed. */
  function showFailure(turn: Turn, problem: Problem, attempt: Attempt, open: OpenCart) {
    if (problem.undo) addWritten(restored, problem)
    showWritten(turn, open)
    const isPartly = attempt === 'undo' ? (restored.cart ?? problem.cart) : restored.undos.length
    showProblem(turn, problem, attempt, open, isPartly ? toWritten() : undefined)
  }

  async function checkout(): Promise<string | undefined> {
    const open = writable()
    if (!open?.abilities.checkout) return
    const isTold = 'notice' in session.recovery
    const turn = begin(open, 'finishing')
    const page = pageOf(session, open)
    let lineItems = toChoices(open)
    let result = await client.checkout({ ...page, ...(lineItems.length && { lineItems }) })
    if (!result.ok && result.problem.code === 'too-many-changes') {
      lineItems = toAllChoices(open)
      const problem = await restoreAll(client, { ...page, lineItems }, restored)
      if (!turn.isLatest()) return
      showWritten(turn, open)
      result = problem ? { ok: false, problem } : await client.checkout({ ...page, lineItems })
    }
    if (!turn.isLatest()) return
    if (!result.ok) showFailure(turn, result.problem, 'checkout', open)
    else {
      const { checkoutUrl, codesToEnter, signInAtCheckout, offer, adoptCode } = result.value
      if (checkoutUrl === null || !acceptsCheckoutUrl(checkoutUrl)) {
        turn.fail(localProblem('internal-error'), 'checkout')
        return
      }
      if (!isTold && (codesToEnter || signInAtCheckout || offer)) {
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
  }

  async function restore() {
    const open = writable()
    if (!open?.abilities.restore) return false
    const turn = begin(open, 'restoring')
    const problem = await restoreAll(client, { ...pageOf(session, open), lineItems: toChoices(open) }, restored)
    if (!turn.isLatest()) return false
    const needsSignIn = problem?.code === 'sign-in-needed'
    const { cart, adoptCode, isShoppersOwn } = restored
    if (cart && (!problem || needsSignIn)) {
      const adopted = !problem && adoptCode ? await adopt?.(adoptCode) : undefined
      if (!turn.isLatest()) return false
      turn.set({
        status: 'restored',
        // The cart holds the choices now, so none is left to send.
        open: turn.opened({ ...open, cart }, new Map()),
        inShop: adopted ?? isShoppersOwn,
        ...toWritten(),
      })
      // What could not be saved is read here, before the shopper leaves. What was reduced they saw before the tap.
      return adopted === true && ![...restored.outcomes.values()].some(({ outcome }) => unsaved.test(outcome))
    }
    if (needsSignIn) {
      // The lines would go into the shopper's own cart at the platform. To keep shopping, no sign-in is asked for.
      turn.set({ status: 'ready', open })
      return true
    } else if (problem) showFailure(turn, problem, 'restore', open)
    return false
  }

  async function undo() {
    const { recovery } = session
    const open = openOf(recovery)
    const { undos } = restored
    const isFailed = recovery.status === 'failed' && recovery.attempt === 'undo'
    if (!open || !undos.length || (recovery.status !== 'restored' && !isFailed && !writtenOf(recovery))) return
    const turn = session.begin()
    turn.set({ status: 'restoring', open })
    restored.cart = undefined
    const page = pageOf(session, open)
    let undone = true
    while (undos.length) {
      const result = await client.undo({ ...page, undo: undos.at(-1) ?? '' })
      if (!turn.isLatest()) return
      if (!result.ok) {
        // What is older than one that is over is over too.
        if (result.problem.code === 'undo-over') undos.length = 0
        return showFailure(turn, result.problem, 'undo', open)
      }
      undos.pop()
      if (result.value.outcomes.some(({ outcome }) => outcome === 'failed')) undone = false
      restored.cart = result.value.cart
    }
    const { cart = open.cart } = restored
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }, new Map()), undone })
  }

  return { checkout, restore, undo }
}

/** What every write names: the cart, and what of it is on the page. Nothing else is agreed to by a tap. */
export function pageOf({ cartHandle }: CartSession, { cart }: OpenCart): { cartHandle: string; revision: string } {
  return { cartHandle, revision: cart.revision }
}

/** What a problem left written. */
const writtenOf = (recovery: Recovery) => ('written' in recovery ? recovery.written : undefined)

/** Shows a problem of a write. `stock-moved` is no failure: it shows the cart as it is now, and what changed. */
export function showProblem(turn: Turn, problem: Problem, attempt: Attempt, open: OpenCart, written?: Written): void {
  // An undo stands for the cart, so that no state has it.
  const { cart, outcomes: _outcomes, undo: _undo, ...rest } = problem
  if (problem.code === 'stock-moved' && cart) {
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }), problem: rest, displayed: open, written })
  } else turn.fail(rest, attempt, { written })
}
