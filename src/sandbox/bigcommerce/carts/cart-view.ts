import type { ReadingValues } from '../../readings.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import {
  type Cart,
  type ChosenOption,
  type CustomLine,
  type GiftCertificateLine,
  isProductLine,
  type ProductLine,
} from '../../world/cart.ts'
import { cartTotals, lineTotals } from '../../world/cart-totals.ts'
import { toMajor } from '../../world/currency.ts'
import type { BigCommerceAccount } from '../state.ts'

/** Values of the `include` parameter that change how a cart looks. */
export type CartIncludes = ReadonlySet<string>

/** A cart as the management API shows it. */
export function viewCart(cart: Cart, includes: CartIncludes, context: SandboxContext) {
  const { readings } = context
  const totals = cartTotals(cart)
  const tax = taxOn(totals.cartAmount, context.world.accounts.bigcommerce)
  const money = (minor: number) => toMajor(minor, cart.currency)
  const products = cart.lines.filter(isProductLine)
  const viewProducts = (kind: ProductLine['kind']) =>
    products.filter((line) => line.kind === kind).map((line) => viewProductLine(cart, line, includes, context))
  return {
    id: cart.id,
    customer_id: cart.customerId,
    channel_id: Number(cart.channelId),
    email: cart.email,
    currency: { code: readings.get('currencyCase') === 'lower' ? cart.currency.toLowerCase() : cart.currency },
    tax_included: tax === 0,
    base_amount: money(totals.baseAmount),
    discount_amount: money(totals.discountAmount),
    manual_discount_amount: 0,
    // After discounts, "with tax where applicable".
    cart_amount: money(totals.cartAmount + tax),
    coupons: cart.coupon
      ? [
          {
            code: cart.coupon.code,
            id: '7',
            // 1 is "percentage off the total".
            coupon_type: '1',
            discounted_amount: money(totals.couponAmount),
            display_name: cart.coupon.title,
          },
        ]
      : [],
    discounts: cart.discount ? [{ id: discountId(context), discounted_amount: money(totals.discountAmount) }] : [],
    line_items: {
      physical_items: viewProducts('physical'),
      digital_items: viewProducts('digital'),
      gift_certificates: cart.lines
        .filter((line) => line.kind === 'gift-certificate')
        .map((line) => viewGiftCertificate(cart, line, context)),
      custom_items: cart.lines
        .filter((line) => line.kind === 'custom')
        .map((line) => viewCustomLine(cart, line, context)),
    },
    created_time: toTime(cart.createdAt),
    updated_time: toTime(cart.updatedAt),
    locale: cart.locale,
    version: cart.version,
    ...(includes.has('promotions.banners') && { promotions: { banners: {} } }),
  }
}

function viewProductLine(cart: Cart, line: ProductLine, includes: CartIncludes, context: SandboxContext) {
  const { readings } = context
  const totals = lineTotals(cart, line)
  const money = (minor: number) => toMajor(minor, cart.currency)
  const storefront = context.urlOf('bigcommerce')
  const hasOptions = includes.has(`line_items.${line.kind}_items.options`) && readings.get('lineOptions') !== 'absent'
  return {
    id: line.id,
    ...viewParent(cart, line, context),
    variant_id: isSimple(line, context) && readings.get('simpleVariantId') === 'null' ? null : line.variantId,
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    url: `${storefront}/${line.slug}/`,
    quantity: line.quantity,
    [readings.get('taxFlag')]: true,
    image_url: `${storefront}/product-images/${line.picture}`,
    discounts: line.addedByPromotion
      ? [{ id: discountId(context), discounted_amount: money(totals.discountAmount) }]
      : [],
    coupons: viewLineCoupons(cart, totals.couponAmount, context),
    discount_amount: money(totals.discountAmount),
    coupon_amount: money(totals.couponAmount),
    original_price: money(line.listPrice),
    list_price: money(line.listPrice),
    sale_price: money(totals.salePrice),
    extended_list_price: money(totals.extendedListPrice),
    extended_sale_price: money(totals.extendedSalePrice),
    is_require_shipping: line.kind === 'physical',
    is_mutable: line.mutable && readings.get('immutableLines') !== 'all',
    added_by_promotion: line.addedByPromotion,
    ...(hasOptions && { options: viewOptions(line.options, context) }),
    ...(line.download && {
      download_file_urls: [`${storefront}/downloads/${line.id}/${line.download.file}`],
      download_page_url: `${storefront}/account.php?action=download_item&id=${line.id}`,
      download_size: line.download.size,
    }),
  }
}

