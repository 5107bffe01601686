import type { AbandonedCartSettings, ChannelCartSettings, MessageChannel, Money } from '../../contract/index.ts'

/** Whom a cart belongs to. Held for one message only: never stored, never logged, masked before a browser sees it. */
export interface Contact {
  firstName?: string
  name?: string
  email?: string
  /** E.164. */
  phone?: string
  /** What the platform says they agreed to. A channel left out is not known. */
  consents: Partial<Record<MessageChannel, boolean>>
}

/** Knows whom a cart belongs to, for a message they agreed to. */
export interface ContactPort {
  /** Undefined where nobody left an address. Throws `cart-gone`. */
  find(cartId: string, signal: AbortSignal): Promise<Contact | undefined>
}

/** What an automation is told about one abandonment. */
export interface CartReport {
  /** Our own name for the abandonment; the same whenever it is told again. No platform id. */
  id: string
  total: Money
  /** Leads back into the widget. */
  link: string
  /** E.164. */
  phone: string
  firstName?: string
}

/** Tells an automation that a cart was left, so that it writes to the shopper. */
export interface ReportPort {
  /** How the automation writes: what the shopper must have agreed to. */
  messageChannel: MessageChannel
  /** What comes before the first report: a log-in. Whoever dies on the way has sent nothing. Throws as `send`. */
  ready?(signal: AbortSignal): Promise<void>
  /**
   * Sent once. Throws `UpstreamError`: `wasNotTaken` where it may be sent again, `isUncertain` where nobody knows, else
   * it was refused.
   */
  send(report: CartReport, signal: AbortSignal): Promise<void>
}

/** An abandoned cart, as a platform without webhooks lists it. */
export interface AbandonedCart {
  cartId: string
  channelId: string
  /** Milliseconds since 1970. */
  abandonedAt: number
  total: Money
  /** How many messages the platform has sent about it. */
  reminders: number
  isOrdered: boolean
}

/** Lists abandoned carts where no webhook tells of them. */
export interface AbandonedCartsPort {
  /** One page of the carts left since then, in the platform's order. `page` counts from 1. */
  list(
    query: { since: number; page: number },
    signal: AbortSignal,
  ): Promise<{ carts: AbandonedCart[]; isLast: boolean }>
}

/** A message that a merchant sends about one cart. */
export interface Reminder {
  subject: string
  /** Holds the sealed link already. Plain text. */
  message: string
  /** Percent, taken off at the checkout. */
  offerDiscount?: number
}

/** Sends a message about one cart. */
export interface ReminderPort {
  messageChannel: MessageChannel
  /** Read just before sending, and again where the answer was lost. Throws `cart-gone`. */
  state(cartId: string, signal: AbortSignal): Promise<{ reminders: number; isOrdered: boolean }>
  /** Sent once; resolves only where the platform is sure. Throws `UpstreamError`, as `ReportPort.send`. */
  send(cartId: string, reminder: Reminder, signal: AbortSignal): Promise<void>
}

/** The platform's own abandoned-cart messages. Without a channel: the store's settings. */
export interface SettingsPort {
  read(signal: AbortSignal): Promise<AbandonedCartSettings>
  write(settings: AbandonedCartSettings, signal: AbortSignal): Promise<AbandonedCartSettings>
  readChannel(channelId: string, signal: AbortSignal): Promise<ChannelCartSettings>
  writeChannel(channelId: string, settings: ChannelCartSettings, signal: AbortSignal): Promise<ChannelCartSettings>
}

/** What a platform tells by itself. */
export interface WebhookEvent {
  /** The same for every delivery of the same event. */
  id: string
  /** `recovered`: the shopper came back by themselves. `gone`: the cart was deleted without an order. */
  type: 'abandoned' | 'ordered' | 'recovered' | 'gone'
  /** Milliseconds since 1970. */
  at: number
  cartId?: string
  /** The platform's name of the shopper, where the event does not name the cart. */
  customerId?: string
}

/** Receives what a platform tells by itself. */
export interface WebhookPort {
  /** Undefined for an event that nobody needs. Throws `webhook-refused`; `body` is the raw one. */
  receive(delivery: { headers: Headers; body: string; now: number }): Promise<WebhookEvent | undefined>
}

/** What `doctor` looks at. */
export type CheckName = 'config' | 'key' | 'scope' | 'route' | 'hook' | 'origin' | 'store' | 'clock' | 'api'

/** One line of `doctor`. */
export interface Finding {
  check: CheckName
  /** What exactly: `bigcommerce Carts (modify)`. No secret. */
  subject: string
  ok: boolean
  /** Where it is not: what is wrong, and what to do. */
  detail?: string
  /** `--fix` would try to set it right: what is missing is created, what somebody made is left alone. */
  fixable?: boolean
  /** `--fix` set it right. */
  fixed?: boolean
}

/** What `doctor` compares a platform's account with. */
export interface CheckUpRequest {
  channels: Record<string, { origins: string[]; recoveryPageUrl: string }>
  /** Where this platform's webhooks are to be delivered; absent where the store takes none. */
  webhookUrl?: string
  now: number
  /** Create the routes and hooks that are missing. */
  fix: boolean
}

/** Asks a platform harmless questions about its account. Never throws for what it finds. */
export interface CheckUpPort {
  checkUp(request: CheckUpRequest, signal: AbortSignal): Promise<Finding[]>
}
