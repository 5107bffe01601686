import { checkoutRequest, restoreRequest } from '../events/events.ts'
import { UndoRequestEvent } from '../events/restore-events.ts'
import type { Step } from '../text/next-steps.ts'
import type { FrameView } from './context.ts'

/** Does what a next step says. `request` dispatches what a shop may cancel. */
export function runStep({ kind }: Step, { store, recovery }: FrameView, request: (event: Event) => void): void {
  const attempt = kind === 'undo' ? kind : kind === 'retry' && recovery.status === 'failed' ? recovery.attempt : kind
  if (attempt === 'restore-all-lines') store.restoreAllLines()
  else if (attempt === 'checkout') request(checkoutRequest(store))
  else if (attempt === 'text-checkout') request(checkoutRequest(store, 'text'))
  else if (attempt === 'restore') request(restoreRequest(store))
  else if (attempt === 'undo') request(new UndoRequestEvent())
  else if (kind === 'refresh') store.refresh()
  else store.retry()
}
