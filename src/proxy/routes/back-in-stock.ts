import type { BackInStockAnswer, BackInStockRequest, BackInStockState } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { BackInStockPort, PlatformCart, PlatformLine, ShopperSession, Stock } from '../adapter/platform.ts'
import { availabilities } from '../cart/availability.ts'
import { confirmStock } from '../cart/check-stock.ts'
import { readCart } from '../cart/read-cart.ts'
import { type DisplayedLine, limitOf, openRevision, sealRevision } from '../cart/revision.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { publicLineIds } from '../sealing/public-line-ids.ts'
import { setSubscriptions } from '../subscriptions/set-subscriptions.ts'

/**
 * `POST /back-in-stock`: subscribes to some sold-out lines, or unsubscribes. Idempotent. Throws
 * `sign-in-needed` where a platform keeps its shoppers' lists.
 */
export async function backInStock(
  context: StoreContext,
  body: BackInStockRequest,
  request: RequestContext,
): Promise<BackInStockAnswer> {
  const { ports, sessions, sealer } = context
  const { cartRef } = request
  const { backInStock: port } = ports
  const session = port && (await sessions.require(cartRef))
  const cart = await readCart(context, request)
  const publicIds = await publicLineIds(
    cartRef.salt,
    cart.lines.map(({ id }) => id),
  )
  const lines = body.lineItemIds.map((id, index) => {
    const line = cart.lines.find((candidate) => publicIds.get(candidate.id) === id)
    if (line) return { id, line }
    throw new RecoveryError('invalid-request', { detail: `lineItemIds.${index}: is not a line of this cart` })
  })
  const listed = { cart, lines: lines.map(({ line }) => line), subscribed: body.subscribed }
  const { displayed, subscriptions } =
    port && session
      ? await setAtPlatform(context, request, { ...listed, port, session })
      : await setSubscriptions(context, request, listed)
  const lineItems = lines.map(({ id, line }): BackInStockState => {
    const subscribed = subscriptions.get(line.id)
    const availability = displayed.get(line.id) ?? { status: 'unknown' }
    return { id, availability, ...(subscribed !== undefined && { subscribed }) }
  })
  // The answer is displayed, and so becomes what the shopper's next tap agrees to.
  const onPage = await openRevision(sealer, cartRef, body.revision)
  if (!onPage) return { lineItems }
  const updated = lines.flatMap(({ id, line }): [string, DisplayedLine][] => {
    const before = onPage.lines.get(id)
    return before ? [[id, { ...before, limit: limitOf(line, displayed.get(line.id)) }]] : []
  })
  const { total } = onPage
  const revision = await sealRevision(sealer, cartRef, { lines: new Map([...onPage.lines, ...updated]), total })
  return { lineItems, revision }
}

interface AtPlatform {
  cart: PlatformCart
  lines: readonly PlatformLine[]
  subscribed: boolean
  port: BackInStockPort
  session: ShopperSession
}

/** On the list of a platform that keeps one, for its signed-in shopper. */
async function setAtPlatform(
  context: StoreContext,
  { signal }: RequestContext,
  { cart, lines, subscribed: wanted, port, session }: AtPlatform,
) {
  const answers = new Map<string, Stock>()
  const subscriptions = new Map<string, boolean | undefined>()
  // In sequence: several lines may be the same variant, and each answer has to count the one before.
  for (const line of lines) {
    const { stock, subscribed } = await port.set(session, line, wanted, signal)
    answers.set(line.id, stock)
    subscriptions.set(line.id, subscribed)
  }
  const watched = { ...cart, lines: [...lines] }
  const said = { platform: context.ports.backInStockPlatform ?? '', answers }
  return { displayed: availabilities(lines, await confirmStock(context, watched, said, signal)), subscriptions }
}
