import type {
  AbandonedCartSettings,
  ChannelCartSettings,
  MessageChannel,
  Money,
  StoredCartSettings,
} from '../../contract/index.ts'
import type { PlatformLine } from './platform-line.ts'

/** A cart's shopper. Held for one message only: never stored, never logged, masked before a browser sees it. */
export interface Contact {
  firstName?: string
  name?: string
  email?: string
  /** E.164. */
  phone?: string
  /**
   * Stands for an address that the platform keeps to itself and writes to by its own mailer: `vendure:7`, the same for every
   * cart of its owner.
   */
  addressId?: string
  /** What the platform says the shopper agreed to. A channel left out is not known. */
  consents: Partial<Record<MessageChannel, boolean>>
}

/** Finds a cart's shopper, for a message that the shopper agreed to. */
export interface ContactPort {
  /** Undefined where the shopper left no address and no number. Throws `cart-gone`. */
  find(cartId: string, signal: AbortSignal): Promise<Contact | undefined>
}

/** What an automation is told about one abandonment. */
export interface CartReport {
  /** The message's id: of this abandonment, and the same whenever it is reported again. */
  id: string
  /** The cart's id in the merchant's routes, the same at every abandonment. No platform id: that could open the cart. */
  cartId: string
  total: Money
  /** Leads back into the widget. */
  link: string
  /** E.164. */
  phone: string
  firstName?: string
}

/** What the cart's own platform is told about one abandonment, which has the address. */
export interface OwnCartReport extends Pick<CartReport, 'id' | 'link'> {
  /** At its platform. */
  cartId: string
  /** The shopper said yes in the widget, which the platform does not know. Its own no still counts. */
  agreedHere?: true
}

interface ReportPortOf<Report> {
  /** How the shopper is written to, which they must have agreed to. */
  messageChannel: MessageChannel
  /**
   * Optional preparation before `send`, such as a log-in. Nothing has been sent when it fails, so it may be repeated.
   * Throws like `send`.
   */
  ready?(signal: AbortSignal): Promise<void>
  /**
   * Sends the report once. Throws an `UpstreamError`: with `wasNotTaken` it may be sent again, with `isUncertain` it may
   * have arrived, and with neither it was refused.
   */
  send(report: Report, signal: AbortSignal): Promise<void>
}

/** Tells an automation of an abandoned cart, so that it writes to the shopper. */
export interface ReportPort extends ReportPortOf<CartReport> {
  knowsAddress?: false
}

/**
 * Has a platform write to the shoppers of its own carts. Their contacts have an `addressId`, and the proxy no address. `send` sends
 * one message for each `id`: it is called again where the answer was lost.
 */
export interface OwnReportPort extends ReportPortOf<OwnCartReport> {
  knowsAddress: true
}

/** An abandoned cart, as a platform without webhooks lists it. */
export interface AbandonedCart {
  cartId: string
  channelId: string
  /** Milliseconds since 1970. */
  abandonedAt: number
  /** Absent where the list does not tell it. */
  total?: Money
  /** How many messages the platform has sent about it. */
  reminders: number
  isOrdered: boolean
}

/** Lists abandoned carts, for platforms that send no usable webhook. */
export interface AbandonedCartsPort {
  /**
   * `abandonedAt` is the cart's last change, and what the platform and the proxy note at it is none: a later one says that the
   * shopper came back and left again. @default false: only a visit that the proxy knows of says so
   */
  listsLastChange?: boolean
  /**
   * One page of the carts abandoned since `since` (milliseconds since 1970), in the platform's order. `page` counts
   * from 1. `unreadable` carts were listed too, and left out because they could not be read: the proxy logs their number.
   */
  list(
    query: { since: number; page: number },
    signal: AbortSignal,
  ): Promise<{ carts: AbandonedCart[]; isLast: boolean; unreadable?: number }>
}

/** A message that a merchant sends about one cart. */
export interface Reminder {
  subject: string
  /** Plain text, with the sealed link in it. */
  message: string
  /** Percent, taken off at the checkout. */
  offerDiscount?: number
}

/** Sends a message about one cart. */
export interface ReminderPort {
  messageChannel: MessageChannel
  /** Read just before sending, and again where the answer was lost. Throws `cart-gone`. */
  state(cartId: string, signal: AbortSignal): Promise<{ reminders: number; isOrdered: boolean }>
  /** Sends once, and resolves only where the platform confirms it. Throws an `UpstreamError`, like `ReportPort.send`. */
  send(cartId: string, reminder: Reminder, signal: AbortSignal): Promise<void>
}

