import { localProblem, type Result } from '../../client/index.ts'
import type { BackInStockState, LineItem } from '../../contract/browser.ts'
import { buyableOf } from '../cart/lines.ts'
import type { CartSession } from '../cart-session.ts'
import type { ShopperInternals } from '../internals.ts'
import type { CompletedAction, PendingAction } from '../pending-action.ts'
import { isEnd, openOf } from '../recovery.ts'

const maxIdsPerRequest = 50

/** About one line. The shop's own service knows nothing of its availability. */
type LineState = Pick<BackInStockState, 'id' | 'subscribed'> & Partial<BackInStockState>
type Answer = { lineItems: LineState[]; revision?: string | undefined }

/** What was answered about some lines of a cart. */
interface Answered {
  states: ReadonlyMap<string, LineState>
  /** Of the cart that was on the page. */
  before: string | undefined
  /** Of the same cart with these lines as they are now. */
  revision: string | undefined
}

/**
 * Subscribes to some lines, or takes that back, and merges the answer into the cart on the page. Undefined where there is
 * no cart any more.
 */
export async function setSubscribed(
  { session, shopperClient }: ShopperInternals,
  { lineItemIds, subscribed, answer }: Extract<PendingAction, { kind: 'back-in-stock' }>,
): Promise<Result<CompletedAction> | undefined> {
  const { cartHandle } = session
  const turn = session.beginBeside()
  const before = openOf(session.recovery)?.cart.revision
  let revision = before
  const states = new Map<string, LineState>()
  for (let from = 0; from < lineItemIds.length; from += maxIdsPerRequest) {
    const some = lineItemIds.slice(from, from + maxIdsPerRequest)
    const result: Result<Answer> = answer
      ? await toResult(session, answer, some, subscribed)
      : await shopperClient.backInStock({ cartHandle, revision, lineItemIds: some, subscribed })
    if (!result.ok && isEnd(result.problem)) return void turn.fail(result.problem, 'refresh')
    if (!result.ok) return result
    revision = result.value.revision
    for (const state of result.value.lineItems) states.set(state.id, state)
  }
  const answered = (openOf(session.recovery)?.cart.lineItems ?? []).filter(({ id }) => states.has(id))
  const now = answered.map((lineItem) => withState(lineItem, states))
  const back = now.filter((lineItem) => buyableOf(lineItem, lineItem.quantity) > 0)
  merge(session, { states, before, revision })
  const lineItems = now.filter((lineItem) => !back.includes(lineItem))
  const isSure = lineItems.every((lineItem) => lineItem.subscribed === subscribed)
  return isSure ? { ok: true, value: { lineItems, back } } : { ok: false, problem: localProblem('unconfirmed') }
}

/** What the shop's own service answered: it says nothing of the stock. */
async function toResult(
  { ownSubscriptions }: CartSession,
  answer: Promise<unknown>,
  ids: readonly string[],
  subscribed: boolean,
): Promise<Result<Answer>> {
  try {
    await answer
    for (const id of ids) ownSubscriptions[subscribed ? 'add' : 'delete'](id)
    return { ok: true, value: { lineItems: ids.map((id) => ({ id, subscribed })) } }
  } catch {
    // Asking again does no harm, and looking at the cart would tell nothing.
    return { ok: false, problem: localProblem('upstream-down') }
  }
}

/**
 * Merges the answer into the cart that was asked about, with its revision; into another one only the subscriptions, because
 * its availability and its revision belong together. The result of an earlier write is cleared.
 */
function merge(session: CartSession, { states, before, revision }: Answered) {
  const { recovery } = session
  if (!('open' in recovery) || !recovery.open) return
  const { open } = recovery
  const isSame = revision !== undefined && open.cart.revision === before
  const lineItems = open.cart.lineItems.map((lineItem) =>
    isSame ? withState(lineItem, states) : { ...lineItem, ...subscriptionOf(states.get(lineItem.id)) },
  )
  const merged = { ...open, cart: { ...open.cart, lineItems, ...(isSame && { revision }) } }
  session.set(recovery.status === 'ready' && isSame ? { status: 'ready', open: merged } : { ...recovery, open: merged })
}

/** What an answer about another cart still says. */
function subscriptionOf(state: LineState | undefined): Pick<BackInStockState, 'subscribed'> {
  return state?.subscribed === undefined ? {} : { subscribed: state.subscribed }
}

function withState(lineItem: LineItem, states: ReadonlyMap<string, LineState>): LineItem {
  const { subscribed: _, ...rest } = lineItem
  const state = states.get(lineItem.id)
  return state ? { ...rest, ...state } : lineItem
}
