import { clothing } from './clothing.ts'
import { defineProduct, type ProductDefinition } from './define-product.ts'
import { home } from './home.ts'
import type { Product, ProductVariant } from './product.ts'
import { stockroom } from './stockroom.ts'

/** The name of the shop. */
export const shopName = 'Alder & Wool'

/** A fresh copy of everything the shop sells; changing one copy changes no other. */
export function createCatalogue(more: readonly ProductDefinition[] = []): Product[] {
  return [...clothing, ...home, ...stockroom, ...more].map(defineProduct)
}

/** A product by its slug and the labels of the chosen values; a name that does not exist is a mistake in a scenario. */
export function pick(
  catalogue: Product[],
  slug: string,
  labels: string[],
): { product: Product; variant: ProductVariant } {
  const product = catalogue.find((candidate) => candidate.slug === slug)
  const variant = product?.variants.find((candidate) =>
    labels.every((label, index) => candidate.values[index]?.label === label),
  )
  if (!product || !variant) throw new Error(`The catalogue has no ${[slug, ...labels].join(' / ')}`)
  return { product, variant }
}
