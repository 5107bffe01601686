import type { ProductLine } from './cart.ts'
import type { Product, ProductVariant } from './catalogue/product.ts'
import type { Currency } from './currency.ts'

/** A line for one variant at its list price, as it is right after it was added. */
export function productLine(
  id: string,
  product: Product,
  variant: ProductVariant,
  currency: Currency,
  quantity: number,
): ProductLine {
  return {
    kind: product.kind,
    id,
    parentId: null,
    productId: product.id,
    variantId: variant.id,
    sku: variant.sku,
    name: product.name,
    slug: product.slug,
    picture: variant.picture,
    quantity,
    listPrice: variant.prices[currency],
    priceOverridden: false,
    options: variant.values.map((value) => ({
      name: value.optionName,
      nameId: value.optionId,
      value: value.label,
      valueId: value.valueId,
    })),
    mutable: true,
    addedByPromotion: false,
    download: product.download ?? null,
  }
}
