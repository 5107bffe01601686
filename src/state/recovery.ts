import type {
  AvailabilityAnswer,
  CheckoutAnswer,
  Outcome,
  Problem,
  ProblemCode,
  SignInMethod,
} from '../contract/browser.ts'

/** Quantities the shopper chose, by line id. A line that is not in it was never touched. */
export type Choices = ReadonlyMap<string, number>

/** An open cart: its lines, what may be done with it, and what the shopper chose and agreed to. */
export interface OpenCart extends AvailabilityAnswer {
  choices: Choices
  /** True while a second, slower answer about some lines is under way; their ids where the shopper chose more of them. */
  checking: boolean | ReadonlySet<string>
  /** The variant that was chosen instead, by line id. These lines are displayed as that variant. */
  swaps?: ReadonlyMap<string, string>
  /** The number of the turn that read it. Of two answers the one of the later turn is newer, whichever came first. */
  turn: number
}

/** What the shopper should know before they leave: codes to enter, a sign-in, a coupon that was refused. */
export type CheckoutNotice = Pick<CheckoutAnswer, 'codesToEnter' | 'signInAtCheckout' | 'offer'>

/** What was written to the cart, line by line. A `pending` line was not, or is not known to be. */
export interface Written {
  outcomes: ReadonlyMap<string, Outcome>
  /** True while it can still be undone. */
  undoable: boolean
}

/** What failed, and so what "Try again" repeats. */
export type Attempt = 'recover' | 'refresh' | 'checkout' | 'text-checkout' | 'restore' | 'undo'

/** Why a cart is being loaded. Only `link` makes a `cart-recovery-recovered` event. */
export type LoadSource = 'link' | 'reload' | 'refresh'

/** The state of the widget as one union, so that a cart with a spinner and an error cannot be written. */
export type Recovery =
  | { status: 'idle' }
  | { status: 'recovering'; source: LoadSource }
  /** The platform shows this cart to its shopper alone, so the shopper is asked to sign in. */
  | { status: 'signing-in'; source: LoadSource; method?: SignInMethod | undefined }
  | {
      status: 'ready'
      open: OpenCart
      /** `stock-moved`: the checkout was held back, because the cart is no longer as it was `displayed`. */
      problem?: Problem
      displayed?: OpenCart
      /** What was written all the same, before that was found. */
      written?: Written | undefined
      /** What the shopper has to know before they leave: the next checkout goes there. */
      notice?: CheckoutNotice
      /** A restore was undone just now. */
      undone?: boolean
      /** The link of a checkout by text is over, and leads nowhere any more. */
      linkExpired?: boolean
    }
  | { status: 'restoring'; open: OpenCart }
  | ({
      status: 'restored'
      open: OpenCart
      /**
       * The cart is the one that the shop shows. False where the shop was asked to make it so and did not; undefined where it is
       * not asked, and the link alone leads back.
       */
      inShop?: boolean | undefined
    } & Written)
  | { status: 'finishing'; open: OpenCart }
  | {
      status: 'finished'
      open: OpenCart
      /**
       * The link was sent by text `too`, and the page stays, because the shopper may follow either. Or the text message is the
       * `only` place it is in.
       */
      byText?: 'too' | 'only'
      /** Codes that the checkout behind that link does not have. */
      codesToEnter?: CheckoutAnswer['codesToEnter']
      /** Milliseconds since 1970: from then on the link that was sent leads nowhere. */
      expiresAt?: number | undefined
    }
  | {
      status: 'failed'
      problem: Problem
      attempt: Attempt
      /** The cart as last displayed, where there is one. */
      open?: OpenCart | undefined
      /** Milliseconds since 1970: before that, trying again is pointless. */
      retryAt?: number | undefined
      /** What was written all the same, before it failed. */
      written?: Written | undefined
      /** The shopper said that the cart is not theirs. Nothing failed. */
      left?: boolean
    }

export type RecoveryStatus = Recovery['status']

/** The cart that a state carries, if any. */
export function openOf(recovery: Recovery): OpenCart | undefined {
  return 'open' in recovery ? recovery.open : undefined
}

// After these the handle opens nothing any more.
const ends = new Set<ProblemCode>(['invalid-link', 'cart-gone', 'completed', 'expired', 'wrong-store', 'link-needed'])

/** True for a problem after which there is no cart to come back to. */
export function isEnd({ code }: Problem): boolean {
  return ends.has(code)
}
