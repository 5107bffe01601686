import type { Discount, MessageChannel, Money, Offer } from '../../contract/index.ts'
import type { AvailabilityPort, PlatformSubstitute, Stock } from './availability-port.ts'
import type { CheckoutCustomer, CheckoutLink, CheckoutOptions } from './checkout-link.ts'
import type {
  AbandonedCartsPort,
  CheckUpPort,
  ContactPort,
  OwnReportPort,
  ReminderPort,
  ReportPort,
  SettingsPort,
  WebhookPort,
} from './messaging-ports.ts'
import type { PlatformLine } from './platform-line.ts'

/**
 * What a platform gives the proxy: its name and the ports it has. A port it lacks is absent, never a stub. Every
 * method takes a signal. It throws a `RecoveryError` where it knows what a failure means, else the `UpstreamError`.
 */
export interface Platform {
  name: string
  /** Its name as it writes it, for merchants. @default the name */
  title?: string
  recovery?: RecoveryPort
  availability?: AvailabilityPort
  cart?: CartPort
  checkout?: CheckoutPort
  shopper?: ShopperPort
  shopperCart?: ShopperCartPort
  shopperCheckout?: ShopperCheckoutPort
  backInStock?: BackInStockPort
  contact?: ContactPort
  report?: ReportPort | OwnReportPort
  abandonedCarts?: AbandonedCartsPort
  reminder?: ReminderPort
  settings?: SettingsPort
  webhooks?: WebhookPort
  checkUp?: CheckUpPort
}

export type {
  AvailabilityPort,
  CheckoutCustomer,
  CheckoutLink,
  CheckoutOptions,
  PlatformLine,
  PlatformSubstitute,
  Stock,
}

/** A cart as the platform knows it. Holds no personal data beyond `spec`. */
export interface PlatformCart {
  id: string
  channelId: string
  /** The platform's id of the signed-in customer whose cart it is; absent where a guest's. Never reaches the browser. */
  customerId?: string
  lines: PlatformLine[]
  total: Money
  /** `total` differs from the lines' prices by taxes and fees alone. Absent where it may be by a discount. */
  differsByTaxes?: true
  /** What `total` has off the lines' prices, each more than 0. Absent where it is not known to be in `total`. */
  discounts?: Discount[]
  /** The lines' prices exclude taxes, so that the checkout may add some. */
  excludesTaxes?: true
  offer?: Offer
  /** Codes of the coupons that it has. */
  coupons?: string[]
  /** The platform's count of changes, where it has one: guards the next write against an edit from elsewhere. */
  version?: number
}

/** Finds the cart behind a link. Only reads. */
export interface RecoveryPort {
  /** The cart is the shopper's own at the platform, which shows and finishes it for a signed-in shopper only. */
  isShoppersOwn?: boolean
  /** The cart id behind the platform's own token; absent where only our sealed links lead here. Throws `invalid-link`. */
  resolve?(token: string, signal: AbortSignal): Promise<string>
  /** How the platform's own links reach shoppers, where they do so in one way. */
  linksBy?: MessageChannel
  /**
   * The cart as it is now. `session` is given where its shopper is signed in. `maxAgeMs`: how old the answer may be (default
   * 0), where many open one link at once. Throws `cart-gone`; `sign-in-needed` where the platform shows a cart to its shopper
   * alone.
   */
  read(
    cartId: string,
    signal: AbortSignal,
    session?: ShopperSession,
    options?: { maxAgeMs?: number },
  ): Promise<PlatformCart>
}

/** What is to stand in the platform's cart for one line. `spec` allows a line that is gone to be added again. */
export interface Target {
  id: string
  quantity: number
  spec?: unknown
  /** Id of another target, written before this one. Where that is refused or left, this one is refused, and nothing is written. */
  onlyAfter?: string
}

/** One line that a write changed, as it was read back from the platform. */
export interface WrittenLine {
  id: string
  before: number
  written: number
  /** Its id afterwards, where the platform gave it a new one. */
  newId?: string
  /** The platform did not keep the line's options as they were chosen. The shopper is told before they pay. */
  optionsChanged?: true
  spec: unknown
}

