import type { LineItem } from '../../contract/browser.ts'
import { type Change, toChoices } from '../cart/choices.ts'
import type { StoreInternals, WhenOnPage } from '../internals.ts'
import { openOf } from '../recovery.ts'

/** Asks about an edit, where the quantity it chose is not known to be there. */
export type Recheck = (change: Change) => void

const delayMs = 300

/**
 * Asks whether as many can be had as the shopper chose, once they stopped choosing: how many a shop has is told only where it
 * limits them, so that "available" speaks of the quantity that was asked for. What could not be asked is unknown from then on.
 */
export function createRecheck(
  { session, client, $change }: Pick<StoreInternals, 'session' | 'client' | '$change'>,
  whenOnPage: WhenOnPage = (run) => run(),
): Recheck {
  const raised = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask() {
    const open = session.recovery.status === 'ready' && openOf(session.recovery)
    const lineItems = open ? toChoices(open).filter(({ id }) => raised.has(id)) : []
    raised.clear()
    const turn = session.beginBeside()
    // Something else is on the page by now: nothing is asked, and no row goes on checking.
    if (!lineItems.length) return turn.update(undefined)
    const result = await client.availability(session.cartHandle, undefined, lineItems)
    // An answer about fewer than are chosen by now says nothing; the next one is on its way.
    if (raised.size) return
    if (result.ok) {
      turn.update(result.value)
      return tellFewer(lineItems)
    }
    const { recovery } = session
    const asUnknown = (line: LineItem): LineItem =>
      lineItems.some(({ id }) => id === line.id) ? { ...line, availability: { status: 'unknown' } } : line
    // The cart stays that of the turn that read it, so that its newer answer still replaces it.
    if ('open' in recovery && recovery.open) {
      const cart = { ...recovery.open.cart, lineItems: recovery.open.cart.lineItems.map(asUnknown) }
      session.set({ ...recovery, open: { ...recovery.open, cart, checking: false } })
    }
  }

  /** What was said of a choice was said of more than there is. */
  function tellFewer(asked: ReturnType<typeof toChoices>) {
    for (const lineItem of openOf(session.recovery)?.cart.lineItems ?? []) {
      const chosen = asked.find(({ id }) => id === lineItem.id)?.quantity ?? 0
      if (chosen > (lineItem.availability.quantity ?? chosen)) $change.set({ lineItem, chosen })
    }
  }

  return ({ lineItem: { id, quantity, availability } }) => {
    const { recovery } = session
    if (recovery.status !== 'ready') return
    const { open } = recovery
    const { status, quantity: limit } = availability
    // The last answer was about fewer, and told no limit.
    if ((open.choices.get(id) ?? 0) <= quantity || limit !== undefined || status !== 'available') return
    raised.add(id)
    clearTimeout(timer)
    timer = setTimeout(() => whenOnPage(ask), delayMs)
    if (open.checking === true) return
    session.set({ ...recovery, open: { ...open, checking: new Set([...(open.checking || []), id]) } })
  }
}
