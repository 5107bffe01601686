import type { Cart, Outcome } from '../../src/contract/index.ts'
import { heldIn } from './carts.ts'
import { keyOf, type Page, type Visit } from './visit.ts'

/** Takes an answer over into the page, and holds it against the platform's cart. */
export function settle(own: Visit, page: Page, { cart, outcomes }: { cart: Cart; outcomes: Outcome[] }): void {
  settleOutcomes(own, page, outcomes)
  page.cart = cart
  compareWithPlatform(own, 'an answer', cart)
}

/** An acknowledged quantity is the only one allowed from then on, and has to stand in the platform's cart. */
export function settleOutcomes(own: Visit, { cart: asked, adds }: Page, outcomes: Outcome[]): void {
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
export function compareWithPlatform({ cart, taps }: Visit, where: string, shown: Cart): void {
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
