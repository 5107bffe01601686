import {
  type PlatformCart,
  type PlatformLine,
  RecoveryError,
  type Target,
  UpstreamError,
} from '../../../adapter/index.ts'
import type { CartApi } from '../cart-api.ts'
import { findAdded, findSame, hasUnknownOptions } from './added-line.ts'
import { compareLines, formsOf, hasOptions, type ItemForm, type LineSpec } from './line-spec.ts'

/** How often one line is written, over conflicts, lost answers and forms of its options. After that: `unconfirmed`. */
const maxAttempts = 8

/** The cart that the lines are written to, and how. */
export interface WriteContext {
  api: CartApi
  signal: AbortSignal
  /** As last read or answered. */
  cart: PlatformCart
  /** As last read: the answer of a write may leave options out, or spell them otherwise. */
  lastRead: PlatformCart
  wrote: boolean
  /** A write was sent, and its answer was lost: only reading the cart tells what it did. */
  isInDoubt: boolean
}

/** One target, and how far its write has come. */
export interface LineWrite {
  target: Target
  /** The line's id now: a line that is added again gets another one. */
  id: string
  /** What to buy, with its options; absent where the line is gone, and its target does not say what it was. */
  spec: LineSpec | undefined
  /** The quantity before the first write. */
  before: number
  /** The quantity to find before the next write. Any other was set elsewhere. */
  expected: number
  /** A write was sent and taken, or may have been taken: what stands there may be ours. */
  isWritten: boolean
  /** How the next write spells the options. Absent where nothing is left to try. */
  form: ItemForm | undefined
  /** The form of the last write that was taken. */
  accepted: ItemForm | undefined
  /** The forms that were not tried yet. */
  forms: ItemForm[]
}

/** How one target ended. */
export type WriteOutcome = 'done' | 'refused' | 'changed-elsewhere'

/**
 * The start of a write: the line as `cart` has it, from which its target was made. A conflict on an earlier line may have
 * brought a newer cart since; what it holds besides is an edit from elsewhere.
 */
export function toLineWrite(context: WriteContext, target: Target, cart: PlatformCart): LineWrite {
  const line = findWritable(cart, target, target.id, target.spec as LineSpec | undefined)
  const read = line && context.lastRead.lines.find(({ id }) => id === line.id)
  const spec = (read?.spec ?? line?.spec ?? target.spec) as LineSpec | undefined
  const before = line?.quantity ?? 0
  const [form, ...forms] = spec ? formsOf([spec]) : []
  return { target, id: target.id, spec, before, expected: before, isWritten: false, form, accepted: undefined, forms }
}

/** Writes one line until it is at its target, or returns why it is not. */
export async function writeLine(context: WriteContext, write: LineWrite): Promise<WriteOutcome> {
  const { quantity } = write.target
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const line = await locate(context, write.target, write.id, write.spec)
    const held = line?.quantity ?? 0
    if (held === quantity && !(line && write.isWritten && (await hasBetterForm(context, write)))) return 'done'
    // A line that came back, or changed while we wrote, was edited elsewhere: that edit counts too.
    const isForeign = line && (line.id !== write.id || held !== write.expected)
    if (isForeign && held > quantity) return 'changed-elsewhere'
    if (quantity === 0 && context.cart.lines.length === 1) throw new RecoveryError('empty')
    if (!line && !write.spec) return 'changed-elsewhere'
    const outcome = await (line ? change(context, write, line) : add(context, write)).catch((error: unknown) =>
      afterRefusal(context, write, error),
    )
    if (outcome) return outcome
  }
  throw unconfirmed()
}

const unconfirmed = () => new RecoveryError('unconfirmed', { detail: 'a line could not be set' })

/** Sets or removes a line that is there. */
async function change(context: WriteContext, write: LineWrite, line: PlatformLine): Promise<WriteOutcome | undefined> {
  const { quantity } = write.target
  const { api, cart, signal } = context
  if (quantity > 0 && !write.form) return 'refused'
  // Until a write of ours may have changed the options, those of the cart are kept.
  if (!write.isWritten && isFreshlyRead(context)) write.spec = line.spec as LineSpec
  const spec = write.spec as LineSpec
  record(
    context,
    quantity === 0
      ? await api.remove({ cart, signal }, line.id)
      : await api.setQuantity({ cart, signal }, line.id, spec, quantity, write.form ?? 'variant'),
  )
  write.isWritten = true
  write.accepted = write.form
  const written = (await locate(context, write.target, write.id, write.spec))?.quantity ?? 0
  return quantity > 0 && written !== quantity ? 'refused' : undefined
}

/**
 * Adds a line that is not there, and never a second time: the line that is new, or that grew, counts as the added one, even if
 * its options are others. In that case it is taken out again, and the next form is tried.
 */
