import { RecoveryError } from '../adapter/errors.ts'
import type { PlatformLine, WrittenLine, WrittenShopperLine } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { CartRef } from '../sealing/cart-handle.ts'

const lifetimeMs = 10 * 60 * 1000

/** What one answer wrote. Kept here and not in the browser, because a gift certificate's line names people. */
export interface UndoRecord {
  cartId: string
  /** Lines of the recovered cart. */
  written: WrittenLine[]
  /** Lines of the shopper's own cart. */
  writtenToShopper: (WrittenShopperLine & { line: PlatformLine })[]
  /** Milliseconds since 1970. */
  madeAt: number
}

/** Keeps what was written for ten minutes. The opaque value that stands for it, or null where nothing was written. */
export async function keepUndo(
  { sealer, stateStore, clock }: StoreContext,
  { cartId }: CartRef,
  { written = [], writtenToShopper = [] }: Partial<Pick<UndoRecord, 'written' | 'writtenToShopper'>>,
): Promise<string | null> {
  if (written.length + writtenToShopper.length === 0) return null
  const id = crypto.randomUUID()
  const record: UndoRecord = { cartId, written, writtenToShopper, madeAt: clock() }
  await stateStore.set(`undo:${id}`, await sealer.seal('undo', record, lifetimeMs), lifetimeMs)
  return id
}

/** Throws `undo-over` for an undo that is too old, unknown, or another cart's. */
export async function loadUndo(
  { sealer, stateStore }: StoreContext,
  { cartId }: CartRef,
  undo: string,
): Promise<UndoRecord> {
  const sealed = await stateStore.get(`undo:${undo}`)
  const opened = sealed === undefined ? undefined : await sealer.open<UndoRecord>('undo', sealed)
  if (opened?.status === 'open' && opened.payload.cartId === cartId) return opened.payload
  throw new RecoveryError('undo-over')
}

/** Where the time of a cart's last checkout is kept: what was written before it cannot be undone any more. */
export const finishedKey = (store: string, cartId: string) => `finished:${store}:${cartId}`
