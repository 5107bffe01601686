import { withTimeout } from '../adapter/with-timeout.ts'
import type { StoreContext } from '../context.ts'
import type { Ledger } from './ledger.ts'

/** How many messages of a platform wait or are being sent, and since when the first of them. */
export interface OutboxFigure {
  platform: string
  status: 'pending' | 'sending'
  count: number
  /** Milliseconds since 1970. */
  oldestCreatedAt: number
}

const timeoutMs = 2000

/** The outbox in figures; none where the store sends no messages. Throws where the ledger does not answer in time. */
export async function readOutbox({ ledger, isMessaging }: StoreContext): Promise<OutboxFigure[]> {
  const counting: Ledger & { outboxFigures?(): Promise<OutboxFigure[]> } = ledger
  if (!isMessaging || !counting.outboxFigures) return []
  return withTimeout(timeoutMs, undefined, async () => (await counting.outboxFigures?.()) ?? [])
}
