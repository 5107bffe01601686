import { RecoveryError } from '../adapter/errors.ts'
import type { ShopperSession } from '../adapter/platform.ts'
import { handleLifetimeMs, type OpenedHandle } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'

/** A shopper who is signed in under a cart handle. */
export interface KeptSession extends ShopperSession {
  /** The same on every device, so that the shopper's own cart is locked by it. From `toShopperId`. */
  shopperId: string
  /** What text messages to them are counted by: of the number they signed in with. Absent where the shop signed them in. */
  phoneId?: string
}

/**
 * How long a customer stays signed in under a handle: for the visit that reaches the checkout. It is less than the
 * handle's day, because a tap may sign the customer in at the platform, where their addresses are. Each new token
 * begins the hour again.
 */
const customerLifetimeMs = 60 * 60 * 1000

/** Sign-in sessions: encrypted in the state store, each under one cart handle. They never reach a browser. */
export interface Sessions {
  save(cartRef: OpenedHandle, session: KeptSession): Promise<void>
  load(cartRef: OpenedHandle): Promise<KeptSession | undefined>
  /** Throws `sign-in-needed`. */
  require(cartRef: OpenedHandle): Promise<KeptSession>
  /** Forgets a session that the platform does not accept any more. */
  end(cartRef: OpenedHandle): Promise<void>
  /** Keeps for an hour which customer is signed in under this handle, by the platform's id. */
  saveCustomer(cartRef: OpenedHandle, customerId: string): Promise<void>
  loadCustomer(cartRef: OpenedHandle): Promise<string | undefined>
  /** Moves to another handle what that has none of. Under the first one the shopper is signed out from then on. */
  move(from: OpenedHandle, to: OpenedHandle): Promise<void>
}

export function createSessions(stateStore: StateStore, sealer: Sealer): Sessions {
  const keyOf = ({ salt, sessionId = salt }: OpenedHandle) => `session:${sessionId}`
  const customerKeyOf = ({ salt, sessionId = salt }: OpenedHandle) => `customer:${sessionId}`

  async function read<Value>(key: string): Promise<Value | undefined> {
    const sealed = await stateStore.get(key)
    const opened = sealed === undefined ? undefined : await sealer.open<Value>('session', sealed)
    return opened?.status === 'open' ? opened.payload : undefined
  }

  const load = (cartRef: OpenedHandle) => read<KeptSession>(keyOf(cartRef))

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
    async end(cartRef) {
      await stateStore.delete(keyOf(cartRef))
    },
    async saveCustomer(cartRef, customerId) {
      await stateStore.set(
        customerKeyOf(cartRef),
        await sealer.seal('session', customerId, customerLifetimeMs),
        customerLifetimeMs,
      )
    },
    loadCustomer: (cartRef) => read<string>(customerKeyOf(cartRef)),
    async move(from, to) {
      const kept = [
        [keyOf, handleLifetimeMs],
        [customerKeyOf, customerLifetimeMs],
      ] as const
      for (const [toKey, lifetimeMs] of kept) {
        const sealed = await stateStore.get(toKey(from))
        if (sealed === undefined) continue
        // What they just signed in with counts. The rest ends when it would have: its sealed text says when.
        await stateStore.setIfAbsent(toKey(to), sealed, lifetimeMs)
        await stateStore.delete(toKey(from))
      }
    },
  }
}
