import type { AvailabilityAnswer, Problem, SignInMethod } from '../contract/browser.ts'
import { pruneChoices } from './cart/choices.ts'
import {
  type Attempt,
  type Choices,
  isEnd,
  type LoadSource,
  type OpenCart,
  openOf,
  type Recovery,
  type Written,
} from './recovery.ts'

/**
 * Something that asks the proxy about the cart: one request, or several that belong together. Answers may come in any
 * order; all that they change on the page goes through here, so that none is shown after a newer one.
 */
export interface Turn {
  /** Turns are numbered in the order they began. */
  readonly number: number
  /** False once a newer action has begun. Its answer says nothing any more, whatever it is. */
  isLatest(): boolean
  /** Shows a state, while this is the latest. */
  set(recovery: Recovery): void
  /**
   * Shows a problem, while this is the latest. `sign-in-needed` is shown as a question instead, because it is no
   * failure.
   */
  fail(problem: Problem, attempt: Attempt, more?: FailureContext): void
  /** An answer as an open cart: with the choices that still apply, which are kept for a reload. */
  opened(answer: AvailabilityAnswer, choices?: Choices, checking?: boolean): OpenCart
  /**
   * Puts the answer's cart in the place of an older one. What the page says about it, or is doing with it, stays.
   * Without an answer, the older one is no longer being checked.
   */
  update(answer: AvailabilityAnswer | undefined): void
}

/** What turns read of the cart's session, and change in it. */
export interface TurnSession {
  readonly recovery: Recovery
  /** What the shopper chose so far, also while no cart is open. */
  choices: Choices
  /** Variants that the shopper chose in the place of a line's own, by line id. */
  swaps: Map<string, string>
  /** Where the shopper has to sign in for this cart, if the link alone did not open it. */
  signIn?: SignInMethod | undefined
  /** The shop tells what is back in stock by itself. */
  notifies?: (() => boolean) | undefined
  /** Ids of the lines that its service has taken, of which no answer of the proxy tells. */
  readonly ownSubscriptions: Set<string>
  /** Displays chosen substitutes in the place of their lines, in the page's order. Absent until that part is loaded. */
  exchange?: (open: OpenCart) => OpenCart
  /** Shows what the shopper did on the page. Whatever the proxy was asked for is shown by its turn. */
  set(recovery: Recovery): void
  /** Keeps the choices, and the handle with them, for a reload. */
  keep(choices: Choices): void
  /** Keeps nothing for a reload. Without `isOpenable` the handle opens nothing any more, and is dropped. */
  forget(isOpenable?: boolean): void
}

/** What belongs to a failure beside its problem. */
export interface FailureContext {
  /** Why the cart was being loaded. @default 'refresh' */
  source?: LoadSource
  /** What was written before it failed. */
  written?: Written | undefined
}

/** The turns of one cart session, which share one count. */
export interface Turns {
  /** Begins an action: a newer one takes the page from it, whether that has been answered or not. */
  begin(): Turn
  /** Begins a request beside the actions: it takes the page from none. */
  beginBeside(): Turn
}

export function createTurns(session: TurnSession, now: () => number): Turns {
  let last = 0
  let lastAction = 0

  function createTurn(number: number): Turn {
    const turn: Turn = {
      number,
      isLatest: () => lastAction <= number,
      set(recovery) {
        if (turn.isLatest()) session.set(recovery)
      },
      fail(problem, attempt, more = {}) {
        if (turn.isLatest()) fail(problem, attempt, more)
      },
      opened({ cart, abilities, consent, linkEndsAt }, choices = session.choices, checking = false) {
        const kept = pruneChoices(choices, cart)
        const backInStock = abilities.backInStock || session.notifies?.() === true
        session.keep(kept)
        // Not every answer repeats which lines the shopper is subscribed to.
        const before = openOf(session.recovery)?.cart.lineItems.filter(({ subscribed }) => subscribed)
        const lineItems = cart.lineItems.map((line) =>
          before?.some(({ id }) => id === line.id) || session.ownSubscriptions.has(line.id)
            ? { subscribed: true, ...line }
            : line,
        )
        const open = {
          cart: { ...cart, lineItems },
          abilities: { ...abilities, backInStock },
          consent,
          linkEndsAt,
          choices: kept,
          checking,
          turn: number,
        }
        return session.exchange?.(open) ?? open
      },
      update(answer) {
        const { recovery } = session
        if (!('open' in recovery) || !recovery.open || recovery.open.turn > number) return
        session.set({ ...recovery, open: answer ? turn.opened(answer) : { ...recovery.open, checking: false } })
      },
    }
    return turn
  }

  function fail(problem: Problem, attempt: Attempt, { source = 'refresh', written }: FailureContext) {
    if (problem.code === 'sign-in-needed') {
      // The same handle opens the cart after the sign-in, also after a reload.
      session.keep(session.choices)
      return session.set({ status: 'signing-in', source, method: session.signIn })
    }
    const isOver = isEnd(problem)
    // Behind a cart that can be ordered again the handle still opens something, and a reload forgets it all the same.
    if (isOver) session.forget(problem.again)
    const { retryAfterSeconds } = problem
    session.set({
      status: 'failed',
      problem,
      attempt,
      open: isOver ? undefined : openOf(session.recovery),
      retryAt: retryAfterSeconds === undefined ? undefined : now() + retryAfterSeconds * 1000,
      ...(written && !isOver && { written }),
    })
  }

  return {
    begin() {
      last += 1
      lastAction = last
      return createTurn(last)
    },
    beginBeside() {
      last += 1
      return createTurn(last)
    },
  }
}
