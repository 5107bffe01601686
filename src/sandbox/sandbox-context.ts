import type { Calls } from './calls.ts'
import type { Faults } from './faults.ts'
import type { Readings } from './readings.ts'
import type { World } from './world.ts'

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
  /** The recovery page of each channel that has one. */
  recoveryPageUrls(): Record<string, string>
  reset(): void
  clearFaults(): void
}
