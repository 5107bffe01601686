import type { Recovery } from '../../state/index.ts'
import { FailedEvent, RecoveredEvent } from '../events/events.ts'

/** The event for a change of state, if the shop is told of it. */
export function noticeOf(recovery: Recovery, before: Recovery | undefined): Event | undefined {
  if (recovery === before) return undefined
  if (recovery.status === 'failed') {
    if (recovery.left) return undefined
    // The cart below a problem may still change; that is no other failure.
    if (before?.status === 'failed' && before.problem === recovery.problem) return undefined
    return new FailedEvent(recovery.problem.code, recovery.problem.supportCode)
  }
  if (recovery.status === 'ready' && before?.status === 'recovering' && before.source === 'link') {
    return new RecoveredEvent(recovery.open.cart)
  }
  return undefined
}
