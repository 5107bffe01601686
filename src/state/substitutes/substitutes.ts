import type { Cart, LineItem } from '../../contract/browser.ts'
import { internalsOf } from '../internals-of.ts'
import { type OpenCart, openOf } from '../recovery.ts'
import type { RecoveryStore } from '../recovery-store.ts'
import { keepOrder } from './keep-order.ts'

/**
 * Other variants in the place of sold-out lines. The rows and the total display what was chosen; only a checkout or a restore
 * writes it, so that until then it is undone on the page.
 */
export interface Substitutes {
  /** Puts one of the line's substitutes in its place. */
  choose(id: string, variantId: string): void
  /** Puts the line back. */
  undo(id: string): void
  /** The line that a substitute stands in for. Undefined where none does. */
  insteadOf(id: string): LineItem | undefined
  /** Announces what was chosen or undone. */
  announce(lineItem: LineItem, sentence: string): void
}

/** Lets the cart of a store be displayed with the substitutes that were chosen, and its rows stay in their order. */
export function createSubstitutes(store: RecoveryStore): Substitutes {
  const { session, $change } = internalsOf(store)
  /** Carts as they were answered, by the carts that are displayed instead. */
  const answered = new WeakMap<Cart, Cart>()
  const answeredOf = ({ cart }: OpenCart) => answered.get(cart) ?? cart

  session.exchange = (open) => {
    const cart = answeredOf(open)
    const choices = new Map(open.choices)
    const swaps = new Map<string, string>()
    let { amount } = cart.total
    const lineItems = keepOrder(cart.lineItems, openOf(session.recovery)?.cart.lineItems).map((lineItem): LineItem => {
      const { id, quantity, price, sku: _sku, previousPrice: _before, ...line } = lineItem
      const variantId = session.swaps.get(id)
      if (variantId === undefined) return lineItem
      const substitute = lineItem.substitutes?.find((one) => one.variantId === variantId)
      if (substitute && choices.has(id)) {
        swaps.set(id, variantId)
        amount += (substitute.price.amount - price.amount) * quantity
        return { ...line, ...substitute, id, quantity, availability: { status: 'available', quantity } }
      }
      session.swaps.delete(id)
      // A tap that broke off has added it already: then only its line is left to go.
      if (cart.lineItems.some((other) => other.id !== id && other.variantId === variantId)) choices.set(id, 0)
      else choices.delete(id)
      return lineItem
    })
    const displayed = { ...cart, lineItems, total: { ...cart.total, amount } }
    answered.set(displayed, cart)
    return { ...open, cart: displayed, choices, swaps }
  }

  /** Shows the cart as it is chosen now. */
  function show(open: OpenCart, id: string, quantity: number | undefined) {
    const choices = new Map(open.choices)
    if (quantity === undefined) choices.delete(id)
    else choices.set(id, quantity)
    session.keep(choices)
    const next = { ...open, choices }
    session.set({ status: 'ready', open: session.exchange?.(next) ?? next })
  }

  /** The cart, while it may be edited, and the line as it was answered. */
  function editable(id: string) {
    const { recovery } = session
    const isEditable = recovery.status === 'ready' || recovery.status === 'restored'
    const lineItem = isEditable && answeredOf(recovery.open).lineItems.find((line) => line.id === id)
    return isEditable && lineItem ? { open: recovery.open, lineItem } : undefined
  }

  // The cart of a reload may be on the page before this part is.
  const { recovery } = session
  if (session.swaps.size && 'open' in recovery && recovery.open)
    session.set({ ...recovery, open: session.exchange(recovery.open) })

  return {
    choose(id, variantId) {
      const found = editable(id)
      if (!found?.lineItem.substitutes?.some((one) => one.variantId === variantId)) return
      session.swaps.set(id, variantId)
      show(found.open, id, found.lineItem.quantity)
    },
    undo(id) {
      const found = editable(id)
      if (found && session.swaps.delete(id)) show(found.open, id, undefined)
    },
    insteadOf(id) {
      const open = openOf(session.recovery)
      return open?.swaps?.has(id) ? answeredOf(open).lineItems.find((line) => line.id === id) : undefined
    },
    announce: (lineItem, sentence) => $change.set({ lineItem, chosen: lineItem.quantity, sentence }),
  }
}
