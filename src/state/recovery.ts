import type { AvailabilityAnswer, Outcome, Problem } from '../contract/browser.ts'

/** Quantities the shopper chose, by line id. A line that is not in it was never touched. */
export type Choices = ReadonlyMap<string, number>

/** A cart on the table: what there is, what may be done with it, what the shopper chose and agreed to. */
export interface OpenCart extends AvailabilityAnswer {
  choices: Choices
  /** True while a second, slower answer about some lines is under way. */
  checking: boolean
}

/** What was asked for when something failed, and so what "Try again" repeats. */
export type Attempt = 'recover' | 'refresh' | 'checkout' | 'text-checkout' | 'restore' | 'undo'

/** Why a cart is on its way: only a link makes a recovery that a shop wants to hear of. */
export type LoadSource = 'link' | 'reload' | 'refresh'

/** Everything the widget can be, as one union: a cart with a spinner and an error cannot be written. */
export type Recovery =
  | { status: 'idle' }
  | { status: 'recovering'; source: LoadSource }
  /** The platform shows this cart to its shopper alone, who is asked who they are. */
  | { status: 'signing-in'; source: LoadSource }
  | {
      status: 'ready'
      open: OpenCart
      /** `stock-moved`: the checkout was held back, because the cart is not as it was `displayed` any more. */
      problem?: Problem
      displayed?: OpenCart
      /** Our own changes were taken back just now. */
      undone?: boolean
    }
  | { status: 'restoring'; open: OpenCart }
  | {
      status: 'restored'
      open: OpenCart
      outcomes: ReadonlyMap<string, Outcome>
      /** True while our changes can still be taken back. */
      undoable: boolean
    }
  | { status: 'finishing'; open: OpenCart }
  | {
      status: 'finished'
      open: OpenCart
      /** The link was also sent by text: the shopper stays here until they follow one of the two. */
      byText?: true
    }
  | {
      status: 'failed'
      problem: Problem
      attempt: Attempt
      /** The cart as last displayed, where there is one. */
      open?: OpenCart | undefined
      /** Milliseconds since 1970: before that, trying again is pointless. */
      retryAt?: number | undefined
    }

export type RecoveryStatus = Recovery['status']

/** The cart that a state carries, if any. */
export function openOf(recovery: Recovery): OpenCart | undefined {
  return 'open' in recovery ? recovery.open : undefined
}
