import { localProblem, type Result } from '../../client/index.ts'
import type { AvailabilityAnswer, BackInStockState, LineItem } from '../../contract/browser.ts'
import type { CartSession } from '../cart-session.ts'
import type { ShopperInternals } from '../internals.ts'
import { buyableOf } from '../lines.ts'
import type { CompletedAction } from '../pending-action.ts'
import { isEnd, openOf } from '../recovery.ts'
import type { Turn } from '../turns.ts'

const maxIdsPerRequest = 50

/**
 * Subscribes to some lines, or takes that back, and merges the answer into the cart on the page. Undefined where there is
 * no cart any more.
 */
export async function setSubscribed(
  { session, client, shopperClient }: ShopperInternals,
  lineItemIds: readonly string[],
  subscribed: boolean,
): Promise<Result<CompletedAction> | undefined> {
  const { cartHandle } = session
  const turn = session.beginBeside()
  const states = new Map<string, BackInStockState>()
  for (let from = 0; from < lineItemIds.length; from += maxIdsPerRequest) {
    const some = lineItemIds.slice(from, from + maxIdsPerRequest)
    const result = await shopperClient.backInStock({ cartHandle, lineItemIds: some, subscribed })
    if (!result.ok && isEnd(result.problem)) return void turn.fail(result.problem, 'refresh')
    if (!result.ok) return result
    for (const state of result.value.lineItems) states.set(state.id, state)
  }
  const open = openOf(session.recovery)
  const answered = (open?.cart.lineItems ?? []).filter(({ id }) => states.has(id))
  const now = answered.map((lineItem) => withState(lineItem, states))
  const back = now.filter((lineItem) => buyableOf(lineItem, lineItem.quantity) > 0)
  // A line came back: read the cart again, because the proxy refuses a checkout of stock that it did not show.
  const fresh = back.length && !isWriting(session) ? await client.availability(cartHandle) : undefined
  merge(session, turn, states, fresh?.ok ? fresh.value : undefined)
  const lineItems = now.filter((lineItem) => !back.includes(lineItem))
  const isSure = lineItems.every((lineItem) => lineItem.subscribed === subscribed)
  return isSure ? { ok: true, value: { lineItems, back } } : { ok: false, problem: localProblem('unconfirmed') }
}

/** True while the lines are being written: the cart that comes of it is newer than any that is read meanwhile. */
function isWriting({ recovery: { status } }: CartSession): boolean {
  return status === 'restoring' || status === 'finishing'
}

/** Merges the answer into the cart on the page, or into a newer one. The result of an earlier write is cleared. */
function merge(
  session: CartSession,
  turn: Turn,
  states: ReadonlyMap<string, BackInStockState>,
  fresh?: AvailabilityAnswer,
) {
  const { recovery } = session
  if (!('open' in recovery) || !recovery.open) return
  const { open } = recovery
  const isNewer = turn.number > open.turn && !isWriting(session)
  const newest = isNewer && fresh ? turn.opened(fresh) : open
  const lineItems = newest.cart.lineItems.map((lineItem) =>
    isNewer ? withState(lineItem, states) : { ...lineItem, ...subscriptionOf(states.get(lineItem.id)) },
  )
  // Without a fresh one it is still the cart of its own turn: another reading under way may know more of other lines.
  const merged = { ...newest, checking: open.checking && newest === open, cart: { ...newest.cart, lineItems } }
  session.set(
    isNewer && recovery.status === 'ready' ? { status: 'ready', open: merged } : { ...recovery, open: merged },
  )
}

/** What an older answer still says that a newer cart does not. */
function subscriptionOf(state: BackInStockState | undefined): Pick<BackInStockState, 'subscribed'> {
  return state?.subscribed === undefined ? {} : { subscribed: state.subscribed }
}

function withState(lineItem: LineItem, states: ReadonlyMap<string, BackInStockState>): LineItem {
  const { subscribed: _, ...rest } = lineItem
  const state = states.get(lineItem.id)
  return state ? { ...rest, ...state } : lineItem
}
