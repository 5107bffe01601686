import type { AvailabilityAnswer, Cart, LineItemChoice } from '../../src/contract/index.ts'
import { checkRepeats, checkUnconfirmed } from './check-tap.ts'
import { compareWithAllowed, compareWithPlatform } from './compare.ts'
import { isCutOff } from './findings.ts'
import { type TapEnd, tap } from './tap.ts'
import { keyOf, type Page, type Visit } from './visit.ts'

/** Some lines of the page with another quantity each; the cart never becomes empty. */
export function choose(own: Visit, page: Page, max: number): LineItemChoice[] {
  const { chance } = own.taps
  // Lines that are not listed go into the shopper's own cart, too.
  if (page.adds) for (const line of page.cart.lineItems) allow(own, keyOf(line), line.quantity, page)
  const [kept, ...others] = chance.shuffle(page.cart.lineItems)
  const changed = [...(kept ? [{ line: kept, least: 1 }] : []), ...others.map((line) => ({ line, least: 0 }))]
  return changed.slice(0, max).map(({ line, least }) => {
    const quantity = chance.between(least, 5)
    allow(own, keyOf(line), quantity, page)
    return { id: line.id, quantity }
  })
}

/** A tap may write this much of a line. */
export function allow({ cart }: Visit, key: string, quantity: number, page: Page): void {
  const known = [...(cart.allowed.get(key) ?? [0])]
  const next = page.adds ? known.map((present) => Math.max(present, quantity)) : [quantity]
  cart.allowed.set(key, new Set([...known, ...next]))
}

/** A tap on `/restore` or `/checkout` with these choices. */
export function send<Body>(own: Visit, page: Page, path: string, choices: LineItemChoice[]): Promise<TapEnd<Body>> {
  return watched(own, () => tap<Body>(own.taps, own.cart, path, bodyOf(page, choices), wantsOf(choices)))
}

/** Runs one or two taps, and then holds their writes against the platform's log. */
export async function watched<Value>(own: Visit, work: () => Promise<Value>): Promise<Value> {
  const from = performance.now()
  const value = await work()
  checkRepeats(own, from)
  return value
}

/** What a page sends with the choices that were made on it. */
export function bodyOf({ cartHandle, cart }: Page, lineItems: LineItemChoice[]): object {
  return { cartHandle, lineItems, ...revisionOf(cart) }
}

/** What the page displayed, for proxies that want to be told. */
export function revisionOf(cart: Cart): object {
  return 'revision' in cart ? { revision: cart.revision } : {}
}

/** The choices as a line of evidence. */
export const wantsOf = (choices: LineItemChoice[]) => choices.map(({ quantity }) => quantity).join(' and ')

/** A problem that a shopper with a good link and enough stock must not get. */
export function refuse(
  { taps, cart, platforms, disturbances }: Visit,
  what: string,
  { problem }: TapEnd<unknown>,
): void {
  if (!problem) return
  // A platform that answers with a body of another shape may look as if the cart were gone.
  const isMisled = platforms.callsAbout(cart).some((call) => call.fault || isCutOff(call, disturbances))
  if (!isMisled) taps.found('broken', `${what} ended with ${problem.code}`, cart)
}

/** After a problem the shopper looks at the cart again. False where the visit is over. */
export async function recoverFrom<Body>(own: Visit, page: Page, end: TapEnd<Body>): Promise<boolean> {
  if (!end.problem) {
    own.cart.isGivenUp = true
    return false
  }
  if (end.problem.code === 'unconfirmed') checkUnconfirmed(own)
  else if (!['stock-moved', 'undo-over', 'checkout-open'].includes(end.problem.code))
    return refuse(own, 'a tap', end) ?? false
  return reload(own, page)
}

/** Reads the cart anew. From then on it may hold only what it holds. False where the visit is over. */
export async function reload(own: Visit, page: Page): Promise<boolean> {
  const { taps, cart } = own
  const end = await tap<AvailabilityAnswer>(taps, cart, '/availability', { cartHandle: page.cartHandle })
  if (!end.body) return refuse(own, 'availability', end) ?? false
  page.cart = end.body.cart
  compareWithPlatform(own, 'a reloaded page', page.cart)
  compareWithAllowed(own)
  if (cart.isGivenUp) return true
  for (const [key] of cart.allowed) cart.allowed.set(key, new Set([cart.held().get(key) ?? 0]))
  return true
}
