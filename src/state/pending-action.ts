import type { LineItem, Problem } from '../contract/browser.ts'

/** What the shopper tapped, and gets without another tap once it is known who they are. */
export type PendingAction =
  | { kind: 'back-in-stock'; lineItemIds: readonly string[]; subscribed: boolean }
  | { kind: 'text-checkout' }
  /** No tap but a link, to a cart that the platform shows to its shopper alone. */
  | { kind: 'open-cart' }

/**
 * How far a wish is. Most are completed at once; a shopper whom nobody knows is asked for a phone number and the code
 * that was sent to it. Neither is ever in here.
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

/** What came of a wish. */
export interface CompletedAction {
  /** Lines that the shopper is told about from now on, or no longer. */
  lineItems: readonly LineItem[]
  /** Lines that came back meanwhile: they can be bought, and nobody has to be told. */
  back: readonly LineItem[]
  /** The masked number that the checkout link went to. */
  sentTo?: string | undefined
}

type SigningIn = Extract<PendingActionState, { status: 'phone' | 'sending' | 'code' | 'checking' }>

/** True while the shopper is asked who they are. */
export function isSigningIn(state: PendingActionState): state is SigningIn {
  return /^(phone|sending|code|checking)$/.test(state.status)
}
