import type { Availability, LineItemKind } from '../../contract/index.ts'
import type { PlatformLine } from '../adapter/platform.ts'
import { handleLifetimeMs, type OpenedHandle } from '../sealing/cart-handle.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { StateStore } from '../stores/state-store.ts'

/** A line as the page last displayed it: what the shopper agrees to with the next tap. */
export interface DisplayedLine {
  id: string
  kind: LineItemKind
  quantity: number
  /** Minor units. */
  price: number
  availability: Availability
  /** The checkout by text takes it. Absent where nothing was said of that. */
  byText?: boolean
  spec: unknown
}

/** Remembers for each cart handle what its page displayed last. Kept encrypted. */
export interface DisplayedCarts {
  /** A whole cart is displayed. */
  save(
    handle: OpenedHandle,
    lines: readonly PlatformLine[],
    availabilities: ReadonlyMap<string, Availability>,
    byText?: ReadonlySet<string>,
  ): Promise<void>
  /** Some of its lines are displayed with a new availability. */
  update(handle: OpenedHandle, availabilities: ReadonlyMap<string, Availability>): Promise<void>
  /** Lines by id; undefined where nothing is known, after a restart. */
  load(handle: OpenedHandle): Promise<Map<string, DisplayedLine> | undefined>
}

export function createDisplayedCarts(stateStore: StateStore, sealer: Sealer): DisplayedCarts {
  const keyOf = ({ salt }: OpenedHandle) => `displayed:${salt}`

  async function load(handle: OpenedHandle) {
    const sealed = await stateStore.get(keyOf(handle))
    const opened = sealed === undefined ? undefined : await sealer.open<DisplayedLine[]>('displayed', sealed)
    return opened?.status === 'open' ? new Map(opened.payload.map((line) => [line.id, line])) : undefined
  }

  async function write(handle: OpenedHandle, lines: DisplayedLine[]): Promise<void> {
    await stateStore.set(keyOf(handle), await sealer.seal('displayed', lines, handleLifetimeMs), handleLifetimeMs)
  }

  return {
    load,
    async save(handle, lines, availabilities, byText) {
      const displayed = new Map<string, DisplayedLine>()
      // A line that is gone stays known at 0, so that the same choice can be sent again after its answer was lost.
      for (const [id, line] of (await load(handle)) ?? []) displayed.set(id, { ...line, quantity: 0 })
      for (const { id, kind, quantity, price, spec } of lines) {
        const availability = availabilities.get(id) ?? { status: 'unknown' }
        const isByText = byText && { byText: byText.has(id) }
        displayed.set(id, { id, kind, quantity, price: price.amount, availability, ...isByText, spec })
      }
      await write(handle, [...displayed.values()])
    },
    async update(handle, availabilities) {
      const lines = [...((await load(handle))?.values() ?? [])]
      if (lines.length === 0) return
      await write(
        handle,
        lines.map((line) => ({ ...line, availability: availabilities.get(line.id) ?? line.availability })),
      )
    },
  }
}
