import type { WritableAtom } from 'nanostores'

import type { KeptHandle } from '../client/index.ts'
import type { AvailabilityAnswer, Problem, ProblemCode } from '../contract/browser.ts'
import { pruneChoices } from './choices.ts'
import { type Attempt, type Choices, type LoadSource, type OpenCart, openOf, type Recovery } from './recovery.ts'

export interface RecoveryStoreOptions {
  /** Where the handle survives a reload. Without it, nothing does. */
  keep?: (kept: KeptHandle) => void
  /** Called when the cart is at its end. */
  forget?: () => void
  /** May the shopper be sent there? @default every address the proxy answers with */
  acceptsCheckoutUrl?: (url: string) => boolean
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number
}

// After these the handle opens nothing any more.
const ends = new Set<ProblemCode>(['invalid-link', 'cart-gone', 'completed', 'expired', 'wrong-store', 'link-needed'])

/** True for a problem after which there is no cart to come back to. */
export function isEnd({ code }: Problem): boolean {
  return ends.has(code)
}

/** One cart's life in the widget: the secret handle, whose turn it is, and what is kept for a reload. */
export interface CartSession {
  readonly recovery: Recovery
  /** Stands for the cart. Never in a store, where any script on the page could read it. */
  cartHandle: string
  /** What the shopper chose so far, also while no cart is open. */
  choices: Choices
  set(recovery: Recovery): void
  /** Starts something. The function answers whether it is still the latest thing that was started. */
  begin(): () => boolean
  /** The cart on the table with a newer reading of it. */
  opened(answer: AvailabilityAnswer, choices?: Choices, checking?: boolean): OpenCart
  /** Notes the handle and the choices for a reload. */
  keep(choices: Choices): void
  /** Shows what went wrong. A cart that only its shopper may see asks who they are, and that is no failure. */
  fail(problem: Problem, attempt: Attempt, source?: LoadSource): void
}

export function createCartSession($recovery: WritableAtom<Recovery>, options: RecoveryStoreOptions): CartSession {
  const { now = Date.now } = options
  let turn = 0

  const session: CartSession = {
    get recovery() {
      return $recovery.get()
    },
    cartHandle: '',
    choices: new Map(),
    set: (recovery) => $recovery.set(recovery),
    begin() {
      turn += 1
      const mine = turn
      return () => mine === turn
    },
    opened({ cart, abilities, consent }, choices = session.choices, checking = false) {
      const kept = pruneChoices(choices, cart)
      session.keep(kept)
      // Not every answer says again what the shopper is told about.
      const before = openOf($recovery.get())?.cart.lineItems.filter(({ subscribed }) => subscribed)
      const lineItems = cart.lineItems.map((line) =>
        before?.some(({ id }) => id === line.id) ? { subscribed: true, ...line } : line,
      )
      return { cart: { ...cart, lineItems }, abilities, consent, choices: kept, checking }
    },
    keep(choices) {
      session.choices = choices
      const { cartHandle } = session
      options.keep?.({ cartHandle, choices: Object.fromEntries(choices), keptAt: now() })
    },
    fail(problem, attempt, source = 'refresh') {
      if (problem.code === 'sign-in-needed') {
        // The handle is good for the cart afterwards, and after a reload.
        session.keep(session.choices)
        return $recovery.set({ status: 'signing-in', source })
      }
      const over = isEnd(problem)
      if (over) {
        session.cartHandle = ''
        options.forget?.()
      }
      const { retryAfterSeconds } = problem
      $recovery.set({
        status: 'failed',
        problem,
        attempt,
        open: over ? undefined : openOf($recovery.get()),
        retryAt: retryAfterSeconds === undefined ? undefined : now() + retryAfterSeconds * 1000,
      })
    },
  }
  return session
}
