import type { PlatformName } from '../platform-types.ts'

/** One message of one webhook. It is kept after it was delivered or given up. */
export interface Delivery {
  id: string
  platform: PlatformName
  hookId: string
  /** The name of the event, as the platform writes it. */
  scope: string
  destination: string
  /** The body as it is sent, the same in every attempt. */
  body: string
  attempts: number
  status: 'pending' | 'delivered' | 'failed'
  /** In sandbox time; `null` once nothing more will be tried. */
  nextAttemptAt: number | null
}
