import type { Availability, LineItemKind } from '../contract/index.ts'
import { type HandledCart, handleLifetimeMs } from './cart-handle.ts'
import type { PlatformLine } from './platform.ts'
import type { Sealer } from './sealer.ts'
import type { StateStore } from './stores/state-store.ts'

/** A line as the shopper last saw it: what they agree to when they tap. */
export interface ShownLine {
  id: string
  kind: LineItemKind
  quantity: number
  /** Minor units. */
  price: number
  availability: Availability
  spec: unknown
}

/** Remembers, for each cart handle, what its shopper was last shown. Kept encrypted. */
export interface ShownCarts {
  save(handled: HandledCart, lines: readonly PlatformLine[], shown: ReadonlyMap<string, Availability>): Promise<void>
  /** Undefined where nothing is known: the store was restarted. */
  load(handled: HandledCart): Promise<Map<string, ShownLine> | undefined>
}

export function createShownCarts(stateStore: StateStore, sealer: Sealer): ShownCarts {
  return {
    async save(handled, lines, shown) {
      const seen: ShownLine[] = lines.map(({ id, kind, quantity, price, spec }) => ({
        id,
        kind,
        quantity,
        price: price.amount,
        availability: shown.get(id) ?? { status: 'unknown' },
        spec,
      }))
      await stateStore.set(
        `shown:${handled.salt}`,
        await sealer.seal('shown', seen, handleLifetimeMs),
        handleLifetimeMs,
      )
    },
    async load(handled) {
      const sealed = await stateStore.get(`shown:${handled.salt}`)
      const opened = sealed === undefined ? undefined : await sealer.open<ShownLine[]>('shown', sealed)
      return opened?.status === 'open' ? new Map(opened.payload.map((line) => [line.id, line])) : undefined
    },
  }
}
