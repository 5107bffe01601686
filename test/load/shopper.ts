import type {
  AvailabilityAnswer,
  Cart,
  CheckoutAnswer,
  LineItemChoice,
  Outcome,
  RecoverAnswer,
  RestoreAnswer,
  UndoAnswer,
} from '../../src/contract/index.ts'
import { heldIn, type ShopperCart } from './carts.ts'
import { checkRepeats, checkUnconfirmed } from './check-tap.ts'
import { type Disturbance, isCutOff } from './findings.ts'
import type { Platforms } from './platforms.ts'
import { delay, type TapEnd, type Taps, tap } from './tap.ts'

/** What a shopper's visit needs. */
export interface Visit {
  taps: Taps
  platforms: Platforms
  cart: ShopperCart
  disturbances: readonly Disturbance[]
}

interface Page {
  cartHandle: string
  cart: Cart
  /** Lines are added to another cart: each ends at the larger of what is there and what was chosen. */
  adds?: boolean
}

/** Opens the link, chooses, puts back, undoes, and often checks out and orders: as a shopper with a bad connection would. */
export async function visit(own: Visit, token: string): Promise<void> {
  const { taps, cart } = own
  const { chance } = taps
  const opened = await tap<RecoverAnswer>(taps, cart, '/recover', { token })
  if (!opened.body?.cart) return refuse(own, 'recover', opened)
  const page: Page = { cartHandle: opened.body.cartHandle, cart: opened.body.cart }
  compareWithPlatform(own, 'the opened link', page.cart)
  for (let step = chance.between(0, 3); step > 0; step -= 1) {
    await delay(chance.between(5, 80))
    const act = chance.pick([restore, restore, restoreAndUndo, restoreInTwoTabs])
    if (!(await act(own, page))) return
  }
  if (chance.happens(0.8) && (await checkOut(own, page)) && chance.happens(0.75)) await order(own)
}

/** The same where lines go into the shopper's own cart: nothing is removed there, and the checkout is by text. */
export async function visitWithOwnCart(own: Visit, token: string): Promise<void> {
  const { taps, cart } = own
  const { chance } = taps
  const opened = await tap<RecoverAnswer>(taps, cart, '/recover', { token })
  if (!opened.body?.cart) return refuse(own, 'recover', opened)
  const page: Page = { cartHandle: opened.body.cartHandle, cart: opened.body.cart, adds: true }
  const body = { cartHandle: page.cartHandle, shopperToken: cart.shopperToken }
  const signedIn = await tap<{ cartHandle: string } | null>(taps, cart, '/sign-in', body)
  if (signedIn.body === undefined) return refuse(own, 'sign-in', signedIn)
  page.cartHandle = signedIn.body?.cartHandle ?? page.cartHandle
  for (let step = chance.between(1, 3); step > 0; step -= 1) {
    await delay(chance.between(5, 80))
    const act = chance.pick([restore, restoreAndUndo, restoreInTwoTabs])
    if (!(await act(own, page))) return
  }
  if (chance.happens(0.6)) await checkOutByText(own, page)
}

/** However often it is tapped, one text message goes out. */
async function checkOutByText(own: Visit, page: Page): Promise<void> {
  const { taps, cart, platforms } = own
  const body = { ...bodyOf(page, []), via: 'text' }
  for (const key of cart.allowed.keys()) allow(own, key, heldIn(cart.world).get(key) ?? 0, page)
  const end = await watched(own, () => tap<CheckoutAnswer>(taps, cart, '/checkout', body, 'by text'))
  const sent = platforms.sandbox.world.messages.filter(({ channel, to }) => channel === 'sms' && to === cart.phone)
  if (sent.length > 1) taps.found('doubled', `One tap sent ${sent.length} text messages`, cart)
  if (end.body && sent.length === 0) taps.found('lost', 'A checkout by text was acknowledged and not sent', cart)
  if (end.body) compareWithAllowed(own)
  else await recoverFrom(own, page, end)
}

