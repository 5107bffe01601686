import type { PlatformCart, PlatformLine, Target } from '../../adapter/index.ts'
import { specOf } from './to-platform.ts'

/** Where a target stands in a cart. */
export interface Located {
  target: Target
  /** The line itself; for one that is gone, another of its variant, to which the engine adds it again. */
  line: PlatformLine | undefined
  /** How many pieces of it are there. */
  held: number
  /** The line is gone, and comes back as pieces of its variant. */
  isGone: boolean
}

/** One line as `setCartLines` takes it. */
export interface LineChange {
  lineId: string | null
  variantId: string
  from: number
  to: number
}

/**
 * Finds each target in the cart. The engine gives a line that is added again another id, or adds it to a line of the same variant.
 * So of a line that is gone as much is there as its variant has pieces, beside the lines that were there with it.
 */
export function locate({ lines }: PlatformCart, targets: readonly Target[]): Located[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const named = new Set(targets.map(({ id }) => id))
  const left = new Map<string, number>()
  return targets.map((target, index) => {
    const line = byId.get(target.id)
    if (line) return { target, line, held: line.quantity, isGone: false }
    const variantId = specOf(target.spec)?.variantId
    if (variantId === undefined) return { target, line: undefined, held: 0, isGone: true }
    const same = lines.filter(({ id, spec }) => !named.has(id) && specOf(spec)?.variantId === variantId)
    const pool = left.get(variantId) ?? piecesBeside(same, target)
    const isLast = !targets
      .slice(index + 1)
      .some(({ id, spec }) => !byId.has(id) && specOf(spec)?.variantId === variantId)
    const held = isLast ? pool : Math.min(pool, target.quantity)
    left.set(variantId, pool - held)
    return { target, line: same[0], held, isGone: true }
  })
}

function piecesBeside(same: readonly PlatformLine[], { spec }: Target): number {
  const others = specOf(spec)?.others ?? {}
  const beside = same.reduce((sum, { id, quantity }) => sum + quantity - (others[id] ?? 0), 0)
  return Math.max(0, beside)
}

/** What has to be written, one change a line. A line that is gone, and is to stay so, needs none. */
export function toChanges(located: readonly Located[]): LineChange[] {
  const changes = new Map<string, LineChange>()
  for (const { target, line, held, isGone } of located) {
    const missing = target.quantity - held
    const variantId = specOf(line?.spec ?? target.spec)?.variantId
    if (missing === 0 || variantId === undefined || (isGone && missing < 0)) continue
    const from = line?.quantity ?? 0
    const key = line?.id ?? `variant ${variantId}`
    const before = changes.get(key) ?? { lineId: line?.id ?? null, variantId, from, to: from }
    changes.set(key, { ...before, to: before.to + missing })
  }
  return [...changes.values()]
}
