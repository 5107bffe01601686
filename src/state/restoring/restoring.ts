import type { RestoreClient } from '../../client/index.ts'
import type { CheckoutAnswer, Problem } from '../../contract/browser.ts'
import { toAllChoices, toChoices } from '../cart/choices.ts'
import { pageOf } from '../cart-session.ts'
import type { StoreInternals } from '../internals.ts'
import { type Attempt, type OpenCart, openOf, type Recovery, type Written } from '../recovery.ts'
import type { Turn } from '../turns.ts'
import { addWritten, createRestored, restoreAll } from './restore-all.ts'
import { showProblem } from './show-problem.ts'

/** A write that a tap began. */
export interface Begun {
  turn: Turn
  /** The cart that it is about. */
  open: OpenCart
  /** What was on the page at the tap. */
  before: Recovery
}

/** Everything that writes in several calls, and can be undone. */
export interface RestoringActions {
  /** True where the shopper goes on in the shop. */
  restore(begun: Begun): Promise<boolean>
  undo(): Promise<void>
  /** After a checkout failed: goes on where it can, and answers as it would have; else shows the problem. */
  continueCheckout(begun: Begun, problem: Problem): Promise<CheckoutAnswer | undefined>
}

const unsaved = /^(changed|failed|pending)/

/** Makes them for one store. */
export function createRestoring(
  { session, client, options: { adopt } }: StoreInternals,
  restoreClient: RestoreClient,
): RestoringActions {
  // What the latest of these actions wrote. The states show it, without the undos, which stand for the cart.
  let restored = createRestored()

  /** Begins to write. What a failure left half written is continued, so that one undo takes back all of it. */
  function begin({ before }: Begun, isAgain = false) {
    if (!isAgain && !writtenOf(before)) restored = createRestored()
    restored.cart = undefined
  }

  /** Shows the cart as far as it was written. */
  function showWritten({ turn, open }: Begun) {
    if (restored.cart) turn.update({ ...open, cart: restored.cart })
  }

  const toWritten = (): Written => ({ outcomes: restored.outcomes, undoable: restored.undos.length > 0 })

  /** Shows a problem, and the cart as far as it was written: by earlier calls, and by the one that failed. */
  function showFailure(begun: Begun, problem: Problem, attempt: Attempt) {
    const { turn, open } = begun
    if (problem.undo) addWritten(restored, problem)
    showWritten(begun)
    const isPartly = attempt === 'undo' ? (restored.cart ?? problem.cart) : restored.undos.length
    showProblem(turn, problem, attempt, open, isPartly ? toWritten() : undefined)
  }

  async function continueCheckout(begun: Begun, problem: Problem): Promise<CheckoutAnswer | undefined> {
    const { turn, open } = begun
    if (!turn.isLatest()) return
    begin(begun)
    if (problem.code !== 'too-many-changes') {
      showFailure(begun, problem, 'checkout')
      return
    }
    const request = { ...pageOf(session, open), lineItems: toAllChoices(open) }
    const failed = await restoreAll(restoreClient, request, restored)
    if (!turn.isLatest()) return
    showWritten(begun)
    const result = failed ? { ok: false as const, problem: failed } : await client.checkout(request)
    if (!turn.isLatest()) return
    if (result.ok) return result.value
    showFailure(begun, result.problem, 'checkout')
  }

  async function restore(begun: Begun) {
    const { turn, open, before } = begun
    if (!turn.isLatest()) return false
    begin(begun, before.status === 'restored')
    const problem = await restoreAll(restoreClient, { ...pageOf(session, open), lineItems: toChoices(open) }, restored)
    if (!turn.isLatest()) return false
    const needsSignIn = problem?.code === 'sign-in-needed'
    const { cart, adoptCode, isShoppersOwn } = restored
    if (cart && (!problem || needsSignIn)) {
      const adopted = !problem && adoptCode ? await adopt?.(adoptCode) : undefined
      if (!turn.isLatest()) return false
      turn.set({
        status: 'restored',
        // This cart holds the choices now, so none is left to send. The shopper's own, in its place, leaves it as it was.
        open: turn.opened({ ...open, cart }, isShoppersOwn ? undefined : new Map()),
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
    } else if (problem) showFailure(begun, problem, 'restore')
    return false
  }

  async function undo() {
    const before = session.recovery
    const open = openOf(before)
    const { undos } = restored
    const isFailed = before.status === 'failed' && before.attempt === 'undo'
    if (!open || !undos.length || (before.status !== 'restored' && !isFailed && !writtenOf(before))) return
    const turn = session.begin()
    turn.set({ status: 'restoring', open })
    restored.cart = undefined
    const page = pageOf(session, open)
    let undone = true
    while (undos.length) {
      const result = await restoreClient.undo({ ...page, undo: undos.at(-1) ?? '' })
      if (!turn.isLatest()) return
      if (!result.ok) {
        // What is older than one that is over is over too.
        if (result.problem.code === 'undo-over') undos.length = 0
        return showFailure({ turn, open, before }, result.problem, 'undo')
      }
      undos.pop()
      if (result.value.outcomes.some(({ outcome }) => outcome === 'failed')) undone = false
      restored.cart = result.value.cart
    }
    const { cart = open.cart } = restored
    turn.set({ status: 'ready', open: turn.opened({ ...open, cart }, new Map()), undone })
  }

  return { restore, undo, continueCheckout }
}

/** What a problem left written. */
const writtenOf = (recovery: Recovery) => ('written' in recovery ? recovery.written : undefined)
