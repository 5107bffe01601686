import { withTimeout } from '../adapter/with-timeout.ts'
import type { StoreContext } from '../context.ts'
import type { OutboxFigure } from './messages.ts'

const timeoutMs = 2000

/** The outbox in figures; none where the store sends no messages. Throws where the ledger does not answer in time. */
export async function readOutbox({ ledger, isMessaging }: StoreContext): Promise<OutboxFigure[]> {
  if (!isMessaging || !ledger) return []
  return withTimeout(timeoutMs, undefined, () => ledger.messages.figures())
}
