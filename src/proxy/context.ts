import type { Abilities } from '../contract/index.ts'
import type { Channel } from './config.ts'
import type { Log } from './log.ts'
import type { Platform, RecoveryPort } from './platform.ts'
import type { Sealer } from './sealer.ts'
import type { Sessions } from './sessions.ts'
import type { ShownCarts } from './shown.ts'
import type { SmsLimits } from './sms-limits.ts'
import type { StateStore } from './stores/state-store.ts'

/** What every route of one store works with. */
export interface StoreContext {
  store: string
  keys: readonly string[]
  clock: () => number
  log: Log
  sealer: Sealer
  stateStore: StateStore
  shownCarts: ShownCarts
  sessions: Sessions
  sms: SmsRules
  ports: Ports
  abilities: Abilities
  /** `http:` targets on loopback are allowed: the demo only. */
  insecureLoopback: boolean
}

/** When a text message may be sent, and where to. */
export interface SmsRules {
  /** The switch that stops all. */
  enabled: boolean
  countries?: readonly string[] | undefined
  limits: SmsLimits
}

/** The platform that answers each port of this store. */
export interface Ports extends Omit<Platform, 'name' | 'recovery'> {
  recovery: RecoveryPort & { platform: string }
}

/** One request, after the border let it in. */
export interface Visit {
  /** The channels that the page's origin belongs to. */
  channels: ReadonlyMap<string, Channel>
  /** Ends with the request's deadline, and for reads also when the shopper leaves. */
  signal: AbortSignal
  /** The caller's network address, where the server knows it. */
  address?: string | undefined
}

/** The first platform that has each port gives it. */
export function choosePorts(platforms: readonly Platform[]): Ports | undefined {
  const recovering = platforms.find(({ recovery }) => recovery)
  if (!recovering?.recovery) return undefined
  const ports: Ports = { recovery: { ...recovering.recovery, platform: recovering.name } }
  for (const platform of platforms) {
    for (const port of portNames) if (platform[port]) Object.assign(ports, { [port]: ports[port] ?? platform[port] })
  }
  return ports
}

const portNames = [
  'availability',
  'cart',
  'checkout',
  'shopper',
  'shopperCart',
  'shopperCheckout',
  'backInStock',
] as const satisfies (keyof Platform)[]

export function toAbilities({ cart, checkout, shopper, shopperCart, shopperCheckout, backInStock }: Ports): Abilities {
  return {
    editLines: cart !== undefined || shopperCart !== undefined,
    restore: cart !== undefined || shopperCart !== undefined,
    checkout: checkout !== undefined,
    textCheckout: shopper !== undefined && shopperCart !== undefined && shopperCheckout !== undefined,
    backInStock: shopper !== undefined && backInStock !== undefined,
    signIn: shopper?.sendCode !== undefined,
    consent: false,
  }
}
