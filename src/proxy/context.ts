import type { Abilities, MessageChannel } from '../contract/index.ts'
import { RecoveryError } from './adapter/errors.ts'
import type { ReportPort, SettingsPort, WebhookPort } from './adapter/messaging-ports.ts'
import type { Platform, RecoveryPort } from './adapter/platform.ts'
import type { DisplayedCarts } from './cart/displayed-carts.ts'
import type { Channel } from './config.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import type { OpenedHandle } from './sealing/cart-handle.ts'
import type { Sealer } from './sealing/sealer.ts'
import type { Sessions } from './shopper/sessions.ts'
import type { SmsLimits } from './stores/sms-limits.ts'
import type { StateStore } from './stores/state-store.ts'

/** What every route of one store works with. */
export interface StoreContext {
  store: string
  keys: readonly string[]
  clock: () => number
  log: Log
  sealer: Sealer
  stateStore: StateStore
  displayedCarts: DisplayedCarts
  sessions: Sessions
  sms: SmsRules
  /** Of the platform whose cart is recovered; `forPlatform` changes them. */
  ports: Ports
  abilities: Abilities
  portsByPlatform: ReadonlyMap<string, Ports>
  channels: Readonly<Record<string, Channel>>
  ledger: Ledger
  webhooks: ReadonlyMap<string, WebhookPort>
  /** The store may send messages of its own, because it will remember that it did. */
  isMessaging: boolean
  messageChannels: readonly MessageChannel[]
  /** The automation that is told of abandoned carts. */
  report?: { platform: string; port: ReportPort }
  settings?: SettingsPort
  afterOrder: 'keep' | 'delete-cart'
  /** `http:` targets on loopback are allowed: the demo only. */
  insecureLoopback: boolean
  /**
   * Starts on everything that is due in the outbox, or goes on with it. Resolves when nothing is due any more, and never
   * throws. Called by the code that wrote to the outbox, and by a timer.
   */
  wake: () => Promise<void>
}

/** When a text message may be sent, and where to. */
export interface SmsRules {
  /** The switch that stops all. */
  enabled: boolean
  countries?: readonly string[] | undefined
  limits: SmsLimits
}

/** The ports that serve carts of one platform. */
export interface Ports extends Pick<Platform, SharedPort | OwnPort> {
  platform: string
  recovery: RecoveryPort
  /** Whose checkout is by text. */
  shopperPlatform?: string
}

/** One request about an open cart, once its origin and body were accepted. */
export interface RequestContext {
  /** Of the page it comes from. */
  origin: string
  /** The sales channels that the page's origin belongs to. */
  channels: ReadonlyMap<string, Channel>
  /** Ends with the request's deadline, and for reads also when the shopper leaves. */
  signal: AbortSignal
  /** The caller's network address, where the server knows it. */
  address?: string | undefined
  /** The cart behind the request's handle. */
  cartRef: OpenedHandle
}

/** A request that brings a link: which cart it leads to is still to be found out. */
export type LinkRequestContext = Omit<RequestContext, 'cartRef'>

// Any platform may give these for a cart of another; the rest is the business of the cart's own.
const sharedPorts = [
  'availability',
  'shopper',
  'shopperCart',
  'shopperCheckout',
  'backInStock',
] as const satisfies (keyof Platform)[]
type SharedPort = (typeof sharedPorts)[number]
type OwnPort = 'cart' | 'checkout' | 'contact' | 'abandonedCarts' | 'reminder'

/** For each platform that can show a cart: the ports that serve it, where the first that has one gives it. */
export function choosePorts(platforms: readonly Platform[]): Map<string, Ports> {
  const byPlatform = new Map<string, Ports>()
  for (const { name, recovery, cart, checkout, contact, abandonedCarts, reminder } of platforms) {
    if (!recovery || byPlatform.has(name)) continue
    const ports: Ports = {
      platform: name,
      recovery,
      ...(cart && { cart }),
      ...(checkout && { checkout }),
      ...(contact && { contact }),
      ...(abandonedCarts && { abandonedCarts }),
      ...(reminder && { reminder }),
    }
    for (const platform of platforms) {
      for (const port of sharedPorts)
        if (platform[port]) Object.assign(ports, { [port]: ports[port] ?? platform[port] })
    }
    const finishing = platforms.find(({ shopperCheckout }) => shopperCheckout)
    if (finishing) ports.shopperPlatform = finishing.name
    // Its lines are in the shopper's own cart already.
    if (recovery.isShoppersOwn) delete ports.shopperCart
    byPlatform.set(name, ports)
  }
  return byPlatform
}

/** The ports for links that carry a platform's own token, or the only ones there are. */
export function choosePrimary(byPlatform: ReadonlyMap<string, Ports>): Ports | undefined {
  const all = [...byPlatform.values()]
  return all.find(({ recovery }) => recovery.resolve) ?? all[0]
}

/** The same store, for a cart of that platform. Throws `link-needed` where it is not configured any more. */
export function forPlatform(context: StoreContext, platform: string): StoreContext {
  const ports = context.portsByPlatform.get(platform)
  if (!ports) throw new RecoveryError('link-needed', { detail: "the cart's platform is no longer configured" })
  return ports === context.ports ? context : { ...context, ports, abilities: toAbilities(ports, context) }
}

export function toAbilities(
  { recovery, cart, checkout, shopper, shopperCart, shopperCheckout, backInStock }: Ports,
  { messageChannels }: Pick<StoreContext, 'messageChannels'>,
): Abilities {
  const takesLines = shopperCart !== undefined || recovery.isShoppersOwn === true
  return {
    editLines: cart !== undefined || shopperCart !== undefined,
    restore: cart !== undefined || shopperCart !== undefined,
    checkout: checkout !== undefined,
    textCheckout: shopper !== undefined && takesLines && shopperCheckout !== undefined,
    backInStock: shopper !== undefined && backInStock !== undefined,
    signIn: shopper?.sendCode !== undefined,
    consent: messageChannels.length > 0,
  }
}
