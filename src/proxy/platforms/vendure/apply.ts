import { type PlatformCart, RecoveryError, type Target, UpstreamError, type WriteResult } from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { type Located, locate, toChanges } from './locate.ts'
import { specOf } from './to-platform.ts'

/** How often the lines are written, over edits from elsewhere, refusals and lost answers. After that: `unconfirmed`. */
const maxAttempts = 8

type Left = 'refused' | 'changed-elsewhere'

/**
 * Sets lines to targets in one transaction of the engine, which compares each with what it holds. So nothing is ever half written:
 * after an edit from elsewhere, a refusal or a lost answer it is looked at what the cart is now, and asked for the rest.
 */
export async function applyTargets(
  api: CartApi,
  cart: PlatformCart,
  wanted: readonly Target[],
  signal: AbortSignal,
): Promise<WriteResult> {
  // Two lines that were put back may be one line since, which is to be set once.
  const unique = [...new Map(wanted.map((target) => [target.id, target])).values()]
  // What waits for another target comes after it.
  const targets = unique.toSorted((a, b) => Number(a.onlyAfter !== undefined) - Number(b.onlyAfter !== undefined))
  const left = new Map<string, Left>()
  const expected = new Map(locate(cart, targets).map(({ target, held }) => [target.id, held]))
  let current = cart
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const open = locate(
      current,
      targets.filter(({ id }) => !left.has(id)),
    )
    for (const { target, held, isGone } of open) {
      const isForeign = held !== expected.get(target.id) && held > target.quantity
      const isLost = isGone && target.quantity > 0 && specOf(target.spec) === undefined
      if (isForeign || isLost) left.set(target.id, 'changed-elsewhere')
      else if (target.onlyAfter !== undefined && left.has(target.onlyAfter)) left.set(target.id, 'refused')
      expected.set(target.id, held)
    }
    const rest = open.filter(({ target }) => !left.has(target.id))
    const changes = toChanges(rest)
    if (changes.length === 0) return toResult(cart, current, { targets, left })
    requireLineLeft(current, rest)
    try {
      const answer = await api.setLines(current, changes, signal)
      if (answer.status === 'refused') left.set(whichOf(rest, answer), 'refused')
      else current = answer.cart
      if (answer.status === 'set') return toResult(cart, current, { targets, left })
    } catch (error) {
      if (!(error instanceof UpstreamError) || !error.isUncertain) throw error
      current = await api.read(cart.id, signal).catch((cause: unknown) => {
        const isGone = cause instanceof RecoveryError && cause.code === 'cart-gone'
        throw isGone ? cause : new RecoveryError('unconfirmed', { cause })
      })
    }
  }
  throw new RecoveryError('unconfirmed', { detail: 'the lines could not be set' })
}

/** Refuses before anything is written what would end with an empty cart. */
function requireLineLeft({ lines }: PlatformCart, located: readonly Located[]): void {
  const removed = new Set(located.flatMap(({ target, line }) => (target.quantity === 0 && line ? [line.id] : [])))
  const isAdding = located.some(({ target }) => target.quantity > 0)
  if (!isAdding && lines.every(({ id }) => removed.has(id))) throw new RecoveryError('empty')
}

/** The target that the engine did not take. */
function whichOf(
  located: readonly Located[],
  { lineId, variantId }: { lineId?: string | undefined; variantId: string },
) {
  const found =
    located.find(({ line }) => line !== undefined && line.id === lineId) ??
    located.find(({ target, isGone }) => isGone && specOf(target.spec)?.variantId === variantId)
  if (found) return found.target.id
  throw new UpstreamError('unexpected-shape', 'vendure: a line was refused that was not asked for')
}

/** What became of each target, as the cart was read back. */
function toResult(
  before: PlatformCart,
  cart: PlatformCart,
  { targets, left }: { targets: readonly Target[]; left: ReadonlyMap<string, Left> },
): WriteResult {
  const quantityIn = ({ lines }: PlatformCart, id: string) => lines.find((line) => line.id === id)?.quantity ?? 0
  const located = locate(cart, targets)
  const lines = located.flatMap(({ target: { id, quantity, spec }, line, isGone }) => {
    const newId = isGone && quantity > 0 ? line?.id : undefined
    const [was, written] = [before, cart].map((of) => quantityIn(of, newId ?? id))
    if (was === undefined || written === undefined || was === written) return []
    return [{ id, before: was, written, spec: spec ?? line?.spec, ...(newId && { newId }) }]
  })
  const isShort = ({ target, held, isGone }: Located) => held !== target.quantity && !(isGone && target.quantity === 0)
  const refused = located.filter((one) => !left.has(one.target.id) && isShort(one)).map(({ target }) => target.id)
  const ended = (how: Left) => [...left].filter(([, value]) => value === how).map(([id]) => id)
  return {
    cart,
    lines,
    refused: [...ended('refused'), ...refused],
    changedElsewhere: ended('changed-elsewhere'),
  }
}
