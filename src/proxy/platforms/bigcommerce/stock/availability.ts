import type { AvailabilityPort, PlatformLine, Stock, Upstream } from '../../../adapter/index.ts'
import { type SharedReadOptions, sharedRead } from '../shared-read.ts'
import { type ChunkAnswers, readInChunks } from './chunks.ts'
import { toStock } from './to-stock.ts'
import { toSubstitutes } from './to-substitutes.ts'
import {
  WireInventory,
  type WireInventoryItem,
  type WireProduct,
  WireProducts,
  type WireVariant,
  WireVariants,
} from './wire.ts'

const productsPerCall = 50
// The Inventory API answers at most 1000 items, and the address that holds its filters must not be too long.
const variantsPerCall = 100

const productFields = [
  'availability',
  'inventory_tracking',
  'inventory_level',
  'inventory_warning_level',
  'order_quantity_minimum',
  'order_quantity_maximum',
  'price',
  'sale_price',
  'calculated_price',
].join(',')
const variantFields = 'inventory_level,inventory_warning_level,purchasing_disabled'

/** Stands for the variant of an item that names none that was asked for. */
const unnamed = 'unnamed'

/** Stock from the catalogue, and from the Inventory API where a store sells from several locations. */
export function availabilityPort(upstream: Upstream, inventory: 'catalog' | 'locations'): AvailabilityPort {
  const reads = {
    products: sharedRead(upstream, '/catalog/products', WireProducts),
    variants: sharedRead(upstream, '/catalog/variants', WireVariants),
    inventory: sharedRead(upstream, '/inventory/items', WireInventory),
  }
  return {
    async check(lines, signal, { maxAgeMs } = {}) {
      const how = { maxAgeMs, signal }
      const [products, levels] = await Promise.all([
        readProducts(reads, lines, how),
        inventory === 'locations' ? readInventory(reads, lines, how) : undefined,
      ])
      const stocks = new Map(lines.flatMap((line) => toEntry(line, lines, products, levels)))
      // What was not answered is unknown, and the rest counts. Where nothing was, the reason is for the log.
      const [failure] = [...products.failures, ...(levels?.failures ?? [])]
      if (stocks.size === 0 && failure) throw failure
      return stocks
    },
  }
}

interface StockReads {
  products: { read(path: string, how: SharedReadOptions): Promise<{ data: WireProduct[] }> }
  variants: { read(path: string, how: SharedReadOptions): Promise<{ data: WireVariant[] }> }
  inventory: { read(path: string, how: SharedReadOptions): Promise<{ data: WireInventoryItem[] }> }
}

function toEntry(
  line: PlatformLine,
  lines: readonly PlatformLine[],
  products: ChunkAnswers<WireProduct>,
  levels: ChunkAnswers<WireInventoryItem> | undefined,
): [string, Stock][] {
  const { id, kind, productId, variantId } = line
  // Gift certificates and custom items are in no catalogue and in no stock.
  if (kind === 'gift-certificate' || kind === 'custom') return [[id, { status: 'sellable', quantity: null }]]
  // An id that was not answered is unknown, not discontinued.
  if (productId === undefined || !products.answered.has(productId)) return []
  const product = products.found.get(productId)
  const variant = variantId === undefined ? undefined : Number(variantId)
  if (!levels || variantId === undefined) {
    const stock = toStock(product, variant)
    // With several locations the levels of other variants are not asked for: that would take a third call in sequence.
    if (levels || !product || stock.quantity !== 0) return [[id, stock]]
    const substitutes = toSubstitutes(line, lines, product, (other) => toStock(product, other))
    return [[id, { ...stock, ...(substitutes.length > 0 && { substitutes }) }]]
  }
  // An item that does not say whose it is may be this variant's.
  const isAnswered = levels.answered.has(variantId) && (levels.found.has(variantId) || !levels.found.has(unnamed))
  return [[id, toStock(product, variant, isAnswered ? levels.found.get(variantId) : 'not-answered')]]
}

function readProducts(reads: StockReads, lines: readonly PlatformLine[], how: SharedReadOptions) {
  const ids = unique(lines.map(({ productId }) => productId))
  const read = async (chunk: string[], include = '') => {
    const path = `catalog/products?id:in=${chunk.join(',')}${include}&include_fields=${productFields}&limit=${chunk.length}`
    const { data } = await reads.products.read(path, how)
    return data.map((product) => [String(product.id), product] as const)
  }
  return readInChunks(ids, productsPerCall, (chunk) => read(chunk, '&include=variants'), {
    /** Too many variants for one answer: the product without them, and those that the cart holds. */
    async tooLarge(id) {
      const wanted = lines.flatMap(({ productId, variantId }) => (productId === id ? [variantId] : []))
      const [products, variants] = await Promise.all([read([id]), readVariants(reads, unique(wanted), how)])
      return variants.length === 0 ? [] : products.map(([key, product]) => [key, { ...product, variants }] as const)
    },
  })
}

/** Variants one by one: no filter for several ids is documented, and a filter that is ignored would answer others. */
async function readVariants(reads: StockReads, ids: string[], how: SharedReadOptions) {
  const found = ids.map(async (id) => {
    const path = `catalog/variants?id=${id}&include_fields=${variantFields}`
    const { data } = await reads.variants.read(path, how)
    return data.filter((variant) => String(variant.id) === id)
  })
  return (await Promise.all(found)).flat()
}

function readInventory(reads: StockReads, lines: readonly PlatformLine[], how: SharedReadOptions) {
  const ids = unique(lines.map(({ variantId }) => variantId))
  return readInChunks(ids, variantsPerCall, async (chunk) => {
    const path = `inventory/items?variant_id:in=${chunk.join(',')}&limit=${chunk.length}`
    const { data } = await reads.inventory.read(path, how)
    return data.map((item) => {
      const id = String(item.identity?.variant_id)
      return [chunk.includes(id) ? id : unnamed, item] as const
    })
  })
}

const unique = (ids: (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))]
