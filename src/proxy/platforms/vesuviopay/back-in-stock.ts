import { bulkhead } from 'cockatiel'
import {
  type BackInStockPort,
  type PlatformLine,
  RecoveryError,
  type ShopperSession,
  UpstreamError,
  type WatchedStock,
} from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isGone, toStock, toSubscribed } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

/** Sets and ends subscriptions, and always reads the state back afterwards. */
export function backInStockPort(api: VesuvioPayApi, productIds: ProductIds): BackInStockPort {
  const places = bulkhead(4, Number.POSITIVE_INFINITY)

  async function watched(session: ShopperSession, ids: ExternalIds, quantity: number, signal: AbortSignal) {
    try {
      const answer = await api.watched(session, ids, quantity, signal)
      const subscribed = toSubscribed(answer)
      const stock = toStock(answer, `${ids.externalProductId} ${ids.externalVariantId}`)
      return { stock, ...(subscribed !== undefined && { subscribed }) } satisfies WatchedStock
    } catch (error) {
      if (isGone(error)) return { stock: { status: 'discontinued', quantity: 0 } } satisfies WatchedStock
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
          if (!ids) return known.set(line.id, { stock: { status: 'sellable', quantity: null } })
          return places
            .execute(() => watched(session, ids, line.quantity, signal))
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
      try {
        await (subscribed ? api.subscribe(session, ids, signal) : api.unsubscribe(session, ids, signal))
      } catch (error) {
        const settled =
          error instanceof UpstreamError &&
          // The line can be bought again, was never subscribed, or the answer is unclear: reading the state tells.
          (['PRODUCT_IN_STOCK', 'SUBSCRIPTION_NOT_FOUND', 'VARIANT_NOT_FOUND'].includes(error.code ?? '') ||
            error.isUncertain)
        if (!settled) throw error
      }
      return watched(session, ids, line.quantity, signal)
    },
  }
}
