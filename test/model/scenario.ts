import type { ModelShop, ModelShopOptions } from './model-shop.ts'
import type { Entry } from './option.ts'

/** An event after which a write may be unconfirmed. */
export const standstill = 'everything stands still for 16 seconds'

/** What a schedule ended with. */
export interface End {
  entries: readonly Entry[]
  /** An instance fell silent, an answer was lost, or everything stood still. */
  isDisturbed: boolean
}

/** Who acts at the same time, and what must be true afterwards. */
export interface Scene {
  /** What each does, from the start that `open` made. */
  acts: Record<string, () => Promise<void>>
  /** What may change in the world, once. */
  events?: Record<string, () => unknown>
  /** What happens after the acts. */
  quiet?(): Promise<void>
  /** Minutes for what is done later: messages, repeated webhooks. @default 0 */
  quietMinutes?: number
  /** The promises that were broken. */
  check(end: End): string[] | Promise<string[]>
}

export interface Scenario extends ModelShopOptions {
  name: string
  /** A promise is about which step came first, and not only about where all ended: no order of steps stands for another one. */
  watchesOrder?: boolean
  /** The acts do the same: which of them begins makes no difference. */
  isSymmetric?: boolean
  /** Prepares the start, unscheduled. */
  open(shop: ModelShop): Promise<Scene>
}