async function add(context: WriteContext, write: LineWrite): Promise<WriteOutcome | undefined> {
  const { api, cart: before, signal } = context
  const spec = write.spec as LineSpec
  if (!write.form) return 'refused'
  let isLost = false
  try {
    record(context, await api.add({ cart: before, signal }, spec, write.target.quantity, write.form))
  } catch (error) {
    isLost = error instanceof UpstreamError && error.isUncertain
    if (!isLost) throw error
    context.isInDoubt = true
    await reread(context)
    context.wrote = true
  }
  let added = findAdded(before, context.cart, spec)
  if (!isFreshlyRead(context) && added?.similarity !== 'same') {
    await reread(context)
    added = findAdded(before, context.cart, spec)
  }
  if (!added) {
    // Without a version the add may still be on its way, and nothing would stop the second one.
    if (isLost && before.version === undefined) throw unconfirmed()
    return isLost ? undefined : 'refused'
  }
  const { similarity } = added
  if (similarity === 'same' || similarity === 'unknown' || (similarity === 'similar' && write.forms.length === 0)) {
    Object.assign(write, { id: added.line.id, expected: added.line.quantity, isWritten: true, accepted: write.form })
    return undefined
  }
  // Where the answer was lost, the shopper may have added this line in another tab.
  if (isLost && similarity === 'different') return 'changed-elsewhere'
  const surplus = toLineWrite(context, { id: added.line.id, quantity: added.before }, context.cart)
  if ((await writeLine(context, surplus)) !== 'done') return 'changed-elsewhere'
  write.form = write.forms.shift()
  return write.form ? undefined : 'refused'
}

/** Whether the cart has other options than the write sent, and another form is left to try. */
async function hasBetterForm(context: WriteContext, write: LineWrite): Promise<boolean> {
  if (!write.spec || !hasOptions(write.spec)) return false
  const compare = () => {
    const line = findLine(context.cart, write.id, write.spec)
    return line && write.spec ? compareLines(line.spec as LineSpec, write.spec) : 'unknown'
  }
  if (!isFreshlyRead(context) && compare() !== 'same') await reread(context)
  const similarity = compare()
  if (similarity === 'same' || similarity === 'unknown') return false
  if (write.form === write.accepted) write.form = write.forms.shift()
  return write.form !== undefined
}

/** Turns a failed write into the line's outcome. Undefined: try again, with the cart read again or in another form. */
async function afterRefusal(
  context: WriteContext,
  write: LineWrite,
  error: unknown,
): Promise<WriteOutcome | undefined> {
  if (!(error instanceof UpstreamError)) throw error
  const { cart, api, signal } = context
  if (error.status === 400 || error.status === 422) {
    const { form } = write
    write.form = write.forms.shift()
    if (!write.form && form !== 'variant' && write.spec && (await api.isWholeVariant(write.spec, signal)))
      write.form = 'variant'
    // A form that was accepted before stays in the cart, even if a better one was refused.
    return write.form || write.accepted ? undefined : 'refused'
  }
  if (error.status !== 409 && error.status !== 404 && !error.isUncertain) throw error
  context.isInDoubt = error.isUncertain
  await reread(context)
  // The version has not changed, so this was no conflict: a rule of the shop refused the quantity.
  if (error.status === 409 && context.cart.version === cart.version) return 'refused'
  context.wrote ||= error.isUncertain
  write.isWritten ||= error.isUncertain
  return undefined
}

/** The cart is as the platform told it last, and not as a write answered it. */
export const isFreshlyRead = ({ cart, lastRead }: WriteContext) => cart === lastRead

function record(context: WriteContext, answer: PlatformCart): void {
  Object.assign(context, { cart: answer, wrote: true })
}

export async function reread(context: WriteContext): Promise<void> {
  context.cart = context.lastRead = await context.api.read(context.cart.id, context.signal)
  context.isInDoubt = false
}

/** The line in the cart as last answered. Reads the cart again where that answer leaves its options out. */
async function locate(
  context: WriteContext,
  target: Target,
  id: string,
  spec: LineSpec | undefined,
): Promise<PlatformLine | undefined> {
  const isThere = context.cart.lines.some((line) => line.id === id)
  if (!isThere && spec && target.quantity > 0 && !isFreshlyRead(context) && hasUnknownOptions(context.cart, spec))
    await reread(context)
  return findWritable(context.cart, target, id, spec)
}

/**
 * The line that a write may set. For a removal only the same id or an equal line counts: another line of the same product is
 * not what the shopper removed.
 */
export function findWritable(cart: PlatformCart, { quantity }: Target, id: string, spec: LineSpec | undefined) {
  const line = findLine(cart, id, spec)
  const isExact =
    line?.id === id || quantity > 0 || (line && spec && compareLines(line.spec as LineSpec, spec) === 'same')
  return isExact ? line : undefined
}

/** The line by its id, or, where that is gone, one that is the same thing to buy. */
function findLine(cart: PlatformCart, id: string, spec: LineSpec | undefined): PlatformLine | undefined {
  return cart.lines.find((line) => line.id === id) ?? (spec && findSame(cart, spec))
}
