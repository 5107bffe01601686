import type { SandboxContext } from '../sandbox-context.ts'
import { ControlError } from './control-error.ts'

/** The messages of webhooks and their status, oldest first. Bodies and signatures are left out. */
export function viewDeliveries({ world }: SandboxContext) {
  return world.deliveries.map(({ id, platform, scope, destination, attempts, status, nextAttemptAt }) => ({
    id,
    platform,
    scope,
    destination,
    attempts,
    status,
    nextAttemptAt: nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString(),
  }))
}

/** Sends a message once more: a platform that promises "at least once" may do that at any time. */
export async function repeatDelivery(id: string, context: SandboxContext) {
  const delivery = context.world.deliveries.find((candidate) => candidate.id === id)
  if (!delivery) throw new ControlError(404, 'delivery-not-found', 'There is no such delivery')
  await context.repeatDelivery(delivery)
  return viewDeliveries(context).find((view) => view.id === id)
}
