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
 * So of a line that is gone as much is there as lines of its variant have too many: of those that are to be set too, more than
 * their target, and of others more than they had when they were last seen beside it.
 */
export function locate({ lines }: PlatformCart, targets: readonly Target[]): Located[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const located = targets.map((target): Located => {
    const line = byId.get(target.id)
    return { target, line, held: line?.quantity ?? 0, isGone: line === undefined }
  })
  const named = new Map(located.filter(({ isGone }) => !isGone).map((one) => [one.target.id, one]))
  const gone = located.filter(({ isGone }) => isGone)
  const given = new Map<string, number>()
  gone.forEach((one, index) => {
    const { target } = one
    const same = lines.filter((line) => isSameVariant(line, target))
    one.line = same[0]
    const isLast = !gone.slice(index + 1).some((later) => isSameVariant(later.target, target))
    // Pieces that no target stands for come first.
    for (const line of same.toSorted((a, b) => Number(named.has(a.id)) - Number(named.has(b.id)))) {
      const owner = named.get(line.id)
      const own = owner?.target.quantity ?? specOf(target.spec)?.others?.[line.id] ?? 0
      const free = Math.max(0, line.quantity - own - (given.get(line.id) ?? 0))
      const pieces = isLast && !owner ? free : Math.min(free, Math.max(0, target.quantity - one.held))
      given.set(line.id, (given.get(line.id) ?? 0) + pieces)
      one.held += pieces
      if (owner) owner.held -= pieces
    }
  })
  return located
}

function isSameVariant(one: Pick<Target, 'spec'>, other: Pick<Target, 'spec'>): boolean {
  const variantId = specOf(one.spec)?.variantId
  return variantId !== undefined && variantId === specOf(other.spec)?.variantId
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
  return [...changes.values()].filter(({ from, to }) => from !== to)
}
