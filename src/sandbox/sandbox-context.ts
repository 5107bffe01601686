import type { Calls } from './http/calls.ts'
import type { Faults } from './http/faults.ts'
import type { Readings } from './readings.ts'
import type { Delivery } from './world/deliveries.ts'
import type { World } from './world/world.ts'

/** What the handlers of one sandbox share. */
export interface SandboxContext {
  world: World
  readings: Readings
  faults: Faults
  calls: Calls
  /** Sandbox time in milliseconds since 1970, the world's offset included. */
  clock(): number
  /** Where BigCommerce's storefront can be reached from outside; no slash at the end. */
  bigcommerceUrl(): string
  /** Where VesuvioPay's checkout can be reached from outside; no slash at the end. */
  vesuviopayUrl(): string
  /** Where Tjar's storefront can be reached from outside; no slash at the end. */
  tjarUrl(): string
  /** Where Buzzbip can be reached from outside; no slash at the end. */
  buzzbipUrl(): string
  /** The recovery page of each channel that has one; Tjar's store stands under `tjar`. */
  recoveryPageUrls(): Record<string, string>
  /** Sends the messages of webhooks that are due, and waits for the answers. */
  deliverDue(): Promise<void>
  /** Sends one of them once more. */
  repeatDelivery(delivery: Delivery): Promise<void>
  reset(): void
  clearFaults(): void
}
