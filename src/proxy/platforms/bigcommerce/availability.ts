import type { AvailabilityPort, PlatformLine, Stock, Upstream } from '../../adapter/index.ts'
import { toStock } from './to-platform.ts'
import { WireInventory, type WireInventoryItem, type WireProduct, WireProducts } from './wire.ts'

const productsPerCall = 50
// The Inventory API answers at most 1000 items; its filters go into the address, which has an end too.
const variantsPerCall = 100

const fields = [
  'availability',
  'is_visible',
  'inventory_tracking',
  'inventory_level',
  'inventory_warning_level',
  'order_quantity_minimum',
  'order_quantity_maximum',
]

/** Stock from the catalogue, and from the Inventory API where a store sells from several locations. */
export function availabilityPort(upstream: Upstream, inventory: 'catalog' | 'locations'): AvailabilityPort {
  return {
    async check(lines, signal) {
      const inCatalogue = lines.filter(({ productId }) => productId !== undefined)
      const [products, levels] = await Promise.all([
        readProducts(upstream, unique(inCatalogue.map(({ productId }) => productId)), signal),
        inventory === 'locations'
          ? readInventory(upstream, unique(inCatalogue.map(({ variantId }) => variantId)), signal)
          : new Map<string, WireInventoryItem>(),
      ])
      return new Map(lines.flatMap((line) => toEntry(line, products, levels)))
    },
  }
}

function toEntry(
  line: PlatformLine,
  products: ReadonlyMap<string, WireProduct | undefined>,
  levels: ReadonlyMap<string, WireInventoryItem> | undefined,
): [string, Stock][] {
  const { id, productId, variantId } = line
  // Gift certificates and custom items are in no catalogue and in no stock.
  if (productId === undefined) return [[id, { status: 'sellable', quantity: null }]]
  // Not asked successfully is not the same as not sold.
  if (!products.has(productId) || !levels) return []
  const variant = variantId === undefined ? undefined : Number(variantId)
  return [[id, toStock(products.get(productId), variant, levels.get(variantId ?? ''))]]
}

/** Every product that was asked for: undefined where the catalogue has none. A chunk that failed is left out. */
async function readProducts(upstream: Upstream, ids: string[], signal: AbortSignal) {
  const products = new Map<string, WireProduct | undefined>()
  await inChunks(ids, productsPerCall, async (chunk) => {
    const query = `id:in=${chunk.join(',')}&include=variants&include_fields=${fields.join(',')}&limit=${chunk.length}`
    const path = `catalog/products?${query}`
    const { data } = await upstream.read({ path, route: '/catalog/products', answer: WireProducts, signal })
    for (const id of chunk) products.set(id, undefined)
    for (const product of data) products.set(String(product.id), product)
  })
  return products
}

async function readInventory(upstream: Upstream, ids: string[], signal: AbortSignal) {
  const levels = new Map<string, WireInventoryItem>()
  const isWhole = await inChunks(ids, variantsPerCall, async (chunk) => {
    const path = `inventory/items?variant_id:in=${chunk.join(',')}&limit=${chunk.length}`
    const { data } = await upstream.read({ path, route: '/inventory/items', answer: WireInventory, signal })
    for (const item of data) levels.set(String(item.identity.variant_id), item)
  })
  return isWhole ? levels : undefined
}

/** True where every chunk succeeded; throws where none did. */
async function inChunks(ids: string[], size: number, read: (chunk: string[]) => Promise<void>): Promise<boolean> {
  const chunks = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  )
  const results = await Promise.allSettled(chunks.map(read))
  const failures = results.filter((result) => result.status === 'rejected')
  if (failures.length > 0 && failures.length === results.length) throw failures[0]?.reason
  return failures.length === 0
}

const unique = (ids: (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))]
