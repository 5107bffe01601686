import { atom, type ReadableAtom } from 'nanostores'

import { localProblem, type RecoveryClient } from '../client/index.ts'
import type { ProblemCode } from '../contract/browser.ts'
import { createCartSession, type RecoveryStoreOptions } from './cart-session.ts'
import type { Change } from './choices.ts'
import { createEditing, type EditingActions } from './editing.ts'
import { createFinish, type FinishActions } from './finish.ts'
import { setInternals } from './internals.ts'
import { type LineView, toLines } from './lines.ts'
import { createLoading, type LoadingActions } from './loading.ts'
import type { PendingActionState } from './pending-action.ts'
import { openOf, type Recovery } from './recovery.ts'
import { type Summary, toSummary } from './summary.ts'

/** What the widget knows, and everything that can be done with it. */
export interface RecoveryStore extends EditingActions, LoadingActions, FinishActions {
  readonly $recovery: ReadableAtom<Recovery>
  readonly $lines: ReadableAtom<readonly LineView[]>
  readonly $summary: ReadableAtom<Summary | undefined>
  /** The shopper's last change of a line. */
  readonly $change: ReadableAtom<Change | undefined>
  /** What the shopper tapped that needs to know who they are. Stays `idle` until `createShopper(store)`. */
  readonly $pendingAction: ReadableAtom<PendingActionState>
  /** Says what the page found out by itself: a link that cannot be one, a cart that could not be kept. */
  fail(code: ProblemCode): void
}

/**
 * Makes the state of one widget. Two widgets on a page never share a cart.
 *
 * @example
 * const store = createRecoveryStore(createRecoveryClient({ endpoint: '/cart-recovery' }))
 * store.$recovery.listen(({ status }) => console.log(status))
 * await store.recover(token)
 */
export function createRecoveryStore(client: RecoveryClient, options: RecoveryStoreOptions = {}): RecoveryStore {
  const $recovery = atom<Recovery>({ status: 'idle' })
  const $change = atom<Change | undefined>()
  const $lines = atom<readonly LineView[]>([])
  const $summary = atom<Summary | undefined>()
  const $pendingAction = atom<PendingActionState>({ status: 'idle' })
  // The first listener: whoever else hears of a change reads lines and summary that go with it. `computed` would
  // work them out again for every reader that does not listen, and costs the shopper twice as much to download.
  $recovery.listen((recovery) => {
    const open = openOf(recovery)
    const lines = toLines(recovery, $lines.get())
    $lines.set(lines)
    $summary.set(open && toSummary(open.cart, lines))
  })
  const session = createCartSession($recovery, options)

  const store: RecoveryStore = {
    $recovery,
    $lines,
    $summary,
    $change,
    $pendingAction,
    ...createEditing(session, $change),
    ...createLoading(session, client),
    ...createFinish(session, client, () => $summary.get(), options.acceptsCheckoutUrl),
    fail: (code) => session.fail(localProblem(code), 'recover'),
  }
  setInternals(store, { session, client, options, $pendingAction })
  return store
}
