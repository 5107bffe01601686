import type { RestoreClient } from '../client/index.ts'
import { createRecheck, type Recheck } from './editing/recheck.ts'
import type { WhenOnPage } from './internals.ts'
import { internalsOf } from './internals-of.ts'
import { createRestoring, type RestoringActions } from './restoring/restoring.ts'

/** What of a store is loaded after the first paint, because it follows a tap. */
export interface DeferredActions extends RestoringActions {
  recheck: Recheck
}

/** Loads it. Resolves to undefined where it is lost; the next call tries again. */
export type LoadDeferred = () => Promise<DeferredActions | undefined>

/** Makes it for a store. */
export function createDeferredActions(store: object, client: RestoreClient, whenOnPage?: WhenOnPage): DeferredActions {
  const internals = internalsOf(store)
  return {
    ...createRestoring(internals, client),
    recheck: createRecheck(internals, whenOnPage),
  }
}
