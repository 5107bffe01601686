import type { WritableAtom } from 'nanostores'

import type { RecoveryClient, ShopperClient } from '../client/index.ts'
import type { CartSession, RecoveryStoreOptions } from './cart-session.ts'
import type { Change } from './choices.ts'
import type { PendingActionState } from './pending-action.ts'

/** What the parts of one store share. */
export interface StoreInternals {
  session: CartSession
  client: RecoveryClient
  options: RecoveryStoreOptions
  $change: WritableAtom<Change | undefined>
  $pendingAction: WritableAtom<PendingActionState>
}

/** The same with the client of what needs to know the shopper. */
export interface ShopperInternals extends StoreInternals {
  shopperClient: ShopperClient
}

// Not a field of the store: the cart handle is in there, and any script on the page could read it from the frame.
const internals = new WeakMap<object, StoreInternals>()

export function setInternals(store: object, parts: StoreInternals): void {
  internals.set(store, parts)
}

/** For the parts of a store that are loaded after it. Throws for what `createRecoveryStore` did not make. */
export function internalsOf(store: object): StoreInternals {
  const parts = internals.get(store)
  if (!parts) throw new TypeError('This store was not made by createRecoveryStore')
  return parts
}
