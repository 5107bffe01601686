import type { LineItemKind } from '../../../contract/index.ts'
import { type PlatformCart, type PlatformLine, type Stock, toMoney } from '../../adapter/index.ts'
import type { LineSpec } from './line-spec.ts'
import type { WireCart, WireCustomItem, WireGiftCertificate, WireInventoryItem, WireItem, WireProduct } from './wire.ts'

/** A cart without the shopper: no e-mail address, customer, certificate holder or download address gets past here. */
export function toPlatformCart(cart: WireCart): PlatformCart {
  const currency = cart.currency.code.toUpperCase()
  const { physical_items, digital_items, gift_certificates, custom_items } = cart.line_items
  const [coupon] = cart.coupons ?? []
  const label = coupon?.display_name || coupon?.code
  return {
    id: cart.id,
    channelId: cart.channel_id ?? '1',
    ...(cart.customer_id && cart.customer_id > 0 && { customerId: String(cart.customer_id) }),
    lines: [
      ...(physical_items ?? []).map((item) => toLine(item, 'physical', currency)),
      ...(digital_items ?? []).map((item) => toLine(item, 'digital', currency)),
      ...(gift_certificates ?? []).map((item) => toCertificateLine(item, currency)),
      ...(custom_items ?? []).map((item) => toCustomLine(item, currency)),
    ],
    total: toMoney(cart.cart_amount, currency),
    ...(typeof cart.version === 'number' && { version: cart.version }),
    ...(label && { offer: { status: 'applied', label } }),
  }
}

function toLine(item: WireItem, kind: 'physical' | 'digital', currency: string): PlatformLine {
  const spec: LineSpec = {
    kind: 'item',
    productId: item.product_id,
    variantId: item.variant_id ?? null,
    options: (item.options ?? []).map(({ nameId, value, valueId }) => ({
      nameId: nameId ?? 0,
      value: valueId ?? value,
    })),
  }
  return {
    id: item.id,
    kind: toKind(item, kind),
    name: item.name,
    options: (item.options ?? []).map(({ name, value }) => ({ name, value })),
    ...(item.sku && { sku: item.sku }),
    productId: String(item.product_id),
    ...(item.variant_id && { variantId: String(item.variant_id) }),
    ...(item.url && { url: item.url }),
    ...(item.image_url && { imageUrl: item.image_url }),
    quantity: item.quantity,
    price: toMoney(item.sale_price ?? item.list_price, currency),
    ...(item.parent_id && { parentId: item.parent_id }),
    ...(item.options?.some(({ valueId }) => valueId == null) && { hasTypedOption: true }),
    spec,
  }
}

function toKind(item: WireItem, kind: LineItemKind): LineItemKind {
  if (item.parent_id) return 'bundled'
  return item.added_by_promotion || item.is_mutable === false ? 'promotional' : kind
}

function toCertificateLine(item: WireGiftCertificate, currency: string): PlatformLine {
  const spec: LineSpec = { kind: 'gift-certificate', certificate: item }
  return {
    id: item.id,
    kind: 'gift-certificate',
    name: item.name,
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
    name: item.name,
    options: [],
    ...(item.sku && { sku: item.sku }),
    ...(item.image_url && { imageUrl: item.image_url }),
    quantity: item.quantity,
    price: toMoney(item.list_price, currency),
    spec,
  }
}

/** What the catalogue says of a variant, by the rules of BigCommerce's own fields. */
export function toStock(
  product: WireProduct | undefined,
  variantId: number | undefined,
  inventory?: WireInventoryItem,
): Stock {
  if (!product || product.is_visible === false) return { status: 'discontinued', quantity: 0 }
  const variant = variantId === undefined ? undefined : product.variants?.find(({ id }) => id === variantId)
  if (variantId !== undefined && product.variants?.length && !variant) return { status: 'discontinued', quantity: 0 }
  if (product.availability === 'disabled' || variant?.purchasing_disabled) return { status: 'disabled', quantity: 0 }

  const tracked = product.inventory_tracking === 'variant' && variant ? variant : product
  const counts = product.inventory_tracking === 'product' || product.inventory_tracking === 'variant'
  const level = counts ? Math.max(0, toLevel(inventory) ?? tracked.inventory_level ?? 0) : null
  const { order_quantity_maximum: maximum, order_quantity_minimum: minimum } = product
  const limited = maximum ? Math.min(level ?? maximum, maximum) : level
  return {
    status: 'sellable',
    // Fewer than the smallest order cannot be bought at all.
    quantity: limited !== null && limited < (minimum ?? 0) ? 0 : limited,
    lowStockThreshold: counts ? (tracked.inventory_warning_level ?? 0) : 0,
    sharedStockId: tracked === variant ? `variant ${variant.id}` : `product ${product.id}`,
  }
}

/** What all open locations together can sell; undefined where the Inventory API said nothing of the variant. */
function toLevel(inventory: WireInventoryItem | undefined): number | undefined {
  const open = inventory?.locations?.filter(({ location_enabled }) => location_enabled !== false)
  return open?.reduce((sum, { available_to_sell }) => sum + (available_to_sell ?? 0), 0)
}
