import type { WritableAtom } from 'nanostores'
import { type Change, clampQuantity } from '../cart/choices.ts'
import type { CartSession } from '../cart-session.ts'
import type { Choices } from '../recovery.ts'

/** What a shopper does to the lines. Edits stay on the page: only a checkout or a restore sends them. */
export interface EditingActions {
  /** Chooses another quantity; 0 removes the line. */
  setQuantity(id: string, chosen: number): void
  remove(id: string): void
  /** Restores a removed line, to the quantity before the removal. */
  restoreLine(id: string): void
  restoreAllLines(): void
}

export function createEditing(session: CartSession, $change: WritableAtom<Change | undefined>): EditingActions {
  const beforeRemoval = new Map<string, number>()

  /** Edits are possible while a cart is shown and nothing is being written. They clear the last result. */
  function edit(id: string, choose: (current: number) => number) {
    const { recovery } = session
    if (recovery.status !== 'ready' && recovery.status !== 'restored') return
    const { open } = recovery
    const lineItem = open.cart.lineItems.find((line) => line.id === id)
    if (!lineItem || !open.abilities.editLines) return
    const current = open.choices.get(id) ?? lineItem.quantity
    const chosen = clampQuantity(choose(current), lineItem)
    if (chosen === current) return
    if (chosen === 0) beforeRemoval.set(id, current)
    const choices: Choices = new Map([...open.choices, [id, chosen]])
    session.keep(choices)
    session.set({ status: 'ready', open: { ...open, choices } })
    $change.set({ lineItem, chosen })
  }

  function restoreLine(id: string) {
    const { recovery } = session
    if (!('open' in recovery) || recovery.open?.choices.get(id) !== 0) return
    const original = recovery.open.cart.lineItems.find((line) => line.id === id)?.quantity ?? 0
    edit(id, () => beforeRemoval.get(id) ?? original)
  }

  return {
    setQuantity: (id, chosen) => edit(id, () => chosen),
    remove: (id) => edit(id, () => 0),
    restoreLine,
    restoreAllLines() {
      const { recovery } = session
      if (!('open' in recovery)) return
      for (const [id, chosen] of recovery.open?.choices ?? []) if (chosen === 0) restoreLine(id)
    },
  }
}
