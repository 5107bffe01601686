import {
  type BackInStockPort,
  createFairPlaces,
  type PlatformLine,
  RecoveryError,
  type ShopperSession,
  UpstreamError,
  type WatchedStock,
} from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isShortOfStock, isUnknownProduct } from './refusal.ts'
import { toLineStock, toStock } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

/** Sets and ends subscriptions, and always reads the state back afterwards. */
export function backInStockPort(api: VesuvioPayApi, productIds: ProductIds): BackInStockPort {
  const places = createFairPlaces(4)

  async function watched(
    session: ShopperSession,
    line: PlatformLine,
    ids: ExternalIds,
    signal: AbortSignal,
  ): Promise<WatchedStock> {
    const sharedStockId = `${ids.externalProductId} ${ids.externalVariantId}`
    try {
      const answer = await api.watched(session, ids, line.quantity, signal)
      const { isSubscribed: subscribed } = answer
      const stock = toStock(answer, { quantity: line.quantity, sharedStockId })
      return { stock, ...(subscribed !== undefined && { subscribed }) }
    } catch (error) {
      if (isShortOfStock(error)) return { stock: { status: 'sellable', quantity: 0, sharedStockId } }
      if (isUnknownProduct(error)) return { stock: toLineStock(line, { status: 'discontinued', quantity: 0 }) }
      throw error
    }
  }

  function idsOf(line: PlatformLine): ExternalIds {
    const ids = toExternalIds(line, productIds)
    if (ids) return ids
    throw new RecoveryError('invalid-request', { detail: `a ${line.kind} line cannot be watched` })
  }

  return {
    async check(session, lines, signal) {
      const known = new Map<string, WatchedStock>()
      const failures: unknown[] = []
      await Promise.all(
        lines.map(async (line) => {
          const ids = toExternalIds(line, productIds)
          if (!ids) return
          await places
            .run(signal, signal, () => watched(session, line, ids, signal))
            .then((state) => known.set(line.id, state))
            .catch((error: unknown) => failures.push(error))
        }),
      )
      const ended = failures.find((error) => error instanceof RecoveryError)
      if (ended) throw ended
      return known
    },

    async set(session, line, subscribed, signal) {
      const ids = idsOf(line)
      let wasSubscribed = false
      try {
        await (subscribed ? api.subscribe(session, ids, signal) : api.unsubscribe(session, ids, signal))
      } catch (error) {
        // "Conflict": the shopper is on the list already.
        wasSubscribed = subscribed && error instanceof UpstreamError && error.status === 409
        const settled =
          wasSubscribed ||
          (error instanceof UpstreamError &&
            // The line can be bought again, was never subscribed, or the answer is unclear: reading the state tells.
            (['PRODUCT_IN_STOCK', 'SUBSCRIPTION_NOT_FOUND', 'VARIANT_NOT_FOUND'].includes(error.code ?? '') ||
              error.isUncertain))
        if (!settled) throw error
      }
      const state = await watched(session, line, ids, signal)
      return wasSubscribed ? { subscribed: true, ...state } : state
    },
  }
}
