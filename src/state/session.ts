import type { WritableAtom } from 'nanostores'

import type { Abilities, Cart, Problem, ProblemCode } from '../contract/browser.ts'
import { pruneChoices } from './choices.ts'
import { type Attempt, type Choices, type OpenCart, openOf, type Recovery } from './recovery.ts'
import type { RecoveryStoreOptions } from './recovery-store.ts'

// After these the handle opens nothing any more.
const ends = new Set<ProblemCode>(['invalid-link', 'cart-gone', 'expired', 'wrong-store', 'link-needed'])

/** True for a problem after which there is no cart to come back to. */
export function isEnd({ code }: Problem): boolean {
  return ends.has(code)
}

/** One cart's life in the widget: the secret handle, whose turn it is, and what is kept for a reload. */
export interface Session {
  readonly recovery: Recovery
  /** Stands for the cart. Never in a store, where any script on the page could read it. */
  cartHandle: string
  abilities: Abilities
  set(recovery: Recovery): void
  /** Starts something. The function answers whether it is still the latest thing that was started. */
  begin(): () => boolean
  /** The cart on the table with a newer reading of it. */
  opened(cart: Cart, choices?: Choices, checking?: boolean): OpenCart
  /** Notes the handle and the choices for a reload. */
  keep(choices: Choices): void
  fail(problem: Problem, attempt: Attempt): void
}

/** What is assumed of a cart whose abilities nobody told: the proxy refuses what it cannot do. */
const assumedAbilities: Abilities = {
  editLines: true,
  restore: true,
  checkout: true,
  textCheckout: false,
  backInStock: false,
  signIn: false,
  consent: false,
}

export function createSession($recovery: WritableAtom<Recovery>, options: RecoveryStoreOptions): Session {
  const { now = Date.now } = options
  let turn = 0

  const session: Session = {
    get recovery() {
      return $recovery.get()
    },
    cartHandle: '',
    abilities: assumedAbilities,
    set: (recovery) => $recovery.set(recovery),
    begin() {
      turn += 1
      const mine = turn
      return () => mine === turn
    },
    opened(cart, choices = openOf($recovery.get())?.choices ?? new Map(), checking = false) {
      const kept = pruneChoices(choices, cart)
      session.keep(kept)
      // Not every answer says again what the shopper is told about.
      const before = openOf($recovery.get())?.cart.lineItems.filter(({ subscribed }) => subscribed)
      const lineItems = cart.lineItems.map((line) =>
        before?.some(({ id }) => id === line.id) ? { subscribed: true, ...line } : line,
      )
      return { cart: { ...cart, lineItems }, abilities: session.abilities, choices: kept, checking }
    },
    keep(choices) {
      const { cartHandle, abilities } = session
      options.keep?.({ cartHandle, abilities, choices: Object.fromEntries(choices), keptAt: now() })
    },
    fail(problem, attempt) {
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
