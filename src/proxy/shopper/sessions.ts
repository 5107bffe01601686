import { RecoveryError } from '../adapter/errors.ts'
import type { ShopperSession } from '../adapter/platform.ts'
import { handleLifetimeMs, type OpenedHandle } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'

/** A shopper who is signed in under a cart handle. */
export interface KeptSession extends ShopperSession {
  /** The same on every device, so that the shopper's own cart is locked by it. From `toShopperId`. */
  shopperId: string
}

/** Sign-in sessions: encrypted in the state store, each under one cart handle. They never reach a browser. */
export interface Sessions {
  save(cartRef: OpenedHandle, session: KeptSession): Promise<void>
  load(cartRef: OpenedHandle): Promise<KeptSession | undefined>
  /** Throws `sign-in-needed`. */
  require(cartRef: OpenedHandle): Promise<KeptSession>
  /** Forgets a session that the platform does not accept any more. */
  end(cartRef: OpenedHandle): Promise<void>
}

export function createSessions(stateStore: StateStore, sealer: Sealer): Sessions {
  const keyOf = ({ salt }: OpenedHandle) => `session:${salt}`

  async function load(cartRef: OpenedHandle) {
    const sealed = await stateStore.get(keyOf(cartRef))
    const opened = sealed === undefined ? undefined : await sealer.open<KeptSession>('session', sealed)
    return opened?.status === 'open' ? opened.payload : undefined
  }

  return {
    load,
    async save(cartRef, session) {
      await stateStore.set(keyOf(cartRef), await sealer.seal('session', session, handleLifetimeMs), handleLifetimeMs)
    },
    async require(cartRef) {
      const session = await load(cartRef)
      if (session) return session
      throw new RecoveryError('sign-in-needed')
    },
    end: (cartRef) => stateStore.delete(keyOf(cartRef)),
  }
}
