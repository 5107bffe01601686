import { type AvailabilityPort, createFairPlaces, createSharedReads, type Stock } from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isShortOfStock, isUnknownProduct } from './refusal.ts'
import { toLineStock, toStock } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

const atOnce = 4

/**
 * Stock, one call a line, four at a time. Carts take turns, so that a small one does not wait for a large one's fifty lines.
 * Callers that ask the same within seconds share one call. When a caller's time is over it gets what is known by then.
 */
export function availabilityPort(api: VesuvioPayApi, productIds: ProductIds): AvailabilityPort {
  const places = createFairPlaces(atOnce)
  const reads = createSharedReads<Stock>({ maxKept: 1000 })

  return {
    async check(lines, signal, { maxAgeMs = 0 } = {}) {
      const cart = {}
      const stocks = new Map<string, Stock>()
      const asked = new Map<string, Promise<Stock>>()

      function ask(ids: ExternalIds, quantity: number): Promise<Stock> {
        const key = JSON.stringify([ids, quantity])
        const answer =
          asked.get(key) ??
          reads.read({ key, maxAgeMs, signal }, (limit) =>
            places.run(cart, limit, () => readStock(api, ids, quantity, limit)),
          )
        asked.set(key, answer)
        return answer
      }

      const all = lines.map(async (line) => {
        const ids = toExternalIds(line, productIds)
        // What no product sync knows is left out: only the shop's own platform counts it.
        const stock = ids && (await ask(ids, line.quantity))
        if (stock && stock.status !== 'unknown') stocks.set(line.id, toLineStock(line, stock))
      })
      await Promise.allSettled(all)
      return stocks
    },
  }
}

async function readStock(api: VesuvioPayApi, ids: ExternalIds, quantity: number, signal: AbortSignal): Promise<Stock> {
  const sharedStockId = `${ids.externalProductId} ${ids.externalVariantId}`
  try {
    const answer = await api.availability(ids, quantity, signal)
    return toStock(answer, { quantity, sharedStockId })
  } catch (error) {
    if (isShortOfStock(error)) return { status: 'sellable', quantity: 0, sharedStockId }
    if (isUnknownProduct(error)) return { status: 'discontinued', quantity: 0 }
    throw error
  }
}
