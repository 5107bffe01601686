import { readFileSync } from 'node:fs'

/** A line of the canned cart, as BigCommerce sends one. */
export type WireLine = Record<string, unknown> & { product_id: number; variant_id: number; quantity: number }

const recorded = new URL('../../test/recorded/bigcommerce/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, recorded), 'utf8')).body
const cart = read('cart-variant-options-2021.json').data
const [line] = cart.line_items.physical_items
const products = read('products-two-2020.json')
const product = products.data.find(({ variants }: { variants: unknown[] }) => variants.length > 0)

/** Every fifth line is short of stock, and every tenth has none. */
const stockOf = (index: number) => (index % 10 === 9 ? 0 : index % 10 === 4 ? 1 : 50)

/** The product of a cart's first line, where nothing else is said. Further lines have the ids after it. */
const firstProduct = 1000
const variantOf = (productId: number) => 4000 + productId

/** The recorded answer for a cart, with this many lines of different products. */
export function cannedCart(
  id: string,
  lines: number,
  first = firstProduct,
): { data: Record<string, unknown>; meta: object } {
  const items = Array.from(
    { length: lines },
    (_, index): WireLine => ({
      ...line,
      id: `71c374d5-c4d4-429d-aa0d-${String(index).padStart(12, '0')}`,
      product_id: first + index,
      variant_id: variantOf(first + index),
      sku: `${line.sku}-${index}`,
      name: `${line.name} ${index}`,
      quantity: 1 + (index % 3),
    }),
  )
  const total = items.reduce((sum, { quantity }) => sum + 7 * quantity, 0)
  const line_items = { ...cart.line_items, physical_items: items }
  return { data: { ...cart, id, base_amount: total, cart_amount: total, line_items }, meta: {} }
}

/** The recorded answer for products, with the fields that were asked for; variants always come whole. */
export function cannedProducts(ids: readonly number[], fields: readonly string[]) {
  const data = ids.map((id) => ({
    id,
    ...Object.fromEntries(fields.map((field) => [field, product[field]])),
    inventory_tracking: 'variant',
    variants: [
      {
        ...product.variants[0],
        id: variantOf(id),
        product_id: id,
        purchasing_disabled: false,
        inventory_level: stockOf(id % 1000),
      },
    ],
  }))
  return { data, meta: products.meta }
}
