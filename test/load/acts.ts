import type { RestoreAnswer, UndoAnswer } from '../../src/contract/index.ts'
import { settle, settleOutcomes } from './compare.ts'
import { bodyOf, choose, recoverFrom, reload, revisionOf, send, wantsOf, watched } from './page.ts'
import { tap } from './tap.ts'
import type { Page, Visit } from './visit.ts'

/** Chooses quantities for all lines and puts them back. */
export async function restore(own: Visit, page: Page): Promise<boolean> {
  const choices = choose(own, page, page.cart.lineItems.length)
  const end = await send<RestoreAnswer>(own, page, '/restore', choices)
  if (!end.body) return recoverFrom(own, page, end)
  settle(own, page, end.body)
  return true
}

/** Puts lines back, and takes that back. */
export async function restoreAndUndo(own: Visit, page: Page): Promise<boolean> {
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
export async function restoreInTwoTabs(own: Visit, page: Page): Promise<boolean> {
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
