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
      /** What a call was answered for that the cart was not read after. */
      const unread = new Set<ItemTarget>()
      let brokeOff: { cause: unknown } | undefined
      const breakOff = (cause: unknown) => {
        brokeOff ??= { cause }
      }
      const standing = (target: ItemTarget) => (unread.has(target) ? target.quantity : quantityOf(items, target))
      for (let round = 0; round < maxRounds && !brokeOff; round++) {
        const short = targets.filter((target) => !refused.has(target) && quantityOf(items, target) < target.quantity)
        if (short.length === 0) break
        await raise(session, short, items, signal, unread).catch(breakOff)
        const read = await api.cart(session, signal).catch(breakOff)
        if (!read) break
        unread.clear()
        const { items: written, id = cartId } = read
        cartId = id
        // What a round did not move was refused: alone, or in an answer to all of them whose shape no page documents.
        const isAsBefore = (target: ItemTarget) => quantityOf(written, target) === quantityOf(items, target)
        if (!brokeOff) for (const target of short) if (isAsBefore(target)) refused.add(target)
        items = written
      }
      if (brokeOff && targets.every((target) => standing(target) === before.get(target))) throw brokeOff.cause
      return targets.flatMap((target) => {
        const written = standing(target)
        const isShort = written < target.quantity
        const isPending = !refused.has(target) && (isShort || unread.has(target))
        const result = { before: before.get(target) ?? 0, written, refused: isShort && !(brokeOff && isPending) }
        const more = { ...(brokeOff && isPending && { brokeOff }), ...(cartId !== undefined && { cartId }) }
        return target.ids.map((id): WrittenShopperLine => ({ id, ...result, ...more }))
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
  async function raise(
    session: ShopperSession,
    targets: readonly ItemTarget[],
    items: readonly WireItem[],
    signal: AbortSignal,
    answered: Set<ItemTarget>,
  ) {
    const itemOf = (target: ItemTarget) => find(items, target)
    const set = async (part: ItemTarget[]) => {
      const present = part.map((target) => ({ cartItemId: itemOf(target)?.id ?? '', quantity: target.quantity }))
      await api.set(session, present, signal)
      for (const target of part) answered.add(target)
    }
    const add = async (part: ItemTarget[]) => {
      await api.add(
        session,
        part.map(({ ids: _ids, ...item }) => item),
        signal,
      )
      for (const target of part) answered.add(target)
    }
    for (const chunk of inChunks(targets.filter(itemOf))) await settle(chunk, set)
    for (const chunk of inChunks(targets.filter((target) => !itemOf(target)))) await settle(chunk, add)
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
