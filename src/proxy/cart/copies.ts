import type { PlatformCart } from '../adapter/platform.ts'
import type { StoreContext } from '../context.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { digestOf } from '../sealing/digest.ts'
import { linkLifetimeMs } from '../sealing/sealed-link.ts'

/** A cart that replaced another at its checkout, where the platform could only check out a copy. */
interface Copy {
  cartId: string
  /** The customer of the original. The copy counts as theirs, even if the platform has it as a guest's cart. */
  customerId?: string
  /** Coupons of the original that the shopper has to enter again at the checkout. */
  codesToEnter?: string[]
}

/** No cart's id stands in the store. */
const keyOf = async (store: string, { cartId }: Pick<CartRef, 'cartId'>) =>
  `copy:${await digestOf(JSON.stringify([store, cartId]))}`

/** Remembers which cart took the place of this one, as long as a link to it may be opened. */
export async function keepCopy(
  { sealer, stateStore, store }: StoreContext,
  cartRef: CartRef,
  cartId: string,
  { customerId }: PlatformCart,
  codesToEnter: string[],
): Promise<void> {
  const copy: Copy = { cartId, codesToEnter, ...(customerId !== undefined && { customerId }) }
  await stateStore.set(await keyOf(store, cartRef), await sealer.seal('copy', copy, linkLifetimeMs), linkLifetimeMs)
}

/** The copy that stands for this cart. Undefined where the cart itself is checked out. */
export async function findCopy(
  { sealer, stateStore, store }: StoreContext,
  cartRef: CartRef,
): Promise<Copy | undefined> {
  const kept = await stateStore.get(await keyOf(store, cartRef))
  const opened = kept === undefined ? undefined : await sealer.open<Copy>('copy', kept)
  return opened?.status === 'open' ? opened.payload : undefined
}
