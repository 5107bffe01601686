import type { WritableAtom } from 'nanostores'

import type { CartClient, ShopperClient } from '../client/index.ts'
import type { Change } from './cart/choices.ts'
import type { CartSession, RecoveryStoreOptions } from './cart-session.ts'
import type { PendingActionState } from './pending-action.ts'

/** What the parts of one store share. */
export interface StoreInternals {
  session: CartSession
  client: CartClient
  options: RecoveryStoreOptions
  $change: WritableAtom<Change | undefined>
  $pendingAction: WritableAtom<PendingActionState>
}

/** Runs something at once, or when the widget is on the page again: what has left it asks nothing. The same thing waits once. */
export type WhenOnPage = (run: () => void) => void

/** The same with the client of what needs to know the shopper. */
export interface ShopperInternals extends StoreInternals {
  shopperClient: ShopperClient
}

/**
 * By store. No field of one: the cart handle is in there, and any script on the page could read it from the frame. `internalsOf`
 * reads it, in a file of its own, because only what is loaded later does.
 */
export const internals = new WeakMap<object, StoreInternals>()