async function restore(own: Visit, page: Page): Promise<boolean> {
  const choices = choose(own, page, page.cart.lineItems.length)
  const end = await send<RestoreAnswer>(own, page, '/restore', choices)
  if (!end.body) return recoverFrom(own, page, end)
  settle(own, page, end.body)
  return true
}

async function restoreAndUndo(own: Visit, page: Page): Promise<boolean> {
  const { cartHandle } = page
  const before = own.cart.held()
  const end = await send<RestoreAnswer>(own, page, '/restore', choose(own, page, 2))
  if (!end.body) return recoverFrom(own, page, end)
  settle(own, page, end.body)
  const { undo } = end.body
  if (undo === null) return true
  for (const [key, quantities] of own.cart.allowed) quantities.add(before.get(key) ?? 0)
  const known = page.cart
  const undone = await watched(own, () =>
    tap<UndoAnswer>(own.taps, own.cart, '/undo', { cartHandle, undo, ...revisionOf(known) }, 'undo'),
  )
  if (!undone.body) return recoverFrom(own, page, undone)
  settle(own, page, undone.body)
  return true
}

/** Two tabs show the same cart, and each changes a line of its own at the same time, with a key of its own. */
async function restoreInTwoTabs(own: Visit, page: Page): Promise<boolean> {
  const [one, other] = choose(own, page, 2)
  if (!one || !other) return true
  const asked = page.cart
  const ends = await watched(own, () =>
    Promise.all(
      [one, other].map((choice) =>
        tap<RestoreAnswer>(
          own.taps,
          own.cart,
          '/restore',
          bodyOf({ ...page, cart: asked }, [choice]),
          wantsOf([choice]),
        ),
      ),
    ),
  )
  for (const end of ends) {
    if (end.body) {
      page.cart = end.body.cart
      settleOutcomes(own, { ...page, cart: asked }, end.body.outcomes)
    } else if (!end.problem) own.cart.isGivenUp = true
  }
  // What both tabs did is displayed before the next tap.
  return reload(own, page)
}

async function checkOut(own: Visit, page: Page): Promise<boolean> {
  const { taps, cart, platforms } = own
  const choices = taps.chance.happens(0.5) ? choose(own, page, 2) : []
  const end = await send<CheckoutAnswer>(own, page, '/checkout', choices)
  if (!end.body) {
    await recoverFrom(own, page, end)
    return false
  }
  settleOutcomes(
    own,
    page,
    choices.map(({ id, quantity }) => ({ id, quantity, outcome: 'applied' })),
  )
  const { checkoutUrl } = end.body
  const answer = checkoutUrl && (await platforms.sandbox.platforms.bigcommerce.fetch(new Request(checkoutUrl)))
  const location = answer && answer.status === 302 ? answer.headers.get('location') : null
  if (!location) taps.found('lost', 'A checkout link that was answered does not open', cart)
  else checkoutPages.set(cart, new URL(location, checkoutUrl ?? undefined).href)
  return location !== null
}

const checkoutPages = new WeakMap<ShopperCart, string>()

async function order({ platforms, cart, taps }: Visit): Promise<void> {
  const page = checkoutPages.get(cart)
  if (page === undefined) return
  await platforms.sandbox.platforms.bigcommerce.fetch(new Request(page, { method: 'POST' }))
  cart.orderedAt = performance.now()
  const placed = platforms.sandbox.world.orders.filter(({ cartId }) => cartId === cart.world.id)
  if (placed.length !== 1) taps.found('doubled', `One cart became ${placed.length} orders`, cart)
}

