import { atom, type ReadableAtom } from 'nanostores'

import { type KeptHandle, localProblem, type RecoveryClient } from '../client/index.ts'
import type { ProblemCode } from '../contract/browser.ts'
import { createCartSession, type RecoveryStoreOptions } from './cart-session.ts'
import type { Change } from './choices.ts'
import { createEditing, type EditingActions } from './editing.ts'
import { createFinish } from './finish.ts'
import { setInternals } from './internals.ts'
import { type LineView, toLines } from './lines.ts'
import { createLoading } from './loading.ts'
import type { PendingActionState } from './pending-action.ts'
import { openOf, type Recovery } from './recovery.ts'
import { type Summary, toSummary } from './summary.ts'

/** What the widget knows, and everything that can be done with it. */
export interface RecoveryStore extends EditingActions {
  readonly $recovery: ReadableAtom<Recovery>
  readonly $lines: ReadableAtom<readonly LineView[]>
  readonly $summary: ReadableAtom<Summary | undefined>
  /** The shopper's last change of a line. */
  readonly $change: ReadableAtom<Change | undefined>
  /** What the shopper tapped that needs to know who they are. Stays `idle` until `createShopper(store)`. */
  readonly $pendingAction: ReadableAtom<PendingActionState>
  /** Opens a cart with the token of a link. `running` is the same request, already under way. */
  recover(token: string, running?: Promise<Response>): Promise<void>
  /** Opens the cart of a handle that a server exchanged the token for. */
  openHandle(cartHandle: string): Promise<void>
  /** Opens the cart again after a reload. */
  resume(kept: KeptHandle): Promise<void>
  /** Says what the page found out by itself: a link that cannot be one, a cart that could not be kept. */
  fail(code: ProblemCode): void
  /** Reads the cart again, visibly. */
  refresh(): Promise<void>
  /** The page is back from the browser's memory, perhaps from the checkout: reads the cart again, quietly. */
  revalidate(): Promise<void>
  /** Repeats what failed, where repeating only reads. */
  retry(): Promise<void>
  /** Applies the lines and answers where to go; undefined where the shopper stays. One at a time. */
  checkout(): Promise<string | undefined>
  /** Writes the lines to the cart, to keep shopping with them. True where only a signed-in shopper has one to write to. */
  restore(): Promise<boolean>
  /** Takes back what `restore` wrote. */
  undo(): Promise<void>
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
