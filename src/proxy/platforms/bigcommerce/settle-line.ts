import { type PlatformCart, type PlatformLine, RecoveryError, type Target, UpstreamError } from '../../adapter/index.ts'
import { findAdded, findSame, isVague } from './added-line.ts'
import type { CartApi } from './cart-api.ts'
import { compareLines, formsOf, hasOptions, type ItemForm, type LineSpec } from './line-spec.ts'

/** How often one line is written, over conflicts, lost answers and forms of its options. After that: `unconfirmed`. */
const maxWrites = 8

/** A cart that is written to. */
export interface Work {
  api: CartApi
  signal: AbortSignal
  /** As last read or answered. */
  cart: PlatformCart
  /** As last read: the answer of a write may leave options out, or spell them otherwise. */
  lastRead: PlatformCart
  wrote: boolean
}

/** One target on its way. */
export interface Aim {
  target: Target
  /** Of the line that is it now. */
  id: string
  /** What is wanted, with its options; absent where the line is gone, and its target does not say what it was. */
  spec: LineSpec | undefined
  before: number
  /** The quantity that is no edit from elsewhere. */
  expected: number
  /** What stands there may be ours. */
  isWritten: boolean
  form: ItemForm | undefined
  /** The form that stands there now, as far as is known. */
  accepted: ItemForm | undefined
  /** What else can be tried. */
  forms: ItemForm[]
}

/** How one target ended. */
export type Outcome = 'done' | 'refused' | 'changed-elsewhere'

/** A target as the cart has it before anything is written. */
export async function toAim(work: Work, target: Target): Promise<Aim> {
  const line = await locate(work, target, target.id, target.spec as LineSpec | undefined)
  const read = line && work.lastRead.lines.find(({ id }) => id === line.id)
  const spec = (read?.spec ?? line?.spec ?? target.spec) as LineSpec | undefined
  const before = line?.quantity ?? 0
  const [form, ...forms] = spec ? formsOf([spec]) : []
  return { target, id: target.id, spec, before, expected: before, isWritten: false, form, accepted: undefined, forms }
}

/** Writes one line until it is at its target, or says why it is not. */
export async function settle(work: Work, aim: Aim): Promise<Outcome> {
  const { quantity } = aim.target
  for (let writes = 0; writes < maxWrites; writes++) {
    const line = await locate(work, aim.target, aim.id, aim.spec)
    const held = line?.quantity ?? 0
    if (held === quantity && !(line && aim.isWritten && (await hasBetterForm(work, aim)))) return 'done'
    // A line that came back, or changed while we wrote, was edited elsewhere: that edit counts too.
    const isForeign = line && (line.id !== aim.id || held !== aim.expected)
    if (isForeign && held > quantity) return 'changed-elsewhere'
    if (quantity === 0 && work.cart.lines.length === 1) throw new RecoveryError('empty')
    if (!line && !aim.spec) return 'changed-elsewhere'
    const outcome = await (line ? change(work, aim, line) : add(work, aim)).catch((error: unknown) =>
      afterRefusal(work, aim, error),
    )
    if (outcome) return outcome
  }
  throw unconfirmed()
}

const unconfirmed = () => new RecoveryError('unconfirmed', { detail: 'a line could not be set' })

/** Sets or removes a line that is there. */
async function change(work: Work, aim: Aim, line: PlatformLine): Promise<Outcome | undefined> {
  const { quantity } = aim.target
  const { api, cart, signal } = work
  if (quantity > 0 && !aim.form) return 'refused'
  // As it is now, until something of ours may stand there.
  if (!aim.isWritten && isRead(work)) aim.spec = line.spec as LineSpec
  const spec = aim.spec as LineSpec
  record(
    work,
    quantity === 0
      ? await api.remove({ cart, signal }, line.id)
      : await api.setQuantity({ cart, signal }, line.id, spec, quantity, aim.form ?? 'variant'),
  )
  aim.isWritten = true
  aim.accepted = aim.form
  const written = (await locate(work, aim.target, aim.id, aim.spec))?.quantity ?? 0
  return quantity > 0 && written !== quantity ? 'refused' : undefined
}

/**
 * Adds a line that is not there, and never a second time: whatever the add made of the cart before is the line, also where
 * it does not look as was wanted. Such a one is taken out again.
 */
