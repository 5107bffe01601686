import {
  type AvailabilityPort,
  type PlatformLine,
  type PlatformSubstitute,
  type Stock,
  UpstreamError,
} from '../../adapter/index.ts'
import { readStock } from './documents.ts'
import { readSubstitutes } from './substitutes.ts'
import { specOf } from './to-platform.ts'
import type { VendureApi } from './vendure-api.ts'
import { WireStockAnswer, type WireVariant } from './wire.ts'

/** The engine lists no more than 1000 at once, unless it is told otherwise. */
const maxVariants = 100

/** The stock of the channel that a cart was made in, all lines in one call; substitutes of sold-out lines in another. */
export function availabilityPort(api: VendureApi): AvailabilityPort {
  return {
    async check(lines, signal) {
      const chunks = [...groupByChannel(lines)].flatMap(([channelToken, ofChannel]) =>
        chunk(ofChannel).map((some) => checkChunk(some, channelToken, signal)),
      )
      return new Map((await Promise.all(chunks)).flat())
    },
  }

  async function checkChunk(lines: readonly PlatformLine[], channelToken: string | undefined, signal: AbortSignal) {
    const ids = [...new Set(lines.map(toVariantId))]
    const answer = await api.read({
      document: readStock,
      variables: { options: { filter: { id: { in: ids } }, take: ids.length } },
      answer: WireStockAnswer,
      signal,
      channelToken,
    })
    const variants = new Map(answer.productVariants.items.map((variant) => [variant.id, variant]))
    const stocks = lines.map((line): [PlatformLine, Stock] => {
      const variant = variants.get(toVariantId(line))
      return [line, variant ? toStock(variant, answer.globalSettings) : { status: 'discontinued', quantity: 0 }]
    })
    const soldOut = stocks.flatMap(([line, { quantity }]) => (quantity === 0 ? [line] : []))
    // What the stock is counts without them: they are left out where they cannot be read, or in time.
    const substitutes = await readSubstitutes(api, soldOut, signal, toStock).catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error
      return new Map<string, PlatformSubstitute[]>()
    })
    return stocks.map(([{ id }, stock]): [string, Stock] => {
      const found = substitutes.get(id) ?? []
      return [id, { ...stock, ...(found.length > 0 && { substitutes: found }) }]
    })
  }
}

/** A line of another platform's cart is known by the id of its variant, too. */
const toVariantId = ({ variantId = '' }: PlatformLine) => variantId

function groupByChannel(lines: readonly PlatformLine[]): Map<string | undefined, PlatformLine[]> {
  return Map.groupBy(lines.filter(toVariantId), ({ spec }) => specOf(spec)?.channelToken)
}

function chunk(lines: readonly PlatformLine[]): PlatformLine[][] {
  const chunks: PlatformLine[][] = []
  for (let start = 0; start < lines.length; start += maxVariants) chunks.push(lines.slice(start, start + maxVariants))
  return chunks
}

/**
 * What can be bought of a variant: what is on hand in all of the channel's locations and not allocated to an order, down to its
 * threshold, which is below zero where it can be ordered in advance.
 */
export function toStock(variant: WireVariant, settings: WireStockAnswer['globalSettings']): Stock {
  const { id, enabled, product, trackInventory, useGlobalOutOfStockThreshold, stockLevels } = variant
  if (!enabled || !product.enabled) return { status: 'disabled', quantity: 0 }
  const isTracked = trackInventory === 'INHERIT' ? settings.trackInventory : trackInventory === 'TRUE'
  if (!isTracked) return { status: 'sellable', quantity: null }
  const threshold = useGlobalOutOfStockThreshold ? settings.outOfStockThreshold : variant.outOfStockThreshold
  const free = stockLevels.reduce((sum, { stockOnHand, stockAllocated }) => sum + stockOnHand - stockAllocated, 0)
  return { status: 'sellable', quantity: Math.max(0, free - threshold), sharedStockId: id }
}