/** A cart after its lines were set. */
export interface WriteResult {
  /** As it was read back. */
  cart: PlatformCart
  /** The lines whose quantity or options changed. */
  lines: WrittenLine[]
  /** Ids of targets that the platform refused. */
  refused: string[]
  /** Ids of lines that were edited elsewhere in the meantime, and that were left at the larger quantity. */
  changedElsewhere: string[]
  /** Where writing ended before its last target: what is missing, and why. Absent where every target was tried. */
  brokeOff?: BrokenOff
}

/** What of a write is missing, and why. */
export interface BrokenOff {
  /** Ids of targets that were not written. After `unconfirmed` one of them may have been. */
  pending: string[]
  /** `unconfirmed` where reading the cart again does not tell what was written. */
  cause: unknown
}

/** Sets lines to targets. Doing so twice, or after a lost answer, ends with the same cart. */
export interface CartPort {
  /**
   * Starts from the cart as it was read. Where it breaks off after something was written, it tells what, so that this can be
   * undone and the rest asked for again (`brokeOff`), and throws only where nothing is known to be written: the platform's
   * refusal, or `unconfirmed`. Throws `cart-gone` where there is no cart, and `empty` rather than remove the last line.
   */
  apply(cart: PlatformCart, targets: readonly Target[], signal: AbortSignal): Promise<WriteResult>
  /** Deletes the cart. One that is gone already is no failure. */
  discard?(cartId: string, signal: AbortSignal): Promise<void>
  /**
   * Raises each line to what `present`, another cart of the same shopper, has of the same variant and options, and touches
   * nothing else: for a shop that makes the cart its own. Doing so twice ends with the same cart. Throws like `apply`, and where
   * it broke off half-way.
   */
  merge?(cart: PlatformCart, present: PlatformCart, signal: AbortSignal): Promise<MergedCart>
  /**
   * A code with which the shop claims the cart in the shopper's own session, for platforms where an id alone makes no cart the
   * shop's. The platform merges by itself then, so `merge` is not asked. `atCheckout`: the shopper has seen what they pay, so
   * that nothing may come along.
   */
  claim?(cart: PlatformCart, options: { atCheckout: boolean }, signal: AbortSignal): Promise<string>
}

/** A cart after another one's lines were put into it, as it was read back. */
export interface MergedCart {
  cart: PlatformCart
  /** Lines of the other cart that are not in it, or not as many pieces. */
  missing: PlatformLine[]
}

/** A cart after a coupon was tried on it, as it was read back. */
export interface TriedCoupon {
  /** `expired` for a code that is over and for one that never was. */
  status: Exclude<Offer['status'], 'at-checkout'>
  cart: PlatformCart
}

/** Leads to the platform's checkout. */
export interface CheckoutPort {
  /** Makes a checkout link, on the shopper's tap and never before. */
  link(cartId: string, signal: AbortSignal, options?: CheckoutOptions): Promise<CheckoutLink>
  /**
   * The origin of the channel's checkout links. Undefined where the platform tells it only by making a link. If the
   * channel does not list this origin, nothing is written for the checkout.
   */
  origin?(channelId: string, signal: AbortSignal): Promise<string | undefined>
  /**
   * Puts a coupon on the cart, which keeps those that it has. Doing so twice ends with the same cart. Throws where it is not
   * known whether the coupon is on it, and `not-supported` where the account may apply none.
   */
  applyCoupon?(cart: PlatformCart, code: string, signal: AbortSignal): Promise<TriedCoupon>
  /** Whether the account may do that. Changes nothing. @default it may, until `applyCoupon` says otherwise */
  mayApplyCoupons?(signal: AbortSignal): Promise<boolean>
}

/** A shopper who is signed in at a platform. Its token stays on the server, encrypted. */
export interface ShopperSession {
  token: string
  /** As the widget may show it; absent where the shop's own sign-in was used. */
  maskedPhone?: string
  /**
   * The platform's id of the shopper, as its order events name them: the same for every token of theirs. Absent where the
   * platform tells none. Never made from an unchecked token.
   */
  customerId?: string
}