/** Some lines of the page with another quantity each; the cart never becomes empty. */
function choose(own: Visit, page: Page, max: number): LineItemChoice[] {
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
function allow({ cart }: Visit, key: string, quantity: number, page: Page): void {
  const known = [...(cart.allowed.get(key) ?? [0])]
  const next = page.adds ? known.map((present) => Math.max(present, quantity)) : [quantity]
  cart.allowed.set(key, new Set([...known, ...next]))
}

function send<Body>(own: Visit, page: Page, path: string, choices: LineItemChoice[]): Promise<TapEnd<Body>> {
  return watched(own, () => tap<Body>(own.taps, own.cart, path, bodyOf(page, choices), wantsOf(choices)))
}

/** Runs one or two taps, and then holds their writes against the platform's log. */
async function watched<Value>(own: Visit, work: () => Promise<Value>): Promise<Value> {
  const from = performance.now()
  const value = await work()
  checkRepeats(own, from)
  return value
}

function bodyOf({ cartHandle, cart }: Page, lineItems: LineItemChoice[]): object {
  return { cartHandle, lineItems, ...revisionOf(cart) }
}

/** What the page displayed, for proxies that want to be told. */
function revisionOf(cart: Cart): object {
  return 'revision' in cart ? { revision: cart.revision } : {}
}

const wantsOf = (choices: LineItemChoice[]) => choices.map(({ quantity }) => quantity).join(' and ')
const keyOf = ({ productId, variantId }: Cart['lineItems'][number]) => `${productId}:${variantId}`

function settle(own: Visit, page: Page, { cart, outcomes }: { cart: Cart; outcomes: Outcome[] }): void {
  settleOutcomes(own, page, outcomes)
  page.cart = cart
  compareWithPlatform(own, 'an answer', cart)
}

/** An acknowledged quantity is the only one allowed from then on, and has to stand in the platform's cart. */
function settleOutcomes(own: Visit, { cart: asked, adds }: Page, outcomes: Outcome[]): void {
  const { cart, taps } = own
  const held = cart.held()
  compareWithAllowed(own)
  for (const { id, outcome, quantity } of outcomes) {
    const line = asked.lineItems.find((candidate) => candidate.id === id)
    if (!line || !settled.has(outcome)) continue
    const found = held.get(keyOf(line)) ?? 0
    // Another tab may have added to it since.
    if (adds ? found < quantity : found !== quantity) {
      taps.found('lost', `${quantity} were acknowledged as ${outcome}, ${found} stand in the platform's cart`, cart)
    }
    cart.allowed.set(keyOf(line), new Set([found]))
  }
}

const settled = new Set<Outcome['outcome']>(['applied', 'reduced', 'removed', 'unchanged'])

/** What was shown is what the platform has. */
function compareWithPlatform({ cart, taps }: Visit, where: string, shown: Cart): void {
  const held = heldIn(cart.world)
  for (const line of shown.lineItems) {
    const found = held.get(keyOf(line)) ?? 0
    if (found !== line.quantity) {
      taps.found('lost', `${where} shows ${line.quantity} of a line, the platform has ${found}`, cart)
    }
  }
}

/** The platform's cart holds nothing that its shopper did not choose. */
export function compareWithAllowed({ cart, taps }: Pick<Visit, 'cart' | 'taps'>): void {
  const held = cart.held()
  for (const [key, quantities] of cart.allowed) {
    const found = held.get(key) ?? 0
    if (quantities.has(found)) continue
    const kind = found > Math.max(...quantities) ? 'doubled' : 'lost'
    taps.found(kind, `The platform's cart has ${found} of a line; only ${[...quantities].join(' or ')} may be`, cart)
  }
}

/** After a problem the shopper looks at the cart again. False where the visit is over. */
async function recoverFrom<Body>(own: Visit, page: Page, end: TapEnd<Body>): Promise<boolean> {
  if (!end.problem) {
    own.cart.isGivenUp = true
    return false
  }
  if (end.problem.code === 'unconfirmed') checkUnconfirmed(own)
  else if (!['stock-moved', 'undo-over', 'checkout-open'].includes(end.problem.code))
    return refuse(own, 'a tap', end) ?? false
  return reload(own, page)
}

async function reload(own: Visit, page: Page): Promise<boolean> {
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

/** A problem that a shopper with a good link and enough stock must not get. */
function refuse({ taps, cart, platforms, disturbances }: Visit, what: string, { problem }: TapEnd<unknown>): void {
  if (!problem) return
  // A platform that answers with a body of another shape may look as if the cart were gone.
  const isMisled = platforms.callsAbout(cart).some((call) => call.fault || isCutOff(call, disturbances))
  if (!isMisled) taps.found('broken', `${what} ended with ${problem.code}`, cart)
}
