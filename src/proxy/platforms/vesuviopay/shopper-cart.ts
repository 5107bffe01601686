import { RecoveryError } from '../../adapter/errors.ts'
import type { Filled, PlatformLine, ShopperCartPort, ShopperSession } from '../../adapter/platform.ts'
import { UpstreamError } from '../../adapter/upstream-error.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isGone, isShort } from './to-platform.ts'
import type { VesuvioApi } from './vesuvio-api.ts'
import type { WireItem } from './wire.ts'

const itemsPerCall = 20
/** A repair after a lost answer or somebody else's edit, and one more; then it is said that nobody knows. */
const mostRounds = 4

interface Goal extends ExternalIds {
  ids: string[]
  quantity: number
}

/**
 * Fills the shopper's own cart. Adding is incremental there, so what is present is set and only what is missing is
 * added, and every round starts from the cart as it was read: no answer, lost or not, is ever repeated blindly.
 */
export function shopperCartPort(api: VesuvioApi, productIds: ProductIds): ShopperCartPort {
  const idsOf = (line: PlatformLine) => toExternalIds(line, productIds)

  return {
    takes: (line) => idsOf(line) !== undefined,

    async fill(session, wanted, signal) {
      const goals = toGoals(wanted, idsOf)
      let { items } = await api.cart(session, signal)
      const before = new Map(goals.map((goal) => [goal, quantityOf(items, goal)]))
      const refused = new Set<Goal>()
      for (let round = 0; round < mostRounds; round++) {
        const short = goals.filter((goal) => !refused.has(goal) && quantityOf(items, goal) < goal.quantity)
        if (short.length === 0) break
        await raise(session, short, items, refused, signal)
        const { items: after } = await api.cart(session, signal)
        // A round that moved nothing was refused item by item, in an answer whose shape nobody documents.
        for (const goal of short) if (quantityOf(after, goal) === quantityOf(items, goal)) refused.add(goal)
        items = after
      }
      return goals.flatMap((goal) => {
        const after = quantityOf(items, goal)
        return goal.ids.map(
          (id): Filled => ({ id, before: before.get(goal) ?? 0, after, refused: after < goal.quantity }),
        )
      })
    },

    async takeBack(session, filled, signal) {
      const { items } = await api.cart(session, signal)
      const ours = filled.flatMap((done) => {
        const item = find(items, idsOf(done.line))
        return item?.quantity === done.after ? [{ cartItemId: item.id, quantity: done.before }] : []
      })
      for (const chunk of inChunks(ours)) await inHalves(chunk, (part) => api.set(session, part, signal))
      const after = ours.length > 0 ? (await api.cart(session, signal)).items : items
      return filled.map((done) => {
        const quantity = find(after, idsOf(done.line))?.quantity ?? 0
        return { id: done.id, before: done.after, after: quantity, refused: false }
      })
    },
  }

  /** One round: what is there is set, what is missing is added. Failures that leave doubt are settled by the next read. */
  async function raise(
    session: ShopperSession,
    goals: Goal[],
    items: WireItem[],
    refused: Set<Goal>,
    signal: AbortSignal,
  ) {
    const present = goals.filter((goal) => find(items, goal))
    const missing = goals.filter((goal) => !find(items, goal))
    const settle = async (chunk: Goal[], write: (part: Goal[]) => Promise<unknown>) => {
      try {
        await inHalves(chunk, write)
      } catch (error) {
        if (error instanceof RecoveryError) throw error
        if (isShort(error) || isGone(error) || isRefusal(error)) {
          // One bad item may spoil the whole call: alone, each is judged by itself.
          if (chunk.length > 1) for (const goal of chunk) await settle([goal], write)
          else for (const goal of chunk) refused.add(goal)
        } else if (!(error instanceof UpstreamError && error.isUncertain)) throw error
      }
    }
    for (const chunk of inChunks(present)) {
      await settle(chunk, (part) =>
        api.set(
          session,
          part.map((goal) => ({ cartItemId: find(items, goal)?.id ?? '', quantity: goal.quantity })),
          signal,
        ),
      )
    }
    for (const chunk of inChunks(missing)) {
      await settle(chunk, (part) =>
        api.add(
          session,
          part.map(({ externalProductId, externalVariantId, quantity }) => ({
            externalProductId,
            externalVariantId,
            quantity,
          })),
          signal,
        ),
      )
    }
  }
}

/** Lines of the same variant are one item there. */
function toGoals(
  wanted: Parameters<ShopperCartPort['fill']>[1],
  idsOf: (line: PlatformLine) => ExternalIds | undefined,
): Goal[] {
  const goals = new Map<string, Goal>()
  for (const { line, quantity } of wanted) {
    const ids = idsOf(line)
    if (!ids || quantity <= 0) continue
    const key = JSON.stringify(ids)
    const goal = goals.get(key) ?? { ...ids, ids: [], quantity: 0 }
    goals.set(key, { ...goal, ids: [...goal.ids, line.id], quantity: goal.quantity + quantity })
  }
  return [...goals.values()]
}

const find = (items: readonly WireItem[], ids: ExternalIds | undefined) =>
  items.find(({ variantId, productId }) => variantId === ids?.externalVariantId && productId === ids.externalProductId)

const quantityOf = (items: readonly WireItem[], ids: ExternalIds) => find(items, ids)?.quantity ?? 0

const isRefusal = (error: unknown) =>
  error instanceof UpstreamError && [400, 404, 422].includes(error.status ?? 0) && error.code !== 'STORE_NOT_FOUND'

function inChunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / itemsPerCall) }, (_, index) =>
    items.slice(index * itemsPerCall, (index + 1) * itemsPerCall),
  )
}

/** The limit of items a call exists and is not documented: on its code the call is halved. */
async function inHalves<Item>(items: Item[], write: (part: Item[]) => Promise<unknown>): Promise<void> {
  try {
    await write(items)
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== 'TOO_MANY_ITEMS' || items.length < 2) throw error
    const middle = Math.ceil(items.length / 2)
    await inHalves(items.slice(0, middle), write)
    await inHalves(items.slice(middle), write)
  }
}
