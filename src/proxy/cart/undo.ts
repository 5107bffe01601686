import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformLine, WrittenLine, WrittenShopperLine } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { OpenedHandle } from '../sealing/cart-handle.ts'

const lifetimeMs = 10 * 60 * 1000

/** What one answer changed, kept here and not in the browser: a gift certificate's line names people. */
export interface UndoRecord {
  cartId: string
  /** In the recovered cart itself. */
  changes: WrittenLine[]
  /** In the shopper's own cart. */
  filled: (WrittenShopperLine & { line: PlatformLine })[]
  /** Milliseconds since 1970. */
  madeAt: number
}

/** Keeps changes for undo, and gives the opaque value that stands for them; null where nothing changed. */
export async function keepUndo(
  { sealer, stateStore, clock }: StoreContext,
  { cartId }: OpenedHandle,
  { changes = [], filled = [] }: Partial<Pick<UndoRecord, 'changes' | 'filled'>>,
): Promise<string | null> {
  if (changes.length + filled.length === 0) return null
  const id = crypto.randomUUID()
  const record: UndoRecord = { cartId, changes, filled, madeAt: clock() }
  await stateStore.set(`undo:${id}`, await sealer.seal('undo', record, lifetimeMs), lifetimeMs)
  return id
}

/** Throws `undo-over` for an undo that is too old, unknown, or another cart's. */
export async function loadUndo(
  { sealer, stateStore }: StoreContext,
  { cartId }: OpenedHandle,
  undo: string,
): Promise<UndoRecord> {
  const sealed = await stateStore.get(`undo:${undo}`)
  const opened = sealed === undefined ? undefined : await sealer.open<UndoRecord>('undo', sealed)
  if (opened?.status === 'open' && opened.payload.cartId === cartId) return opened.payload
  throw new RecoveryError('undo-over')
}

/** When the last checkout of a cart began: nothing before that can be undone any more. */
export const finishedKey = (store: string, cartId: string) => `finished:${store}:${cartId}`
