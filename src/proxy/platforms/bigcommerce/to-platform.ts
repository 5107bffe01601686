import type { LineItemKind } from '../../../contract/index.ts'
import { type PlatformCart, type PlatformLine, toMoney } from '../../adapter/index.ts'
import { differsByTaxes, toDiscounts } from './discounts.ts'
import type { LineSpec } from './lines/line-spec.ts'
import type { WireCart, WireCustomItem, WireGiftCertificate, WireItem } from './wire.ts'

/** A cart without the shopper: no e-mail address, certificate holder or download address gets past here. */
export function toPlatformCart(cart: WireCart): PlatformCart {
  const currency = cart.currency.code.toUpperCase()
  const { physical_items, digital_items, gift_certificates, custom_items } = cart.line_items
  const [coupon] = cart.coupons
  const label = coupon?.display_name || coupon?.code
  const items = [...physical_items, ...digital_items]
  const lines = [
    ...physical_items.map((item) => toLine(item, 'physical', currency, parentOf(item, items))),
    ...digital_items.map((item) => toLine(item, 'digital', currency, parentOf(item, items))),
    ...gift_certificates.map((item) => toCertificateLine(item, currency)),
    ...custom_items.map((item) => toCustomLine(item, currency)),
  ]
  const sum = lines.reduce((total, { price, quantity }) => total + price.amount * quantity, 0)
  const discounts = toDiscounts(cart, sum, currency)
  return {
    id: cart.id,
    channelId: cart.channel_id,
    ...(cart.customer_id && { customerId: String(cart.customer_id) }),
    lines,
    total: cart.cart_amount === undefined ? { amount: sum, currency } : toMoney(cart.cart_amount, currency),
    ...(discounts.length > 0 && { discounts }),
    ...(differsByTaxes(cart, sum, currency) && { differsByTaxes: true }),
    ...(cart.tax_included === false && { excludesTaxes: true }),
    ...(cart.version !== undefined && { version: cart.version }),
    ...(label && { offer: { status: 'applied', label } }),
    ...(cart.coupons.length > 0 && { coupons: cart.coupons.flatMap(({ code }) => code ?? []) }),
  }
}

/** The line that this one is part of: named by its own id, or by its product's, which is then the nearest one before. */
function parentOf(item: WireItem, items: readonly WireItem[]): WireItem | undefined {
  const { parent_id } = item
  if (parent_id === undefined) return undefined
  const others = items.filter((other) => other !== item)
  const byProduct = others.filter(({ product_id }) => String(product_id) === parent_id)
  const before = byProduct.filter((other) => items.indexOf(other) < items.indexOf(item))
  return others.find(({ id }) => id === parent_id) ?? before.at(-1) ?? byProduct[0]
}

function toLine(
  item: WireItem,
  kind: 'physical' | 'digital',
  currency: string,
  parent: WireItem | undefined,
): PlatformLine {
  const { product_id, variant_id, options = [] } = item
  const spec: LineSpec = {
    kind: 'item',
    // Id 0 is no product: the line can be displayed and removed, but BigCommerce refuses to set its quantity.
    productId: product_id ?? 0,
    variantId: variant_id ?? null,
    ...(item.options && { options: item.options.map(({ nameId, value, valueId }) => ({ nameId, value, valueId })) }),
  }
  return {
    id: item.id,
    kind: toKind(item, kind),
    name: toName(item.name ?? item.sku, product_id),
    options: options.flatMap(({ name, value, valueId }) =>
      // What is chosen has an id, what is typed has none.
      name || value ? [{ name, value, ...(value && valueId === undefined && { typed: true }) }] : [],
    ),
    ...(item.sku && { sku: item.sku }),
    ...(product_id && { productId: String(product_id) }),
    ...(variant_id && { variantId: String(variant_id) }),
    ...(item.url && { url: item.url }),
    ...(item.image_url && { imageUrl: item.image_url }),
    quantity: item.quantity,
    price: toMoney(item.price, currency),
    ...(parent && { parentId: parent.id }),
    spec,
  }
}

/** A gift is what a promotion added, or what cannot be changed and costs nothing; other fixed lines are ordinary ones. */
function toKind({ parent_id, added_by_promotion, is_mutable, price }: WireItem, kind: LineItemKind): LineItemKind {
  if (parent_id !== undefined) return 'bundled'
  return added_by_promotion || (is_mutable === false && price === 0) ? 'promotional' : kind
}

/** A line without a name is still a line. */
const toName = (name: string | undefined, productId?: number) => name ?? (productId ? `#${productId}` : '…')

function toCertificateLine(item: WireGiftCertificate, currency: string): PlatformLine {
  const spec: LineSpec = { kind: 'gift-certificate', certificate: item }
  return {
    id: item.id,
    kind: 'gift-certificate',
    name: toName(item.name ?? item.theme),
    options: item.theme ? [{ name: 'Theme', value: item.theme }] : [],
    quantity: item.quantity ?? 1,
    price: toMoney(item.amount, currency),
    spec,
  }
}

function toCustomLine(item: WireCustomItem, currency: string): PlatformLine {
  const spec: LineSpec = { kind: 'custom', item }
  return {
    id: item.id,
    kind: 'custom',
    name: toName(item.name ?? item.sku),
    options: [],
    ...(item.sku && { sku: item.sku }),
    ...(item.image_url && { imageUrl: item.image_url }),
    quantity: item.quantity,
    price: toMoney(item.list_price, currency),
    spec,
  }
}
