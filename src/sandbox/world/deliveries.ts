import type { SandboxContext } from '../sandbox-context.ts'
import type { Delivery } from './delivery.ts'

/** Queues a message. Its first attempt is due at once, and is made by the next `deliverDue`. */
export function queueDelivery(
  delivery: Pick<Delivery, 'platform' | 'hookId' | 'scope' | 'destination' | 'body'>,
  { world, clock }: SandboxContext,
): void {
  const id = `delivery-${world.nextId++}`
  world.deliveries.push({ id, ...delivery, attempts: 0, status: 'pending', nextAttemptAt: clock() })
}
