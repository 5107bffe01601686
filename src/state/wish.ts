import type { LineItem, Problem } from '../contract/browser.ts'

/** What the shopper tapped, and gets without another tap once it is known who they are. */
export type Wish =
  | { kind: 'back-in-stock'; lineItemIds: readonly string[]; subscribed: boolean }
  | { kind: 'text-checkout' }
  /** No tap but a link, to a cart that the platform shows to its shopper alone. */
  | { kind: 'open-cart' }

/**
 * How far a wish is. Most are granted at once; a shopper whom nobody knows is asked for a phone number and the code
 * that was sent to it. Neither is ever in here.
 */
export type WishState =
  | { status: 'idle' }
  | { status: 'asking'; wish: Wish }
  | { status: 'phone'; wish: Wish; problem?: Problem }
  | { status: 'sending'; wish: Wish; before?: SentCode }
  | ({ status: 'code'; wish: Wish; problem?: Problem } & SentCode)
  | ({ status: 'checking'; wish: Wish } & SentCode)
  | ({ status: 'done'; wish: Wish } & Granted)
  | { status: 'failed'; wish: Wish; problem: Problem }

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
export interface Granted {
  /** Lines that the shopper is told about from now on, or no longer. */
  lineItems: readonly LineItem[]
  /** Lines that came back meanwhile: they can be bought, and nobody has to be told. */
  back: readonly LineItem[]
  /** The masked number that the checkout link went to. */
  sentTo?: string | undefined
}

type SigningIn = Extract<WishState, { status: 'phone' | 'sending' | 'code' | 'checking' }>

/** True while the shopper is asked who they are. */
export function isSigningIn(state: WishState): state is SigningIn {
  return /^(phone|sending|code|checking)$/.test(state.status)
}
