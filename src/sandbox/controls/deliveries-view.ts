import type { SandboxContext } from '../sandbox-context.ts'
import { ControlError } from './control-error.ts'

/** The messages of webhooks and what became of them, oldest first. Bodies and signatures stay inside. */
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

/** Sends one of them once more, as a platform may that promises "at least once". */
export async function repeatDelivery(id: string, context: SandboxContext) {
  const delivery = context.world.deliveries.find((candidate) => candidate.id === id)
  if (!delivery) throw new ControlError(404, 'delivery-not-found', 'There is no such delivery')
  await context.repeatDelivery(delivery)
  return viewDeliveries(context).find((view) => view.id === id)
}
