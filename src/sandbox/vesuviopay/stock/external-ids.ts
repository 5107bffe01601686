import type { SandboxContext } from '../../sandbox-context.ts'
import type { Product, ProductVariant } from '../../world/catalogue/product.ts'

/** What the merchant's product sync called a product and a variant. */
export interface ExternalIds {
  externalProductId: string
  externalVariantId: string
}

/**
 * The ids a product was synchronised with: BigCommerce's own, these with a prefix, or the variant's SKU. A cart line
 * of BigCommerce has the SKU of its variant only, so that products keep their number in that case.
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

/** The variant behind a pair of ids; none where it is not listed any more or never was for everybody to see. */
export function findByExternalIds(
  ids: ExternalIds,
  context: SandboxContext,
): { product: Product; variant: ProductVariant } | undefined {
  for (const product of context.world.products) {
    if (!product.visible) continue
    for (const variant of product.variants) {
      if (variant.discontinued) continue
      const known = externalIds(product, variant, context)
      if (known.externalProductId !== ids.externalProductId) continue
      if (known.externalVariantId === ids.externalVariantId) return { product, variant }
    }
  }
  return undefined
}
