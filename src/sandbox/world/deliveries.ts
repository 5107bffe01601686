import type { SandboxContext } from '../sandbox-context.ts'

/** One message of one webhook, from the event on until somebody took it or nobody tries any longer. */
export interface Delivery {
  id: string
  platform: 'bigcommerce' | 'vesuviopay'
  hookId: string
  /** What happened, in the platform's own words. */
  scope: string
  destination: string
  /** The body as it is sent, the same in every attempt. */
  body: string
  attempts: number
  status: 'pending' | 'delivered' | 'failed'
  /** In sandbox time; `null` once nothing more will be tried. */
  nextAttemptAt: number | null
}

/** Notes that something is to be sent. The first attempt is due at once, and made by `deliverDue`. */
export function queueDelivery(
  delivery: Pick<Delivery, 'platform' | 'hookId' | 'scope' | 'destination' | 'body'>,
  { world, clock }: SandboxContext,
): void {
  const id = `delivery-${world.nextId++}`
  world.deliveries.push({ id, ...delivery, attempts: 0, status: 'pending', nextAttemptAt: clock() })
}