/** What comes on top of an amount, in the same minor units. */
export function taxOn(amount: number, { addedTax }: Pick<BigCommerceAccount, 'addedTax'>): number {
  return Math.round((amount * addedTax) / 100)
}

/** The chosen options as an answer has them. What a shopper typed may come back trimmed, as it was, or escaped. */
export function viewOptions(options: ChosenOption[], { readings }: Pick<SandboxContext, 'readings'>) {
  const isText = readings.get('optionIds') === 'text'
  const form = readings.get('optionText')
  const viewId = (id: number) => (isText ? String(id) : id)
  return options.map(({ name, nameId, value, valueId }) => ({
    name,
    nameId: viewId(nameId),
    value:
      valueId !== null || form === 'as-typed' ? value : form === 'escaped' ? escapeHtml(value.trim()) : value.trim(),
    valueId: valueId === null ? null : viewId(valueId),
  }))
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}

function viewParent(cart: Cart, line: ProductLine, { readings }: SandboxContext) {
  if (line.parentId !== null) return { parent_id: partOf(line.parentId, cart, readings.get('partOf')) }
  const none = { null: null, object: {}, false: false }
  const reading = readings.get('parentId')
  return reading === 'absent' ? {} : { parent_id: none[reading] }
}

function partOf(parentId: string, cart: Cart, reading: ReadingValues['partOf']): string | number {
  const parent = cart.lines.filter(isProductLine).find(({ id }) => id === parentId)
  if (!parent || reading === 'line') return parentId
  return reading === 'product-text' ? String(parent.productId) : parent.productId
}

function viewLineCoupons(cart: Cart, couponAmount: number, { readings }: SandboxContext) {
  if (readings.get('itemCoupons') === 'number') return toMajor(couponAmount, cart.currency)
  if (!cart.coupon || couponAmount === 0) return []
  return [
    { id: 7, code: cart.coupon.code, name: cart.coupon.title, totalDiscount: toMajor(couponAmount, cart.currency) },
  ]
}

function viewGiftCertificate(cart: Cart, line: GiftCertificateLine, { readings }: SandboxContext) {
  return {
    id: line.id,
    name: line.name,
    theme: line.theme,
    amount: toMajor(line.amount, cart.currency),
    ...(readings.get('giftQuantity') === 'present' && { quantity: line.quantity }),
    [readings.get('taxFlag')]: false,
    sender: line.sender,
    recipient: line.recipient,
    message: line.message,
  }
}

function viewCustomLine(cart: Cart, line: CustomLine, context: SandboxContext) {
  const listPrice = toMajor(line.listPrice, cart.currency)
  const isText = context.readings.get('customQuantity') === 'string'
  return {
    id: line.id,
    sku: line.sku,
    name: line.name,
    quantity: isText ? String(line.quantity) : line.quantity,
    list_price: isText ? String(listPrice) : listPrice,
    extended_list_price: toMajor(line.listPrice * line.quantity, cart.currency),
    image_url: URL.canParse(line.picture)
      ? line.picture
      : `${context.urlOf('bigcommerce')}/product-images/${line.picture}`,
  }
}

function isSimple(line: ProductLine, { world }: SandboxContext): boolean {
  return world.products.find((product) => product.id === line.productId)?.options.length === 0
}

function discountId({ readings }: SandboxContext): string | number {
  return readings.get('discountIds') === 'number' ? 3 : '3'
}

function toTime(at: number): string {
  return new Date(at).toISOString()
}
