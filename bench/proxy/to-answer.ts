import { randomBytes } from 'node:crypto'

const shopUrl = 'https://shop.example/'

interface Line {
  id: string
  name: string
  sku: string
  product_id: number
  variant_id: number
  url: string
  image_url: string
  quantity: number
  sale_price: number
  options: { name: string; value: string }[]
}

interface Variant {
  id: number
  inventory_level: number
  purchasing_disabled: boolean
}

/** What a handler reads of a cart's answer. */
export interface CartAnswer {
  data: {
    cart_amount: number
    tax_included: boolean
    currency: { code: string }
    line_items: { physical_items: Line[] }
  }
}

/** What a handler reads of an answer about products. */
export interface ProductsAnswer {
  data: { id: number; availability: string; variants: Variant[] }[]
}

/**
 * Maps a platform's answers to the proxy's own answer, as a developer would by hand for the one shape they know: no schema,
 * no rule for other readings, nothing sealed.
 */
export function toAnswer({ data }: CartAnswer, products: readonly ProductsAnswer[]) {
  const lines = data.line_items.physical_items
  const currency = data.currency.code
  const variants = new Map<number, Variant>()
  for (const { data } of products) {
    for (const product of data) for (const variant of product.variants) variants.set(variant.id, variant)
  }
  const lineItems = lines.map((line) => ({
    id: line.id.slice(-16),
    kind: 'physical',
    name: line.name,
    options: line.options.map(({ name, value }) => ({ name, value })),
    sku: line.sku,
    productId: String(line.product_id),
    variantId: String(line.variant_id),
    quantity: line.quantity,
    price: { amount: Math.round(line.sale_price * 100), currency },
    url: new URL(new URL(line.url).pathname, shopUrl).href,
    imageUrl: line.image_url,
    availability: toAvailability(variants.get(line.variant_id), line.quantity),
  }))
  return {
    // Random texts, as long as those that the proxy seals.
    cartHandle: randomText(328),
    cart: {
      revision: randomText(220 + 36 * lines.length),
      // What changed stands first in a long cart.
      lineItems:
        lines.length > 12
          ? [...lineItems.filter(hasChanged), ...lineItems.filter((one) => !hasChanged(one))]
          : lineItems,
      total: { amount: Math.round(data.cart_amount * 100), currency },
      ...(!data.tax_included && { excludesTaxes: true }),
    },
    abilities: {
      editLines: true,
      restore: true,
      checkout: true,
      textCheckout: false,
      backInStock: false,
      signIn: false,
      consent: false,
      share: true,
      coupon: true,
    },
  }
}

const hasChanged = ({ availability: { status } }: { availability: { status: string } }) => status !== 'available'

const randomText = (length: number) => randomBytes((length * 3) / 4).toString('base64url')

function toAvailability(variant: Variant | undefined, quantity: number) {
  if (!variant) return { status: 'discontinued' }
  if (variant.purchasing_disabled) return { status: 'unavailable' }
  const { inventory_level } = variant
  if (inventory_level === 0) return { status: 'out-of-stock', quantity: 0 }
  return inventory_level < quantity ? { status: 'partial', quantity: inventory_level } : { status: 'available' }
}
