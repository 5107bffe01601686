import type { Abilities } from '../contract/index.ts'
import type { Channel } from './config.ts'
import type { Log } from './log.ts'
import type { AvailabilityPort, CartPort, CheckoutPort, Platform, RecoveryPort } from './platform.ts'
import type { Sealer } from './sealer.ts'
import type { ShownCarts } from './shown.ts'
import type { StateStore } from './stores/state-store.ts'

/** What every route of one store works with. */
export interface StoreContext {
  store: string
  clock: () => number
  log: Log
  sealer: Sealer
  stateStore: StateStore
  shownCarts: ShownCarts
  ports: Ports
  abilities: Abilities
  /** `http:` targets on loopback are allowed: the demo only. */
  insecureLoopback: boolean
}

/** The platform that answers each port of this store. */
export interface Ports {
  recovery: RecoveryPort & { platform: string }
  availability?: AvailabilityPort
  cart?: CartPort
  checkout?: CheckoutPort
}

/** One request, after the border let it in. */
export interface Visit {
  /** The channels that the page's origin belongs to. */
  channels: ReadonlyMap<string, Channel>
  /** Ends with the request's deadline, and for reads also when the shopper leaves. */
  signal: AbortSignal
}

/** The first platform that has each port gives it. */
export function choosePorts(platforms: readonly Platform[]): Ports | undefined {
  const recovering = platforms.find(({ recovery }) => recovery)
  if (!recovering?.recovery) return undefined
  const ports: Ports = { recovery: { ...recovering.recovery, platform: recovering.name } }
  for (const { availability, cart, checkout } of platforms) {
    if (availability) ports.availability ??= availability
    if (cart) ports.cart ??= cart
    if (checkout) ports.checkout ??= checkout
  }
  return ports
}

export function toAbilities({ cart, checkout }: Ports): Abilities {
  return {
    editLines: cart !== undefined,
    restore: cart !== undefined,
    checkout: checkout !== undefined,
    textCheckout: false,
    backInStock: false,
    signIn: false,
    consent: false,
  }
}
