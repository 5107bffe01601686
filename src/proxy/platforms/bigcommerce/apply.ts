import {
  type PlatformCart,
  type PlatformLine,
  RecoveryError,
  type Target,
  UpstreamError,
  type WriteResult,
  type WrittenLine,
} from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { type ItemForm, isSameLine, type LineSpec } from './line-spec.ts'

/** How often one line is tried after conflicts and lost answers. After that the result is `unconfirmed`. */
const maxTries = 4

/**
 * Sets lines of a cart to targets, one write each, guarded by the cart's version. After a lost answer or a conflict the
 * cart is read again, so that every attempt, and every repetition, ends with the same lines.
 */
export async function applyTargets(
  api: CartApi,
  cart: PlatformCart,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<WriteResult> {
  const work: Work = { api, signal, cart, wrote: false }
  const lines: WrittenLine[] = []
  const refused: string[] = []
  const changedElsewhere: string[] = []
  // Removals come last: a cart that is empty for a moment is deleted for good.
  for (const target of [...targets].sort((a, b) => Number(a.quantity === 0) - Number(b.quantity === 0))) {
    const before = find(work.cart, target)
    const outcome = await settle(work, target)
    if (outcome === 'refused') refused.push(target.id)
    if (outcome === 'changed-elsewhere') changedElsewhere.push(target.id)
    lines.push({ id: target.id, before: before?.quantity ?? 0, written: 0, spec: target.spec ?? before?.spec })
  }
  const written = work.wrote ? await api.read(cart.id, signal) : work.cart
  return { cart: written, refused, changedElsewhere, lines: lines.flatMap((line) => readBack(line, written)) }
}

interface Work {
  api: CartApi
  signal: AbortSignal
  /** As last read or answered. */
  cart: PlatformCart
  wrote: boolean
}

type Settled = 'done' | 'refused' | 'changed-elsewhere'

async function settle(work: Work, target: Target): Promise<Settled> {
  const start = find(work.cart, target)
  let form: ItemForm = 'variant'
  for (let tries = 0; tries < maxTries; tries++) {
    const { cart } = work
    const line = find(cart, target)
    const quantity = line?.quantity ?? 0
    if (quantity === target.quantity) return 'done'
    // A line that came back, or changed while we wrote, was edited elsewhere: that edit counts too.
    const foreign = line && (line.id !== target.id || quantity !== (start?.quantity ?? 0))
    if (foreign && quantity > target.quantity) return 'changed-elsewhere'
    if (target.quantity === 0 && cart.lines.length === 1) throw new RecoveryError('empty')
    if (!line && !target.spec) return 'changed-elsewhere'
    try {
      work.cart = await write(work, line, target, form)
      work.wrote = true
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (error.status === 422 && form === 'variant' && hasOptions(line?.spec ?? target.spec)) {
        form = 'selections'
        continue
      }
      if (error.status === 400 || error.status === 422) return 'refused'
      if (error.status !== 409 && error.status !== 404 && !error.isUncertain) throw error
      work.cart = await work.api.read(cart.id, work.signal)
      // The version has not changed, so this was no conflict: a rule of the shop refused the quantity.
      if (error.status === 409 && work.cart.version === cart.version) return 'refused'
      work.wrote ||= error.isUncertain
    }
  }
  throw new RecoveryError('unconfirmed', { detail: 'a line could not be set' })
}

async function write({ api, signal, cart }: Work, line: PlatformLine | undefined, target: Target, form: ItemForm) {
  const guard = { cart, signal }
  if (!line) return api.add(guard, target.spec as LineSpec, target.quantity, form)
  if (target.quantity === 0) return api.remove(guard, line.id)
  return api.setQuantity(guard, line.id, line.spec as LineSpec, target.quantity, form)
}

/** The target's line: by its id, or, where that is gone and is to come back, one that is the same thing to buy. */
function find(cart: PlatformCart, { id, spec }: Target): PlatformLine | undefined {
  const line = cart.lines.find((candidate) => candidate.id === id)
  if (line || !spec) return line
  return cart.lines.find((candidate) => isSameLine(candidate.spec as LineSpec, spec as LineSpec))
}

const hasOptions = (spec: unknown) =>
  (spec as LineSpec).kind === 'item' && (spec as LineSpec & { kind: 'item' }).options.length > 0

/** A line as the cart shows it afterwards; none where it is unchanged. Only a line that was added again has a new id. */
function readBack(target: WrittenLine, cart: PlatformCart): WrittenLine[] {
  const { id, before, spec } = target
  const line = find(cart, { id, quantity: 0, ...(before === 0 && { spec }) })
  const written = line?.quantity ?? 0
  if (written === before) return []
  return [{ ...target, written, ...(line && line.id !== id && { newId: line.id }) }]
}
