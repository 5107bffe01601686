import type { Calls } from './http/calls.ts'
import type { Faults } from './http/faults.ts'
import type { PlatformName } from './platform-types.ts'
import type { Readings } from './readings.ts'
import type { Delivery } from './world/delivery.ts'
import type { World } from './world/world.ts'

/** What the handlers of one sandbox share. */
export interface SandboxContext {
  world: World
  readings: Readings
  faults: Faults
  calls: Calls
  /** Sandbox time in milliseconds since 1970, the world's offset included. */
  clock(): number
  /** Where a platform is reached from outside: the base of its links and pictures. No slash at the end. */
  urlOf(platform: PlatformName): string
  /** The recovery page of each BigCommerce channel that has one, and under its name of each platform without channels. */
  recoveryPageUrls(): Record<string, string>
  /** Sends the messages of webhooks that are due, and waits for the answers. */
  deliverDue(): Promise<void>
  /** Sends one of them once more. */
  repeatDelivery(delivery: Delivery): Promise<void>
  reset(): void
  clearFaults(): void
}
