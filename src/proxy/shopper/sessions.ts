import { RecoveryError } from '../adapter/errors.ts'
import type { ShopperSession } from '../adapter/platform.ts'
import { type HandledCart, handleLifetimeMs } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'

/** Who is signed in under a cart handle. */
export interface KeptSession extends ShopperSession {
  /** The same for the same shopper on every device: what their own cart is locked by. A keyed hash, no number. */
  shopperId: string
}

/** Sign-in sessions: kept encrypted, bound to a cart handle, never in a browser. */
export interface Sessions {
  save(handled: HandledCart, session: KeptSession): Promise<void>
  load(handled: HandledCart): Promise<KeptSession | undefined>
  /** Throws `sign-in-needed`. */
  need(handled: HandledCart): Promise<KeptSession>
  /** For a session that the platform no longer takes. */
  end(handled: HandledCart): Promise<void>
}

export function createSessions(stateStore: StateStore, sealer: Sealer): Sessions {
  const keyOf = ({ salt }: HandledCart) => `session:${salt}`

  async function load(handled: HandledCart) {
    const sealed = await stateStore.get(keyOf(handled))
    const opened = sealed === undefined ? undefined : await sealer.open<KeptSession>('session', sealed)
    return opened?.status === 'open' ? opened.payload : undefined
  }

  return {
    load,
    async save(handled, session) {
      await stateStore.set(keyOf(handled), await sealer.seal('session', session, handleLifetimeMs), handleLifetimeMs)
    },
    async need(handled) {
      const session = await load(handled)
      if (session) return session
      throw new RecoveryError('sign-in-needed')
    },
    end: (handled) => stateStore.delete(keyOf(handled)),
  }
}
