import { atom, computed, type ReadableAtom } from 'nanostores'

import { type CartClient, localProblem, type RecoveryClient } from '../client/index.ts'
import type { ProblemCode } from '../contract/browser.ts'
import type { Change } from './cart/choices.ts'
import { type LineView, toLines } from './cart/lines.ts'
import { type Summary, toSummary } from './cart/summary.ts'
import { createCartSession, type RecoveryStoreOptions } from './cart-session.ts'
import type { DeferredActions, LoadDeferred } from './deferred.ts'
import { createEditing, type EditingActions } from './editing/editing.ts'
import { createFinish, type FinishActions } from './finish.ts'
import { internals } from './internals.ts'
import { createLoading, type LoadingActions } from './loading.ts'
import type { PendingActionState } from './pending-action.ts'
import { openOf, type Recovery } from './recovery.ts'

/** What the widget knows, and everything that can be done with it. */
export interface RecoveryStore extends EditingActions, LoadingActions, FinishActions {
  readonly $recovery: ReadableAtom<Recovery>
  readonly $lines: ReadableAtom<readonly LineView[]>
  readonly $summary: ReadableAtom<Summary | undefined>
  /** The shopper's last edit of a line. */
  readonly $change: ReadableAtom<Change | undefined>
  /** What the shopper tapped and has to sign in for. Stays `idle` until `createShopper(store)`. */
  readonly $pendingAction: ReadableAtom<PendingActionState>
  /** Shows a problem that the page itself found: a link of a wrong form, a cart that could not be kept. */
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
  let deferred: Promise<DeferredActions | undefined> | undefined
  const load: LoadDeferred = () =>
    (deferred ??= import('./deferred.ts')
      .then(({ createDeferredActions }) => createDeferredActions(store, client))
      .catch(() => {
        deferred = undefined
        return undefined
      }))
  const store = createStore(client, options, load)
  return store
}

/** The same, where something else loads what follows a tap. */
export function createStore(client: CartClient, options: RecoveryStoreOptions, load: LoadDeferred): RecoveryStore {
  const $recovery = atom<Recovery>({ status: 'idle' })
  const $change = atom<Change | undefined>()
  const $pendingAction = atom<PendingActionState>({ status: 'idle' })
  let lines: readonly LineView[] = []
  const $lines = computed($recovery, (recovery) => {
    // Rows that did not change stay the same objects, so that only the others render again.
    lines = toLines(recovery, lines)
    return lines
  })
  const $summary = computed([$recovery, $lines], (recovery, newest) => {
    const open = openOf(recovery)
    return open && toSummary(open.cart, newest)
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
    ...createFinish(session, client, () => $summary.get(), options, load),
    fail: (code) => session.begin().fail(localProblem(code), 'recover'),
  }
  $change.listen(async (change) => change && (await load())?.recheck(change))
  internals.set(store, { session, client, options, $change, $pendingAction })
  return store
}
