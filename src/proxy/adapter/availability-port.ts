import type { Substitute } from '../../contract/index.ts'
import type { PlatformLine } from './platform-line.ts'

/** What a platform says of one line's stock, for any quantity. */
export interface Stock {
  /**
   * `disabled`: switched off for now. `discontinued`: no longer sold. `unknown`: the platform does not know the product, or
   * could not be asked.
   */
  status: 'sellable' | 'disabled' | 'discontinued' | 'unknown'
  /** How many can be bought; null where the platform does not count them. */
  quantity: number | null
  /** At this level or below, few are left. */
  lowStockThreshold?: number
  /** Lines with the same id share `quantity`: mostly the variant's id. */
  sharedStockId?: string
  /** Other variants of the product, where nothing of the line can be bought. Which of them are offered is the proxy's choice. */
  substitutes?: readonly PlatformSubstitute[]
}

/** A variant that could stand in for a line. Only one whose price the cart is known to charge. */
export interface PlatformSubstitute extends Substitute {
  stock: Stock
  /** What the platform needs to add it to the cart. Only its own adapter reads it. */
  spec: unknown
}

/** Tells what can be bought now. */
export interface AvailabilityPort {
  /**
   * One answer per line, by line id; a line left out is unknown. Answers with what is known when the signal ends.
   * `maxAgeMs`: how old an answer may be. @default 0
   */
  check(
    lines: readonly PlatformLine[],
    signal: AbortSignal,
    options?: { maxAgeMs?: number },
  ): Promise<Map<string, Stock>>
}
