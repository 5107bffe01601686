import type { ReadingValues } from '../../readings.ts'
import { type Product, type ProductVariant, stockOf } from '../../world/catalogue/product.ts'
import { type Operation, scopes } from '../operation.ts'
import { answerPage, readIds, readList } from '../pages.ts'

/** Where the shop keeps its stock. The first is the default location. */
export const locations = [
  { id: 1, code: 'WAREHOUSE', name: 'Warehouse' },
  { id: 2, code: 'HARBOUR-STORE', name: 'Shop at the harbour' },
]

/** Stock by location, read-only. What is not tracked is not listed. */
export const inventoryOperations: Operation[] = [
  {
    method: 'GET',
    path: '/inventory/items',
    source: 'reference/inventory.v3.yml, get-inventory-items',
    scopes: scopes.readInventory,
    query: ['sku:in', 'variant_id:in', 'product_id:in', 'location_id:in', 'location_code:in', 'page', 'limit'],
    answer({ query }, { world, readings }) {
      const skus = readList(query, 'sku:in')
      const variantIds = readIds(query, 'variant_id:in')
      const productIds = readIds(query, 'product_id:in')
      const locationIds = readIds(query, 'location_id:in')
      const locationCodes = readList(query, 'location_code:in')
      const selected = locations.filter(
        (location) =>
          (!locationIds || locationIds.includes(location.id)) &&
          (!locationCodes || locationCodes.includes(location.code)),
      )
      const rows = world.products
        .filter((product) => product.tracking !== 'none' && (!productIds || productIds.includes(product.id)))
        .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
        .filter(
          ({ variant }) =>
            !variant.discontinued &&
            !variant.isLevelUnknown &&
            (!variantIds || variantIds.includes(variant.id)) &&
            (!skus || skus.includes(variant.sku)),
        )
        .map(({ product, variant }) => viewItem(product, variant, selected, readings.get('inStockFlag')))
      return answerPage(rows, query, 1000)
    },
  },
]

function viewItem(
  product: Product,
  variant: ProductVariant,
  selected: typeof locations,
  flag: ReadingValues['inStockFlag'],
) {
  const total = stockOf(product, variant)
  const { backorders = 0 } = variant
  const elsewhere = Math.min(total, variant.stockElsewhere)
  return {
    identity: { sku: variant.sku, variant_id: variant.id, product_id: product.id, sku_id: variant.id },
    locations: selected.map((location) => {
      const availableToSell = location.id === 1 ? total - elsewhere : elsewhere
      return {
        location_id: location.id,
        location_code: location.code,
        location_name: location.name,
        available_to_sell: availableToSell,
        total_inventory_onhand: availableToSell,
        location_enabled: true,
        settings: {
          safety_stock: 0,
          is_in_stock: flag === 'follows-quantity' ? availableToSell > 0 || backorders > 0 : flag === 'always',
          // No document of the inventory API has it: the beta of back-orders is described for the storefront alone.
          ...(backorders > 0 && { backorder_limit: backorders }),
          warning_level: product.warningLevel,
          bin_picking_number: '',
        },
      }
    }),
  }
}
