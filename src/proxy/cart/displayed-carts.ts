import type { Availability, LineItemKind } from '../../contract/index.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import { handleLifetimeMs, type OpenedHandle } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'

/** A line as the shopper last saw it: what they agree to when they tap. */
export interface DisplayedLine {
  id: string
  kind: LineItemKind
  quantity: number
  /** Minor units. */
  price: number
  availability: Availability
  spec: unknown
}

/** Remembers, for each cart handle, what its shopper was last shown. Kept encrypted. */
export interface DisplayedCarts {
  save(cartRef: OpenedHandle, lines: readonly PlatformLine[], shown: ReadonlyMap<string, Availability>): Promise<void>
  /** Some lines were looked at again. */
  update(cartRef: OpenedHandle, seen: ReadonlyMap<string, Availability>): Promise<void>
  /** Undefined where nothing is known: the store was restarted. */
  load(cartRef: OpenedHandle): Promise<Map<string, DisplayedLine> | undefined>
}

export function createDisplayedCarts(stateStore: StateStore, sealer: Sealer): DisplayedCarts {
  const keyOf = ({ salt }: OpenedHandle) => `shown:${salt}`

  async function load(cartRef: OpenedHandle) {
    const sealed = await stateStore.get(keyOf(cartRef))
    const opened = sealed === undefined ? undefined : await sealer.open<DisplayedLine[]>('shown', sealed)
    return opened?.status === 'open' ? new Map(opened.payload.map((line) => [line.id, line])) : undefined
  }

  async function save(
    cartRef: OpenedHandle,
    lines: readonly PlatformLine[],
    shown: ReadonlyMap<string, Availability>,
  ): Promise<void> {
    const seen = new Map<string, DisplayedLine>()
    // A line that is gone keeps its name, so that the same wish can be repeated after its answer was lost.
    for (const [id, line] of (await load(cartRef)) ?? []) seen.set(id, { ...line, quantity: 0 })
    for (const { id, kind, quantity, price, spec } of lines) {
      const availability = shown.get(id) ?? { status: 'unknown' }
      seen.set(id, { id, kind, quantity, price: price.amount, availability, spec })
    }
    await keep(cartRef, [...seen.values()])
  }

  async function update(cartRef: OpenedHandle, seen: ReadonlyMap<string, Availability>): Promise<void> {
    const lines = [...((await load(cartRef))?.values() ?? [])]
    const updated = lines.map((line) => ({ ...line, availability: seen.get(line.id) ?? line.availability }))
    if (lines.length > 0) await keep(cartRef, updated)
  }

  async function keep(cartRef: OpenedHandle, lines: DisplayedLine[]): Promise<void> {
    await stateStore.set(keyOf(cartRef), await sealer.seal('shown', lines, handleLifetimeMs), handleLifetimeMs)
  }

  return { save, update, load }
}
