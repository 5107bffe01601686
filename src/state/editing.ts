import type { WritableAtom } from 'nanostores'
import type { CartSession } from './cart-session.ts'
import { type Change, clampQuantity } from './choices.ts'
import type { Choices } from './recovery.ts'

/** What a shopper does to the lines. Nothing of it leaves the page before a tap on a button that says so. */
export interface EditingActions {
  /** Chooses another quantity; 0 removes. */
  setQuantity(id: string, quantity: number): void
  remove(id: string): void
  /** Takes a removal back, to the quantity before it. */
  restoreLine(id: string): void
  restoreAllLines(): void
}

export function createEditing(session: CartSession, $change: WritableAtom<Change | undefined>): EditingActions {
  const beforeRemoval = new Map<string, number>()

  /** Edits only lie on a table with a cart on it, and end what was said about the last checkout or restore. */
  function edit(id: string, choose: (wanted: number) => number) {
    const { recovery } = session
    if (recovery.status !== 'ready' && recovery.status !== 'restored') return
    const { open } = recovery
    const lineItem = open.cart.lineItems.find((line) => line.id === id)
    if (!lineItem || !open.abilities.editLines) return
    const wanted = open.choices.get(id) ?? lineItem.quantity
    const quantity = clampQuantity(choose(wanted), lineItem)
    if (quantity === wanted) return
    if (quantity === 0) beforeRemoval.set(id, wanted)
    const choices: Choices = new Map([...open.choices, [id, quantity]])
    session.keep(choices)
    session.set({ status: 'ready', open: { ...open, choices } })
    $change.set({ lineItem, quantity })
  }

  function restoreLine(id: string) {
    const { recovery } = session
    if (!('open' in recovery) || recovery.open?.choices.get(id) !== 0) return
    const original = recovery.open.cart.lineItems.find((line) => line.id === id)?.quantity ?? 0
    edit(id, () => beforeRemoval.get(id) ?? original)
  }

  return {
    setQuantity: (id, quantity) => edit(id, () => quantity),
    remove: (id) => edit(id, () => 0),
    restoreLine,
    restoreAllLines() {
      const { recovery } = session
      if (!('open' in recovery)) return
      for (const [id, quantity] of recovery.open?.choices ?? []) if (quantity === 0) restoreLine(id)
    },
  }
}
