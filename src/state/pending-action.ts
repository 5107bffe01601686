import type { LineItem, Problem } from '../contract/browser.ts'

/** What the shopper tapped, and what completes without another tap once they are signed in. */
export type PendingAction =
  | {
      kind: 'back-in-stock'
      lineItemIds: readonly string[]
      subscribed: boolean
      /** Of the shop's own service, which is asked instead of the proxy. */
      answer?: Promise<unknown> | undefined
    }
  | { kind: 'text-checkout' }
  /** Started by a link, not by a tap: the platform shows this cart to its shopper alone. */
  | { kind: 'open-cart' }

/**
 * How far a pending action is. Most complete at once; where the proxy asks for a sign-in, the shopper is asked for a
 * phone number and for the code that was sent to it. Neither is ever in here.
 */
export type PendingActionState =
  | { status: 'idle' }
  | { status: 'running'; action: PendingAction }
  | { status: 'phone'; action: PendingAction; problem?: Problem }
  | { status: 'sending'; action: PendingAction; before?: SentCode }
  | ({ status: 'code'; action: PendingAction; problem?: Problem } & SentCode)
  | ({ status: 'checking'; action: PendingAction } & SentCode)
  | ({ status: 'completed'; action: PendingAction } & CompletedAction)
  | { status: 'failed'; action: PendingAction; problem: Problem }

/** A code that is on its way. */
export interface SentCode {
  /** The masked number. */
  sentTo: string
  /** Milliseconds since 1970: before that, no other is sent. */
  resendAt: number
  /** It is not the first one. */
  again?: boolean
}

/** The result of an action. */
export interface CompletedAction {
  /** Lines that are subscribed to from now on, or no longer. */
  lineItems: readonly LineItem[]
  /** Lines that can be bought again meanwhile, so that no message is needed. */
  back: readonly LineItem[]
  /** The masked number that the checkout link went to. */
  sentTo?: string | undefined
}

type SigningIn = Extract<PendingActionState, { status: 'phone' | 'sending' | 'code' | 'checking' }>

/** True while the shopper is asked who they are. */
export function isSigningIn(state: PendingActionState): state is SigningIn {
  return /^(phone|sending|code|checking)$/.test(state.status)
}
