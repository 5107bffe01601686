import type { SandboxContext } from '../../sandbox-context.ts'
import { isListed, type Product, type ProductVariant } from '../../world/catalogue/product.ts'
import { BigCommerceFailure } from '../failure.ts'
import { type Operation, type OperationRequest, scopes } from '../operation.ts'
import { answerPage, readIds, readList } from '../pages.ts'
import { viewProduct, viewVariant } from './catalog-view.ts'

const productFilters = ['id', 'id:in', 'sku', 'sku:in', 'availability', 'is_visible', 'out_of_stock', 'inventory_low']
const productIncludes = ['variants', 'options', 'modifiers', 'images', 'primary_image']

/** Products and variants, read-only. */
export const catalogOperations: Operation[] = [
  {
    method: 'GET',
    path: '/catalog/products',
    source: 'reference/catalog/products_catalog.v3.yml, getProducts',
    scopes: scopes.readProducts,
    query: [...productFilters, 'include', 'include_fields', 'limit', 'page'],
    answer(request, context) {
      const includes = new Set(readList(request.query, 'include'))
      for (const include of includes) {
        if (!productIncludes.includes(include)) {
          throw new BigCommerceFailure(422, `The include "${include}" is not documented`, {})
        }
      }
      const fields = readList(request.query, 'include_fields')
      const rows = findProducts(request, context).map((product) => {
        const row = viewProduct(product, includes, context)
        // `include_fields` does not remove what `include` added.
        return fields ? keepFields(row, [...fields, 'id', ...includes]) : row
      })
      // With options or modifiers a page holds ten products at most.
      const maximum = includes.has('options') || includes.has('modifiers') ? 10 : 250
      return answerPage(rows, request.query, maximum)
    },
  },
  {
    method: 'GET',
    path: '/catalog/variants',
    source: 'reference/catalog/product-variants_catalog.v3.yml, getVariants; its page limit is inferred',
    scopes: scopes.readProducts,
    query: ['id', 'sku', 'upc', 'product_id:in', 'include_fields', 'exclude_fields', 'limit', 'page'],
    answer(request, context) {
      const fields = readList(request.query, 'include_fields')
      const without = readList(request.query, 'exclude_fields') ?? []
      const rows = findVariants(request, context).map(({ product, variant }) => {
        const row = viewVariant(product, variant, context)
        const keys = fields ? [...fields, 'id'] : Object.keys(row)
        return keepFields(
          row,
          keys.filter((key) => !without.includes(key)),
        )
      })
      return answerPage(rows, request.query, 250)
    },
  },
]

function findProducts({ query }: OperationRequest, context: SandboxContext): Product[] {
  const ids = readIds(query, 'id:in') ?? readIds(query, 'id')
  const skus = readList(query, 'sku:in') ?? readList(query, 'sku')
  const availability = query.get('availability')
  const visible = query.get('is_visible')
  const level = (product: Product) => viewProduct(product, new Set(), context).inventory_level ?? 0
  return context.world.products.filter(
    (product) =>
      isListed(product) &&
      (!ids || ids.includes(product.id)) &&
      (!skus || product.variants.some((variant) => skus.includes(variant.sku))) &&
      (!availability || product.availability === availability) &&
      (!visible || product.visible === /^(?:true|1)$/.test(visible)) &&
      (!query.has('out_of_stock') || (product.tracking !== 'none' && level(product) === 0)) &&
      (!query.has('inventory_low') || (product.tracking !== 'none' && level(product) <= product.warningLevel)),
  )
}

function findVariants({ query }: OperationRequest, { world }: SandboxContext) {
  const id = readIds(query, 'id')
  const productIds = readIds(query, 'product_id:in')
  const sku = query.get('sku')
  return world.products
    .flatMap((product) =>
      product.variants.map((variant): { product: Product; variant: ProductVariant } => ({ product, variant })),
    )
    .filter(
      ({ product, variant }) =>
        !variant.discontinued &&
        (!id || id.includes(variant.id)) &&
        (!productIds || productIds.includes(product.id)) &&
        (!sku || variant.sku === sku) &&
        !query.has('upc'),
    )
}

function keepFields(row: object, fields: string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => fields.includes(key)))
}