/** Reads and writes the settings of the platform's own abandoned-cart messages: the store's, and each channel's. */
export interface SettingsPort {
  read(signal: AbortSignal): Promise<StoredCartSettings>
  /** Answers with what the platform holds afterwards. Throws `invalid-request` with the field that it refused. */
  write(settings: AbandonedCartSettings, signal: AbortSignal): Promise<StoredCartSettings>
  /** A field that is null has the store's value. */
  readChannel(channelId: string, signal: AbortSignal): Promise<StoredCartSettings>
  writeChannel(channelId: string, settings: ChannelCartSettings, signal: AbortSignal): Promise<StoredCartSettings>
}

/** What happened to a cart, as the platform's webhook tells it. */
export interface WebhookEvent {
  /** The same for every delivery of the same event. */
  id: string
  /**
   * - `abandoned`: the shopper left the cart.
   * - `ordered`: the cart became an order.
   * - `recovered`: the shopper came back without a message of ours.
   * - `emptied`: nothing is in the cart any more. An order may have been made of it, and be told of later.
   * - `gone`: the cart was deleted without an order.
   */
  type: 'abandoned' | 'ordered' | 'recovered' | 'emptied' | 'gone'
  /** Milliseconds since 1970. */
  at: number
  cartId?: string
  /** The platform's id of the shopper, where the event does not name the cart. */
  customerId?: string
  /** What an order holds, where the event tells all of it. */
  lines?: OrderedLine[]
}

/** A line of an order, by the names that the lines of carts have. */
export interface OrderedLine {
  productId?: string | undefined
  variantId?: string | undefined
  sku?: string | undefined
  quantity: number
}

/** A delivery as it arrived. */
export interface WebhookDelivery {
  headers: Headers
  /** The raw one. */
  body: string
  /** Milliseconds since 1970. */
  now: number
  /**
   * Called with the reason where a delivery is ignored. The reason is logged, so it must hold no value of the delivery.
   */
  onIgnored?: (reason: string) => void
}

/** Verifies and reads a platform's webhooks. */
export interface WebhookPort {
  /** The longest delivery that is read. @default 1 MiB */
  limitBytes?: number
  /**
   * Undefined for events that the proxy has no use for. Throws `webhook-refused` for what is not the platform's, or not of
   * this store or time; and `invalid-request` only once the delivery is known to be genuine, for one that cannot be read: the
   * platform is told that it arrived, and its shape is logged.
   */
  receive(delivery: WebhookDelivery): Promise<WebhookEvent | undefined>
}

/**
 * What a finding of `doctor` is about.
 * - `config`: the proxy's own configuration.
 * - `key`: the credentials are accepted.
 * - `scope`: the credentials are allowed to make a call.
 * - `route`: the platform's messages lead to the recovery page.
 * - `hook`: the platform delivers an event to the proxy.
 * - `origin`: the proxy answers pages of a channel.
 * - `store`: the state store can be written and read.
 * - `clock`: this machine's clock agrees with the platform's.
 * - `api`: an address answers at all.
 * - `cart`: the cart that the check-up was given can be read and belongs to a channel.
 * - `stock`: the platform knows the lines of that cart.
 * - `link`: the cart's checkout link leads to a listed checkout.
 */
export type CheckName =
  | 'config'
  | 'key'
  | 'scope'
  | 'route'
  | 'hook'
  | 'origin'
  | 'store'
  | 'clock'
  | 'api'
  | 'cart'
  | 'stock'
  | 'link'

/** One line of `doctor`. */
export interface Finding {
  check: CheckName
  /** What exactly was checked: `bigcommerce Carts (modify)`. No secret. */
  subject: string
  ok: boolean
  /** With `ok: false`: what is wrong, and what to do. */
  detail?: string
  /** `--fix` would create what is missing. What a person made is never changed. */
  fixable?: boolean
  /** `--fix` has created it. */
  fixed?: boolean
}

/** What `doctor` compares a platform's account with. */
export interface CheckUpRequest {
  /**
   * `messageUrl` is where messages should lead, if that is another address than the page's: the proxy's `/open`.
   * `checkoutOrigins` is absent where the shop has not said yet where its checkout is.
   */
  channels: Record<
    string,
    { origins: string[]; recoveryPageUrl: string; messageUrl?: string | undefined; checkoutOrigins?: string[] }
  >
  /** Where this platform's webhooks are to be delivered; absent where the store receives none. */
  webhookUrl?: string
  /** Milliseconds since 1970. */
  now: number
  /** Create the routes and hooks that are missing. */
  fix: boolean
  /**
   * The lines of a real cart, of this platform or another; absent where none was named. A platform with stock yields a
   * `stock` finding, which names the option to correct where the platform knows none of the lines. Without such a
   * finding the platform's `availability` port is asked.
   */
  lines?: readonly PlatformLine[]
}

/** Asks a platform harmless questions about its account. */
export interface CheckUpPort {
  /** Every finding, in order. A platform that fails is a finding too, and never throws. */
  checkUp(request: CheckUpRequest, signal: AbortSignal): Promise<Finding[]>
}
