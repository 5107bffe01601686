import { bulkhead } from 'cockatiel'

import type { AvailabilityPort, Stock } from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isGone, toStock } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

const atOnce = 4
/** Nothing is remembered longer, however lenient the caller. */
const longestAgeMs = 10_000

interface Remembered {
  stock: Promise<Stock>
  askedAt: number
}

/**
 * Stock, one call a line, four at a time. The same question under way is asked once, and its answer serves whoever
 * asks again within seconds. What is known when the caller's time is over is what it gets.
 */
export function availabilityPort(api: VesuvioPayApi, productIds: ProductIds): AvailabilityPort {
  const places = bulkhead(atOnce, Number.POSITIVE_INFINITY)
  const remembered = new Map<string, Remembered>()

  function ask(ids: ExternalIds, quantity: number, maxAgeMs: number, signal: AbortSignal): Promise<Stock> {
    const key = JSON.stringify([ids, quantity])
    const now = performance.now()
    for (const [old, { askedAt }] of remembered) if (now - askedAt > longestAgeMs) remembered.delete(old)
    const known = remembered.get(key)
    if (known && now - known.askedAt <= maxAgeMs) return known.stock
    let started = false
    const stock = places.execute(() => {
      signal.throwIfAborted()
      started = true
      return read(api, ids, quantity)
    })
    const entry = { stock, askedAt: now }
    const forget = () => void (remembered.get(key) === entry && remembered.delete(key))
    remembered.set(key, entry)
    stock.catch(forget)
    // A question that still waits for its place goes with its asker; nobody else may wait for it.
    signal.addEventListener('abort', () => void (started || forget()), { once: true })
    return stock
  }

  return {
    async check(lines, signal, { maxAgeMs = 0 } = {}) {
      const stocks = new Map<string, Stock>()
      const all = lines.map(async (line) => {
        const ids = toExternalIds(line, productIds)
        // What VesuvioPay does not sell is not its to judge; the shop's own platform has it, and counts it.
        if (!ids) return stocks.set(line.id, { status: 'sellable', quantity: null })
        return stocks.set(line.id, await ask(ids, line.quantity, maxAgeMs, signal))
      })
      await Promise.race([Promise.allSettled(all), ended(signal)])
      return new Map(stocks)
    },
  }
}

/** Finishes by itself: who waits for it may be somebody else than who asked first. */
async function read(api: VesuvioPayApi, ids: ExternalIds, quantity: number): Promise<Stock> {
  try {
    const answer = await api.availability(ids, quantity, AbortSignal.timeout(8000))
    return toStock(answer, `${ids.externalProductId} ${ids.externalVariantId}`)
  } catch (error) {
    if (isGone(error)) return { status: 'discontinued', quantity: 0 }
    throw error
  }
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
