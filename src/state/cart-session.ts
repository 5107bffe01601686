import type { WritableAtom } from 'nanostores'

import type { KeptHandle } from '../client/index.ts'
import type { AvailabilityAnswer, Problem, ProblemCode, SignInMethod } from '../contract/browser.ts'
import { pruneChoices } from './choices.ts'
import { createLatest } from './latest.ts'
import { type Attempt, type Choices, type LoadSource, type OpenCart, openOf, type Recovery } from './recovery.ts'

export interface RecoveryStoreOptions {
  /** Keeps the handle and the choices for a reload. @default nothing survives one */
  keep?: (kept: KeptHandle) => void
  /** Called when the handle opens nothing any more. */
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

/** One cart while the widget holds it: the secret handle, which request is the latest, and what a reload needs. */
export interface CartSession {
  readonly recovery: Recovery
  /** Stands for the cart. Never in a store, where any script on the page could read it. */
  cartHandle: string
  /** Where the shopper has to sign in for this cart, if the link alone did not open it. */
  signIn?: SignInMethod | undefined
  /** The handle came in the page's address, so its sender may hold it too: the shopper token is never sent with it. */
  isShared: boolean
  /** What the shopper chose so far, also while no cart is open. */
  choices: Choices
  set(recovery: Recovery): void
  /** Starts something. The function answers whether it is still the latest start. */
  begin(): () => boolean
  /** An answer as an open cart: with the choices that still apply, which are kept for a reload. */
  opened(answer: AvailabilityAnswer, choices?: Choices, checking?: boolean): OpenCart
  /** Keeps the choices, and the handle with them, for a reload. */
  keep(choices: Choices): void
  /** Shows a problem. `sign-in-needed` is shown as a question instead, because it is no failure. */
  fail(problem: Problem, attempt: Attempt, source?: LoadSource): void
}

export function createCartSession($recovery: WritableAtom<Recovery>, options: RecoveryStoreOptions): CartSession {
  const { now = Date.now } = options

  const session: CartSession = {
    get recovery() {
      return $recovery.get()
    },
    cartHandle: '',
    isShared: false,
    choices: new Map(),
    set: (recovery) => $recovery.set(recovery),
    begin: createLatest(),
    opened({ cart, abilities, consent }, choices = session.choices, checking = false) {
      const kept = pruneChoices(choices, cart)
      session.keep(kept)
      // Not every answer repeats which lines the shopper is subscribed to.
      const before = openOf($recovery.get())?.cart.lineItems.filter(({ subscribed }) => subscribed)
      const lineItems = cart.lineItems.map((line) =>
        before?.some(({ id }) => id === line.id) ? { subscribed: true, ...line } : line,
      )
      return { cart: { ...cart, lineItems }, abilities, consent, choices: kept, checking }
    },
    keep(choices) {
      session.choices = choices
      const { cartHandle, signIn, isShared } = session
      options.keep?.({
        cartHandle,
        choices: Object.fromEntries(choices),
        keptAt: now(),
        ...(signIn === 'shop' && { signIn }),
        ...(isShared && { isShared }),
      })
    },
    fail(problem, attempt, source = 'refresh') {
      if (problem.code === 'sign-in-needed') {
        // The same handle opens the cart after the sign-in, also after a reload.
        session.keep(session.choices)
        return $recovery.set({ status: 'signing-in', source, method: session.signIn })
      }
      const isOver = isEnd(problem)
      if (isOver) {
        session.cartHandle = ''
        options.forget?.()
      }
      const { retryAfterSeconds } = problem
      $recovery.set({
        status: 'failed',
        problem,
        attempt,
        open: isOver ? undefined : openOf($recovery.get()),
        retryAt: retryAfterSeconds === undefined ? undefined : now() + retryAfterSeconds * 1000,
      })
    },
  }
  return session
}
