import { type AvailabilityPort, createFairPlaces, type Stock } from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isShortOfStock, isUnknownProduct } from './refusal.ts'
import { toLineStock, toStock } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

const atOnce = 4
/** No answer is remembered longer, whatever age a caller accepts. */
const maxRememberedMs = 10_000

interface Remembered {
  stock: Promise<Stock>
  requestedAt: number
}

/**
 * Stock, one call a line, four at a time. Callers that ask the same at the same time, or within seconds, share one call.
 * When a caller's time is over it gets what is known by then.
 */
export function availabilityPort(api: VesuvioPayApi, productIds: ProductIds): AvailabilityPort {
  const places = createFairPlaces(atOnce)
  const remembered = new Map<string, Remembered>()

  function ask(ids: ExternalIds, quantity: number, maxAgeMs: number, signal: AbortSignal): Promise<Stock> {
    const key = JSON.stringify([ids, quantity])
    const now = performance.now()
    for (const [old, { requestedAt }] of remembered) if (now - requestedAt > maxRememberedMs) remembered.delete(old)
    const known = remembered.get(key)
    if (known && now - known.requestedAt <= maxAgeMs) return known.stock
    let started = false
    const stock = places.run(signal, signal, () => {
      started = true
      return read(api, ids, quantity)
    })
    const entry = { stock, requestedAt: now }
    const forget = () => void (remembered.get(key) === entry && remembered.delete(key))
    remembered.set(key, entry)
    stock.catch(forget)
    // A call that still waits for its place ends with the caller that asked for it.
    signal.addEventListener('abort', () => void (started || forget()), { once: true })
    return stock
  }

  return {
    async check(lines, signal, { maxAgeMs = 0 } = {}) {
      const stocks = new Map<string, Stock>()
      const all = lines.map(async (line) => {
        const ids = toExternalIds(line, productIds)
        // What no product sync knows is left out: only the shop's own platform counts it.
        const stock = ids && (await ask(ids, line.quantity, maxAgeMs, signal))
        if (stock && stock.status !== 'unknown') stocks.set(line.id, toLineStock(line, stock))
      })
      await Promise.race([Promise.allSettled(all), ended(signal)])
      return new Map(stocks)
    },
  }
}

/** Has a time limit of its own: other callers may wait for it than the one that began it. */
async function read(api: VesuvioPayApi, ids: ExternalIds, quantity: number): Promise<Stock> {
  const sharedStockId = `${ids.externalProductId} ${ids.externalVariantId}`
  try {
    const answer = await api.availability(ids, quantity, AbortSignal.timeout(8000))
    return toStock(answer, { quantity, sharedStockId })
  } catch (error) {
    if (isShortOfStock(error)) return { status: 'sellable', quantity: 0, sharedStockId }
    if (isUnknownProduct(error)) return { status: 'discontinued', quantity: 0 }
    throw error
  }
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
