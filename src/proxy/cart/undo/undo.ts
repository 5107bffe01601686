import { RecoveryError } from '../../adapter/errors.ts'
import type { PlatformLine, WrittenShopperLine } from '../../adapter/platform.ts'
import type { StoreContext } from '../../context.ts'
import { type CartRef, handleLifetimeMs } from '../../sealing/cart-handle.ts'
import { digestOf } from '../../sealing/digest.ts'
import type { SwappedLine } from '../substitutes/swaps.ts'
import type { LinePlace } from './line-order.ts'

const lifetimeMs = 10 * 60 * 1000

/** What one answer wrote. Kept here and not in the browser, because a gift certificate's line names people. */
export interface UndoRecord {
  cartId: string
  /** Lines of the recovered cart. */
  written: SwappedLine[]
  /** Lines of the shopper's own cart. */
  writtenToShopper: (WrittenShopperLine & { line: PlatformLine })[]
  /** Where each line of the recovered cart stood before, because a platform puts one that comes back last. */
  places: LinePlace[]
  /** Milliseconds since 1970. */
  madeAt: number
}

/** Keeps what was written for ten minutes. The opaque value that stands for it, or null where nothing was written. */
export async function keepUndo(
  { sealer, stateStore, clock }: Pick<StoreContext, 'sealer' | 'stateStore' | 'clock'>,
  { cartId }: CartRef,
  {
    written = [],
    writtenToShopper = [],
    places = [],
  }: Partial<Pick<UndoRecord, 'written' | 'writtenToShopper' | 'places'>>,
): Promise<string | null> {
  if (written.length + writtenToShopper.length === 0) return null
  const id = crypto.randomUUID()
  const record: UndoRecord = { cartId, written, writtenToShopper, places, madeAt: clock() }
  await stateStore.set(`undo:${id}`, await sealer.seal('undo', record, lifetimeMs), lifetimeMs)
  return id
}

/** Throws `undo-over` for an undo that is too old, unknown, or another cart's. */
export async function loadUndo(
  { sealer, stateStore }: Pick<StoreContext, 'sealer' | 'stateStore'>,
  { cartId }: CartRef,
  undo: string,
): Promise<UndoRecord> {
  const sealed = await stateStore.get(`undo:${undo}`)
  const opened = sealed === undefined ? undefined : await sealer.open<UndoRecord>('undo', sealed)
  if (opened?.status === 'open' && opened.payload.cartId === cartId) return opened.payload
  throw new RecoveryError('undo-over')
}

/** Whose checkout it was. */
type Finisher = { cartId: string } | { shopperId: string }

/** No cart's id stands in the store. */
const finishedKey = async (store: string, finisher: Finisher) =>
  `finished:${await digestOf(JSON.stringify([store, finisher]))}`

/**
 * Keeps the time of a cart's last checkout: what was written before it cannot be undone any more. With `shopperId` it was
 * the checkout of the shopper's own cart, which counts for whatever any cart put into it.
 */
export async function keepFinished(
  { stateStore, store, clock }: Pick<StoreContext, 'stateStore' | 'store' | 'clock'>,
  { cartId }: CartRef,
  shopperId?: string,
): Promise<void> {
  const finishers: Finisher[] = [{ cartId }, ...(shopperId === undefined ? [] : [{ shopperId }])]
  const keep = async (finisher: Finisher) =>
    stateStore.set(await finishedKey(store, finisher), String(clock()), handleLifetimeMs)
  await Promise.all(finishers.map(keep))
}

/** Throws `undo-over` where a checkout of the cart, or of the shopper's own, began since then. */
export async function requireUnfinished(
  { stateStore, store }: Pick<StoreContext, 'stateStore' | 'store'>,
  { madeAt, ...finisher }: { madeAt: number } & Finisher,
): Promise<void> {
  const finishedAt = await stateStore.get(await finishedKey(store, finisher))
  if (Number(finishedAt ?? Number.NaN) >= madeAt)
    throw new RecoveryError('undo-over', { detail: 'the checkout has begun' })
}
