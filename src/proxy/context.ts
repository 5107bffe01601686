import type { Abilities, PhoneCountries } from '../contract/index.ts'
import { RecoveryError } from './adapter/errors.ts'
import type { CouponAccess } from './cart/coupon/coupon-access.ts'
import type { CartPorts, StorePorts } from './choose-ports.ts'
import type { Channel } from './config.ts'
import type { OpenCookies } from './http/open-cookies.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { CodeLimits } from './limits/code-limits.ts'
import type { Counters } from './limits/counters.ts'
import type { UnknownLinks } from './limits/unknown-links.ts'
import type { Log } from './log.ts'
import type { WorkOptions } from './messaging/work-options.ts'
import type { OpenedHandle } from './sealing/cart-handle.ts'
import type { Sealer } from './sealing/sealer.ts'
import type { Sessions } from './shopper/sessions.ts'
import type { StateStore } from './stores/state-store.ts'
import { hasNotify } from './subscriptions/notified-carts.ts'
import type { NotifyPort } from './subscriptions/notify-port.ts'

/** What every route of one store works with. */
export interface StoreContext extends StorePorts {
  store: string
  /** Shopper ids are derived with it: the oldest of the store's keys, so that a new key in front changes no id. */
  shopperKey: string
  /** Milliseconds since 1970. */
  clock: () => number
  log: Log
  /** Log lines about a platform's failure hold what it answered, redacted. */
  debug: boolean
  sealer: Sealer
  /** Tokens of links that came by `/open`. */
  openCookies: OpenCookies
  /** Where browsers reach the proxy, its path included. */
  publicUrl: string
  stateStore: StateStore
  sessions: Sessions
  sms: SmsRules
  unknownLinks: UnknownLinks
  counters: Counters
  couponAccess: CouponAccess
  /** Those that serve the cart in question; `forPlatform` exchanges them. */
  ports: CartPorts
  abilities: Abilities
  portsByPlatform: ReadonlyMap<string, CartPorts>
  /** How the platforms write their names. */
  platformTitles: { name: string; title: string }[]
  /** Sales channels by id. */
  channels: Readonly<Record<string, Channel>>
  /** Absent where the state store has no database: the merchant's half is off. */
  ledger?: Ledger
  /** The store may send messages of its own, because its ledger outlives the process and prevents a second one. */
  isMessaging: boolean
  /** Tells the shop's own service what is back in stock. Absent without one, or without a ledger that outlives the process. */
  notify?: NotifyPort
  /** Phone numbers and addresses in small letters; all where absent. */
  allowedContacts?: ReadonlySet<string>
  afterOrder: 'keep' | 'delete-cart'
  /** The shop makes recovered carts its own. */
  adopts: boolean
  /** `http:` targets on loopback are allowed, as in the demo. */
  insecureLoopback: boolean
  /**
   * Starts on everything that is due in the outbox, or goes on with it. Resolves when nothing is due any more, and never
   * throws. Called by the code that wrote to the outbox, and by a timer.
   */
  wake: (options?: WorkOptions) => Promise<void>
  /** When the worker last got on, in milliseconds since 1970. */
  workedAt: () => number
  /** Ends once the process is about to: what has not begun by then is left to the next one. */
  stopping: AbortSignal
}

/** What the merchant's half works with. */
export interface LedgerContext extends StoreContext {
  ledger: Ledger
}

/** True where the store has a ledger. */
export const hasLedger = (context: StoreContext): context is LedgerContext => context.ledger !== undefined

/** When a text message may be sent, and where to. */
export interface SmsRules {
  /** False stops all of them: codes, and the checkout by text. */
  enabled: boolean
  /** ISO 3166 codes of the countries that may be written to. Absent where no platform sends codes. */
  countries?: readonly string[] | undefined
  /** Of those countries, in their order. */
  callingCodes: PhoneCountries
  limits: CodeLimits
}

/** One request about an open cart, once its origin and body were accepted. */
export interface RequestContext {
  /** Of the page it comes from. */
  origin: string
  /** The sales channels that the page's origin belongs to. */
  channels: ReadonlyMap<string, Channel>
  /** Ends with the request's deadline, and for reads also when the shopper leaves. */
  signal: AbortSignal
  /** The route writes. What only displays goes on while the state store is down. */
  isWrite: boolean
  /** What the caller is counted by, from `toClientAddress`. */
  address?: string | undefined
  /** The `Cookie` header. Read for tokens of `/open` alone. */
  cookie?: string | undefined
  /** The cart behind the request's handle. */
  cartRef: OpenedHandle
}

/** A request with a link instead of a handle: which cart it leads to is not known yet. */
export type LinkRequestContext = Omit<RequestContext, 'cartRef'>

/** The same store with the ports for a cart of that platform. Throws `link-needed` where it is not configured any more. */
export function forPlatform(context: StoreContext, platform: string): StoreContext {
  const ports = context.portsByPlatform.get(platform)
  if (!ports) throw new RecoveryError('link-needed', { detail: "the cart's platform is no longer configured" })
  return ports === context.ports ? context : { ...context, ports, abilities: toAbilities(ports, context) }
}

/** What these ports let a shopper do. */
export function toAbilities(
  ports: CartPorts,
  { messageChannels, sms, notify }: Pick<StoreContext, 'messageChannels' | 'sms' | 'notify'>,
): Abilities {
  const { recovery, cart, checkout, contact, shopper, shopperCart, shopperCheckout, backInStock } = ports
  const acceptsLines = shopperCart !== undefined || recovery.isShoppersOwn === true
  return {
    editLines: cart !== undefined || shopperCart !== undefined,
    restore: cart !== undefined || shopperCart !== undefined,
    checkout: checkout !== undefined,
    textCheckout: sms.enabled && shopper !== undefined && acceptsLines && shopperCheckout !== undefined,
    backInStock:
      (shopper !== undefined && backInStock !== undefined) || hasNotify({ ports, ...(notify && { notify }) }),
    signIn: sms.enabled && shopper?.sendCode !== undefined,
    // A cart without an address for us is never written about, so no page asks to be allowed to.
    consent: messageChannels.length > 0 && contact !== undefined && !recovery.isShoppersOwn,
    share: !recovery.isShoppersOwn,
    ...(checkout?.applyCoupon && { coupon: true }),
  }
}
