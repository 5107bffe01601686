import type { MessageChannel } from '../contract/index.ts'
import type { SettingsPort, WebhookPort } from './adapter/messaging-ports.ts'
import type { AvailabilityPort, Platform, RecoveryPort } from './adapter/platform.ts'

/** Given by the platform whose cart it is. */
type OwnPort = 'cart' | 'checkout' | 'contact' | 'abandonedCarts' | 'reminder'

/** Given by the first platform that has one, also for the carts of another. */
type SharedPort = (typeof sharedPorts)[number]
const sharedPorts = [
  'availability',
  'shopper',
  'shopperCart',
  'shopperCheckout',
  'backInStock',
] as const satisfies (keyof Platform)[]

/** The ports that serve the carts of one platform. */
export interface CartPorts extends Pick<Platform, OwnPort | SharedPort> {
  platform: string
  recovery: RecoveryPort
  /** The platform that gives `availability`. */
  stockPlatform?: string
  /** What the cart's own platform says of stock, where `availability` is another one's. */
  ownAvailability?: AvailabilityPort
  /** The platform that gives `shopperCheckout`. */
  shopperPlatform?: string
  /** The platform that gives `backInStock`. */
  backInStockPlatform?: string
}

/** The ports that serve the store as a whole, whichever platform a cart is of. */
export interface StorePorts {
  /** The automation that is told of abandoned carts. */
  report?: { platform: string; port: NonNullable<Platform['report']> }
  settings?: SettingsPort
  webhooks: ReadonlyMap<string, WebhookPort>
  /** How the store can write to a shopper, and so what they are asked to agree to. */
  messageChannels: readonly MessageChannel[]
}

/** The cart ports by platform, for each platform that can read a cart. */
export function chooseCartPorts(platforms: readonly Platform[]): Map<string, CartPorts> {
  const shared: Pick<Platform, SharedPort> = {}
  for (const platform of platforms) {
    for (const port of sharedPorts) {
      if (platform[port]) Object.assign(shared, { [port]: shared[port] ?? platform[port] })
    }
  }
  const stockPlatform = platforms.find(({ availability }) => availability)?.name
  const shopperPlatform = platforms.find(({ shopperCheckout }) => shopperCheckout)?.name
  const backInStockPlatform = platforms.find(({ backInStock }) => backInStock)?.name
  const byPlatform = new Map<string, CartPorts>()
  for (const { name, recovery, availability, cart, checkout, contact, abandonedCarts, reminder } of platforms) {
    if (!recovery || byPlatform.has(name)) continue
    const ports: CartPorts = {
      platform: name,
      recovery,
      ...(cart && { cart }),
      ...(checkout && { checkout }),
      ...(contact && { contact }),
      ...(abandonedCarts && { abandonedCarts }),
      ...(reminder && { reminder }),
      ...shared,
      ...(stockPlatform !== undefined && { stockPlatform }),
      ...(availability && stockPlatform !== name && { ownAvailability: availability }),
      ...(shopperPlatform !== undefined && { shopperPlatform }),
      ...(backInStockPlatform !== undefined && { backInStockPlatform }),
    }
    // The lines of such a cart are in the shopper's own cart already: there is none to fill.
    if (recovery.isShoppersOwn) delete ports.shopperCart
    byPlatform.set(name, ports)
  }
  return byPlatform
}

/** The cart ports for a platform's own link token: of the first platform that resolves one, or of the first at all. */
export function choosePrimaryPorts(byPlatform: ReadonlyMap<string, CartPorts>): CartPorts | undefined {
  const all = [...byPlatform.values()]
  return all.find(({ recovery }) => recovery.resolve) ?? all[0]
}

/** The store's ports: the first report and settings, and the webhooks and message channels of all platforms. */
export function chooseStorePorts(platforms: readonly Platform[]): StorePorts {
  const reporting = platforms.find(({ report }) => report)
  const settings = platforms.find((platform) => platform.settings)?.settings
  const messageChannels = platforms.flatMap(({ report, reminder }) =>
    [report?.messageChannel, reminder?.messageChannel].filter((channel) => channel !== undefined),
  )
  return {
    ...(reporting?.report && { report: { platform: reporting.name, port: reporting.report } }),
    ...(settings && { settings }),
    webhooks: new Map(platforms.flatMap(({ name, webhooks }) => (webhooks ? [[name, webhooks] as const] : []))),
    messageChannels: [...new Set(messageChannels)],
  }
}
