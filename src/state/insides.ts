import type { WritableAtom } from 'nanostores'

import type { RecoveryClient, ShopperClient } from '../client/index.ts'
import type { PendingActionState } from './pending-action.ts'
import type { RecoveryStore, RecoveryStoreOptions } from './recovery-store.ts'
import type { Session } from './session.ts'

/** What the parts of one store share. */
export interface Insides {
  session: Session
  client: RecoveryClient
  options: RecoveryStoreOptions
  $pendingAction: WritableAtom<PendingActionState>
}

/** And with what was loaded later. */
export interface ShopperInsides extends Insides {
  shopperClient: ShopperClient
}

/**
 * For the part of a store that is loaded later. Not a field of the store: with the cart handle, any script on the page
 * could read it there.
 */
export const insides = new WeakMap<RecoveryStore, Insides>()