/** Signs shoppers in. */
export interface ShopperPort {
  /**
   * Sends a code by SMS. Absent where its path is not configured. Does not tell known numbers from unknown ones.
   * Throws `sms-refused`.
   */
  sendCode?(phone: string, signal: AbortSignal): Promise<void>
  /** Throws `code-wrong`. */
  signIn(phone: string, code: string, signal: AbortSignal): Promise<ShopperSession>
  /** Signs in with the token of the shop's own sign-in, once the platform has accepted it. Throws `sign-in-needed`. */
  signInWithToken(token: string, signal: AbortSignal): Promise<ShopperSession>
}

/** A line that is to stand in the shopper's own cart, with at least this quantity. */
export interface ShopperCartTarget {
  line: PlatformLine
  quantity: number
}

/** One line of the shopper's own cart, as it was read back. `refused`: the platform did not take all of it. */
export interface WrittenShopperLine {
  id: string
  before: number
  written: number
  refused: boolean
  /** Writing broke off before all of it was there: why. It may be asked for again. */
  brokeOff?: { cause: unknown }
  /** The cart it is in, as an order's event names it; absent where the platform does not tell. */
  cartId?: string
}

/** The shopper's own cart at a platform, which may hold other things already. */
export interface ShopperCartPort {
  /** Whether this line can be in it at all. */
  accepts(line: PlatformLine): boolean
  /**
   * Raises each line to at least its target and touches nothing else. Doing so twice, or after a lost answer, ends
   * with the same cart. Where it breaks off after something was written, the lines tell what, so that this can be undone, and
   * which are missing (`brokeOff`). Throws where nothing is known to be written: `sign-in-needed`, `unconfirmed`.
   */
  fill(
    session: ShopperSession,
    targets: readonly ShopperCartTarget[],
    signal: AbortSignal,
  ): Promise<WrittenShopperLine[]>
  /** Sets lines back to `before` where they still hold `written`; others are left alone. */
  revert(
    session: ShopperSession,
    lines: readonly (WrittenShopperLine & { line: PlatformLine })[],
    signal: AbortSignal,
  ): Promise<WrittenShopperLine[]>
  /** Empties it; one that is empty already is no failure. No route calls this: newer lines are the shopper's own. */
  clear?(session: ShopperSession, signal: AbortSignal): Promise<void>
}

/** Finishes the shopper's own cart: the platform texts the checkout's link to the shopper, and answers with it. */
export interface ShopperCheckoutPort {
  /** How long such a link works, in milliseconds. */
  lifetimeMs: number
  /**
   * Sent once, never repeated. `onSent` is called as soon as the platform has taken it, before anything of its answer is read:
   * from then on the text message may be on its way, and is not sent again unless the answer refuses it. Throws
   * `sign-in-needed`, `stock-moved`, `empty`, `unconfirmed`.
   */
  finish(session: ShopperSession, signal: AbortSignal, onSent?: () => Promise<void>): Promise<FinishedCart>
}

/** A finished cart. `cartId` and `customerId` are what the platform's order event will name, where it says so. */
export interface FinishedCart {
  /** Absent where the answer has no address: then the text message alone has it. */
  checkoutUrl?: string
  /** Others in the answer that may be the checkout's, where the first is on no origin of a checkout. */
  otherUrls?: string[]
  sentTo?: string
  cartId?: string
  customerId?: string
  /** The platform's answer cannot be read. Whether the text message was sent is `unconfirmed`, and no other one is. */
  isUnread?: true
}

/** A line's stock, and whether this shopper has subscribed to it. */
export interface WatchedStock {
  stock: Stock
  subscribed?: boolean
}

/** Subscriptions to be told when a line can be bought again. */
export interface BackInStockPort {
  /** One answer per line, by line id; a line left out could not be asked. */
  check(
    session: ShopperSession,
    lines: readonly PlatformLine[],
    signal: AbortSignal,
  ): Promise<Map<string, WatchedStock>>
  /** Idempotent. A line that can be bought already is not subscribed; its answer says so. */
  set(session: ShopperSession, line: PlatformLine, subscribed: boolean, signal: AbortSignal): Promise<WatchedStock>
}
