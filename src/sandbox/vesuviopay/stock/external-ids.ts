import type { SandboxContext } from '../../sandbox-context.ts'
import type { Product, ProductVariant } from '../../world/catalogue/product.ts'

/** The ids that the merchant's product sync gave a product and a variant. */
export interface ExternalIds {
  externalProductId: string
  externalVariantId: string
}

/**
 * The ids of a product as it was synchronised: BigCommerce's ids, the same with a prefix, or the variant's SKU. With
 * SKUs the product keeps its number, because a BigCommerce cart line has no SKU of the product.
 */
export function externalIds(product: Product, variant: ProductVariant, { readings }: SandboxContext): ExternalIds {
  switch (readings.get('vesuviopayExternalIds')) {
    case 'sku':
      return { externalProductId: String(product.id), externalVariantId: variant.sku }
    case 'prefix':
      return { externalProductId: `bigcommerce_${product.id}`, externalVariantId: `bigcommerce_${variant.id}` }
    default:
      return { externalProductId: String(product.id), externalVariantId: String(variant.id) }
  }
}

/** The variant of a pair of ids; none where the product is hidden or was never
 * synchronised, or the variant was withdrawn. */
export function findByExternalIds(
  ids: ExternalIds,
  context: SandboxContext,
): { product: Product; variant: ProductVariant } | undefined {
  const { unsyncedProducts: unsynced } = context.world.accounts.vesuviopay
  for (const product of context.world.products) {
    if (!product.visible || unsynced.includes(String(product.id))) continue
    for (const variant of product.variants) {
      if (variant.discontinued) continue
      const known = externalIds(product, variant, context)
      if (known.externalProductId !== ids.externalProductId) continue
      if (known.externalVariantId === ids.externalVariantId) return { product, variant }
    }
  }
  return undefined
}
