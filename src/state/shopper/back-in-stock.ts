import { localProblem, type Result } from '../../client/index.ts'
import type { AvailabilityAnswer, BackInStockState, LineItem } from '../../contract/browser.ts'
import type { CartSession } from '../cart-session.ts'
import type { ShopperInternals } from '../internals.ts'
import { buyableOf } from '../lines.ts'
import type { CompletedAction } from '../pending-action.ts'
import { openOf } from '../recovery.ts'

const maxIdsPerRequest = 50

/** Subscribes to some lines, or takes that back, and merges the answer into the cart on the page. */
export async function setSubscribed(
  { session, client, shopperClient }: ShopperInternals,
  lineItemIds: readonly string[],
  subscribed: boolean,
): Promise<Result<CompletedAction>> {
  const { cartHandle } = session
  const states = new Map<string, BackInStockState>()
  for (let from = 0; from < lineItemIds.length; from += maxIdsPerRequest) {
    const some = lineItemIds.slice(from, from + maxIdsPerRequest)
    const result = await shopperClient.backInStock({ cartHandle, lineItemIds: some, subscribed })
    if (!result.ok) return result
    for (const state of result.value.lineItems) states.set(state.id, state)
  }
  const answered = (openOf(session.recovery)?.cart.lineItems ?? []).filter(({ id }) => states.has(id))
  const now = answered.map((lineItem) => withState(lineItem, states))
  const back = now.filter((lineItem) => buyableOf(lineItem, lineItem.quantity) > 0)
  // A line came back: read the cart again, because the proxy refuses a checkout of stock that it did not show.
  const fresh = back.length ? await client.availability(cartHandle) : undefined
  merge(session, states, fresh?.ok ? fresh.value : undefined)
  const lineItems = now.filter((lineItem) => !back.includes(lineItem))
  const isSure = lineItems.every((lineItem) => lineItem.subscribed === subscribed)
  return isSure ? { ok: true, value: { lineItems, back } } : { ok: false, problem: localProblem('unconfirmed') }
}

/** Merges the answer into the cart on the page, or into a newer one. The result of an earlier write is cleared. */
function merge(session: CartSession, states: ReadonlyMap<string, BackInStockState>, fresh?: AvailabilityAnswer) {
  const { recovery } = session
  const open = openOf(recovery)
  if (!open) return
  const newest = fresh ?? open
  const lineItems = newest.cart.lineItems.map((lineItem) => withState(lineItem, states))
  const merged = { ...session.opened({ ...newest, cart: { ...newest.cart, lineItems } }), checking: open.checking }
  if (recovery.status === 'ready') session.set({ status: 'ready', open: merged })
  else if ('open' in recovery) session.set({ ...recovery, open: merged })
}

function withState(lineItem: LineItem, states: ReadonlyMap<string, BackInStockState>): LineItem {
  const { subscribed: _, ...rest } = lineItem
  const state = states.get(lineItem.id)
  return state ? { ...rest, ...state } : lineItem
}
