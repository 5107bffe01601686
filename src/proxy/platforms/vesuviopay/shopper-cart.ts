import {
  type PlatformLine,
  type ShopperCartPort,
  type ShopperCartTarget,
  type ShopperSession,
  UpstreamError,
  type WrittenShopperLine,
} from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isShortOfStock, isUnknownProduct } from './refusal.ts'
import { isNoCart, type VesuvioPayApi } from './vesuviopay-api.ts'
import type { WireItem } from './wire-cart.ts'

const itemsPerCall = 20
/** A repair after a lost answer or an edit from elsewhere, and one more. After that the result is `unconfirmed`. */
const maxRounds = 4

interface ItemTarget extends ExternalIds {
  ids: string[]
  quantity: number
}

/**
 * Fills the shopper's own cart. Adding is incremental there, so what is present is set and only what is missing is
 * added, and every round starts from the cart as it was read: no answer, lost or not, is ever repeated blindly.
 */
export function shopperCartPort(api: VesuvioPayApi, productIds: ProductIds): ShopperCartPort {
  const idsOf = (line: PlatformLine) => toExternalIds(line, productIds)

  return {
    accepts: (line) => idsOf(line) !== undefined,

    async fill(session, lines, signal) {
      const targets = toItemTargets(lines, idsOf)
      let { items, id: cartId } = await api.cart(session, signal)
      const before = new Map(targets.map((target) => [target, quantityOf(items, target)]))
      const refused = new Set<ItemTarget>()
      for (let round = 0; round < maxRounds; round++) {
        const short = targets.filter((target) => !refused.has(target) && quantityOf(items, target) < target.quantity)
        if (short.length === 0) break
        await raise(session, short, items, signal)
        const { items: written, id = cartId } = await api.cart(session, signal)
        cartId = id
        // What a round did not move was refused: alone, or in an answer to all of them whose shape no page documents.
        for (const target of short) if (quantityOf(written, target) === quantityOf(items, target)) refused.add(target)
        items = written
      }
      return targets.flatMap((target) => {
        const written = quantityOf(items, target)
        const refused = written < target.quantity
        const result = { before: before.get(target) ?? 0, written, refused, ...(cartId !== undefined && { cartId }) }
        return target.ids.map((id): WrittenShopperLine => ({ id, ...result }))
      })
    },

    async clear(session, signal) {
      try {
        await api.clear(session, signal)
      } catch (error) {
        // Where the answer is lost, the cart itself tells whether it was emptied.
        const isDone = isNoCart(error) || (await isEmptyNow(session, error, signal))
        if (!isDone) throw error
      }
    },

    async revert(session, lines, signal) {
      const { items } = await api.cart(session, signal)
      const ours = lines.flatMap(({ line, before, written }) => {
        const item = find(items, idsOf(line))
        return item?.quantity === written ? [{ cartItemId: item.id, quantity: before }] : []
      })
      for (const chunk of inChunks(ours)) await inHalves(chunk, (part) => api.set(session, part, signal))
      const afterwards = ours.length > 0 ? (await api.cart(session, signal)).items : items
      return lines.map(({ id, line, written }) => {
        const quantity = find(afterwards, idsOf(line))?.quantity ?? 0
        return { id, before: written, written: quantity, refused: false }
      })
    },
  }

  async function isEmptyNow(session: ShopperSession, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof UpstreamError) || !error.isUncertain) return false
    return (await api.cart(session, signal)).items.length === 0
  }

  /** One round: what is there is set, what is missing is added. Failures that leave doubt are settled by the next read. */
  async function raise(session: ShopperSession, targets: ItemTarget[], items: WireItem[], signal: AbortSignal) {
    const present: { cartItemId: string; quantity: number }[] = []
    const missing: (ExternalIds & { quantity: number })[] = []
    for (const { externalProductId, externalVariantId, quantity } of targets) {
      const item = find(items, { externalProductId, externalVariantId })
      if (item) present.push({ cartItemId: item.id, quantity })
      else missing.push({ externalProductId, externalVariantId, quantity })
    }
    for (const chunk of inChunks(present)) await settle(chunk, (part) => api.set(session, part, signal))
    for (const chunk of inChunks(missing)) await settle(chunk, (part) => api.add(session, part, signal))
  }
}

async function settle<Item>(chunk: Item[], write: (part: Item[]) => Promise<unknown>): Promise<void> {
  try {
    await inHalves(chunk, write)
  } catch (error) {
    if (isShortOfStock(error) || isUnknownProduct(error) || isRefusal(error)) {
      // One bad item may fail the whole call, so each is sent alone.
      if (chunk.length > 1) for (const item of chunk) await settle([item], write)
    } else if (!(error instanceof UpstreamError && error.isUncertain)) throw error
  }
}

/** Lines of the same variant are one item there. */
function toItemTargets(
  lines: readonly ShopperCartTarget[],
  idsOf: (line: PlatformLine) => ExternalIds | undefined,
): ItemTarget[] {
  const targets = new Map<string, ItemTarget>()
  for (const { line, quantity } of lines) {
    const ids = idsOf(line)
    if (!ids || quantity <= 0) continue
    const key = JSON.stringify(ids)
    const target = targets.get(key) ?? { ...ids, ids: [], quantity: 0 }
    targets.set(key, { ...target, ids: [...target.ids, line.id], quantity: target.quantity + quantity })
  }
  return [...targets.values()]
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
