import type { Prices } from '../currency.ts'

/** One thing a shopper chooses, e.g. the size. Options make variants. */
export interface ProductOption {
  id: number
  name: string
  values: { id: number; label: string }[]
}

/** Something a shopper adds without changing the variant, e.g. a name to engrave, a box to tick, a day. */
export interface ProductModifier {
  id: number
  name: string
  type: 'text' | 'checkbox' | 'date'
  required: boolean
  /** What can be chosen; none where the shopper types. */
  values: { id: number; label: string }[]
}

/** The thing that can be bought. A product without options has exactly one. */
export interface ProductVariant {
  id: number
  productId: number
  sku: string
  /** One chosen value per option of the product, in the same order. */
  values: { optionId: number; optionName: string; valueId: number; label: string }[]
  prices: Prices
  /** Units for sale in all locations together; counts only where the product tracks variants. */
  stock: number
  /** How many of these lie in the second location. */
  stockElsewhere: number
  purchasingDisabled: boolean
  /** Units that are sold beyond the stock and sent later. */
  backorders?: number
  /** Tracked, but not counted yet: the catalogue answers `null`. */
  isLevelUnknown?: boolean
  /** Taken out of the catalogue: no answer of the platform mentions it again. */
  discontinued: boolean
  /** File below `/product-images/`. */
  picture: string
}

/** A product as the merchant keeps it. Each platform shows it in its own way. */
export interface Product {
  id: number
  kind: 'physical' | 'digital'
  slug: string
  name: string
  description: string
  tracking: 'none' | 'product' | 'variant'
  /** Units for sale where the product as a whole is tracked. */
  stock: number
  /** At or below this number the stock is low. */
  warningLevel: number
  availability: 'available' | 'disabled' | 'preorder'
  preorderMessage: string
  visible: boolean
  /** 0 means no bound. */
  orderMinimum: number
  orderMaximum: number
  options: ProductOption[]
  modifiers: ProductModifier[]
  variants: ProductVariant[]
  picture: string
  /** The file a buyer may download after paying. */
  download?: { file: string; size: string }
}

/** Units of a variant that can be sold now; infinite where stock is not counted. */
export function stockOf(product: Product, variant: ProductVariant): number {
  if (product.tracking === 'none') return Number.POSITIVE_INFINITY
  return product.tracking === 'product' ? product.stock : variant.stock
}

/** A product is listed as long as one of its variants is. */
export function isListed(product: Product): boolean {
  return product.variants.some((variant) => !variant.discontinued)
}

/** A variant as a shopper would say it, e.g. "Linen shirt, M, Sand". */
export function nameOf(product: Product, variant: ProductVariant): string {
  return [product.name, ...variant.values.map((value) => value.label)].join(', ')
}