async function add(work: Work, aim: Aim): Promise<Outcome | undefined> {
  const { api, cart: before, signal } = work
  const spec = aim.spec as LineSpec
  if (!aim.form) return 'refused'
  let isLost = false
  try {
    record(work, await api.add({ cart: before, signal }, spec, aim.target.quantity, aim.form))
  } catch (error) {
    isLost = error instanceof UpstreamError && error.isUncertain
    if (!isLost) throw error
    await reread(work)
    work.wrote = true
  }
  let added = findAdded(before, work.cart, spec)
  if (!isRead(work) && added?.likeness !== 'same') {
    await reread(work)
    added = findAdded(before, work.cart, spec)
  }
  if (!added) {
    // Without a version the add may still be on its way, and nothing would stop the second one.
    if (isLost && before.version === undefined) throw unconfirmed()
    return isLost ? undefined : 'refused'
  }
  const { likeness } = added
  if (likeness === 'same' || likeness === 'untold' || (likeness === 'alike' && aim.forms.length === 0)) {
    Object.assign(aim, { id: added.line.id, expected: added.line.quantity, isWritten: true, accepted: aim.form })
    return undefined
  }
  // Where the answer was lost it may as well be another shop window's line.
  if (isLost && likeness === 'different') return 'changed-elsewhere'
  const surplus = await toAim(work, { id: added.line.id, quantity: added.before })
  if ((await settle(work, surplus)) !== 'done') return 'changed-elsewhere'
  aim.form = aim.forms.shift()
  return aim.form ? undefined : 'refused'
}

/** After a write that was taken: whether its options stand there otherwise than wanted, and another form may do better. */
async function hasBetterForm(work: Work, aim: Aim): Promise<boolean> {
  if (!aim.spec || !hasOptions(aim.spec)) return false
  const compare = () => {
    const line = findLine(work.cart, aim.id, aim.spec)
    return line && aim.spec ? compareLines(line.spec as LineSpec, aim.spec) : 'untold'
  }
  if (!isRead(work) && compare() !== 'same') await reread(work)
  const likeness = compare()
  if (likeness === 'same' || likeness === 'untold') return false
  if (aim.form === aim.accepted) aim.form = aim.forms.shift()
  return aim.form !== undefined
}

/** What follows from a failed write: the line's outcome, or undefined where the cart was read and it is tried again. */
async function afterRefusal(work: Work, aim: Aim, error: unknown): Promise<Outcome | undefined> {
  if (!(error instanceof UpstreamError)) throw error
  const { cart, api, signal } = work
  if (error.status === 400 || error.status === 422) {
    const { form } = aim
    aim.form = aim.forms.shift()
    if (!aim.form && form !== 'variant' && aim.spec && (await api.isWholeVariant(aim.spec, signal)))
      aim.form = 'variant'
    // A form that was taken before stands, also where a better one was refused.
    return aim.form || aim.accepted ? undefined : 'refused'
  }
  if (error.status !== 409 && error.status !== 404 && !error.isUncertain) throw error
  await reread(work)
  // The version has not changed, so this was no conflict: a rule of the shop refused the quantity.
  if (error.status === 409 && work.cart.version === cart.version) return 'refused'
  work.wrote ||= error.isUncertain
  aim.isWritten ||= error.isUncertain
  return undefined
}

const isRead = ({ cart, lastRead }: Work) => cart === lastRead

function record(work: Work, answer: PlatformCart): void {
  Object.assign(work, { cart: answer, wrote: true })
}

async function reread(work: Work): Promise<void> {
  work.cart = work.lastRead = await work.api.read(work.cart.id, work.signal)
}

/**
 * The line as the cart is known, which is read where the answer of a write does not tell enough. A line that is to go and
 * has gone was the right one: only another that is exactly the same has come back in its place.
 */
async function locate(
  work: Work,
  { quantity }: Target,
  id: string,
  spec: LineSpec | undefined,
): Promise<PlatformLine | undefined> {
  const isThere = work.cart.lines.some((line) => line.id === id)
  if (!isThere && spec && quantity > 0 && !isRead(work) && isVague(work.cart, spec)) await reread(work)
  const line = findLine(work.cart, id, spec)
  const isExact =
    line?.id === id || quantity > 0 || (line && spec && compareLines(line.spec as LineSpec, spec) === 'same')
  return isExact ? line : undefined
}

/** The line by its id, or, where that is gone, one that is the same thing to buy. */
export function findLine(cart: PlatformCart, id: string, spec: LineSpec | undefined): PlatformLine | undefined {
  return cart.lines.find((line) => line.id === id) ?? (spec && findSame(cart, spec))
}
