import { type PlatformCart, type PlatformLine, RecoveryError, toMoney } from '../../adapter/index.ts'
import type { WireChannel, WireLine, WireOrder } from './wire.ts'

/** What it takes to set or add a line, and to ask for its stock where its cart is. */
export interface LineSpec {
  variantId: string
  channelToken: string
  /** Pieces by line, of other lines of the same variant: two additions at once make two lines. */
  others?: Record<string, number>
}

/** What the adapter adds to what the engine says. */
export interface CartOptions {
  /** With `{slug}`: the shop's page of a product. */
  productUrl?: string | undefined
}

/** Throws `cart-gone` for what cannot be ordered any more: bought, cancelled, emptied, or never a shopper's cart. */
export function toOpenCart(order: WireOrder | null, precision: number, options: CartOptions): PlatformCart {
  if (!order || !isOpen(order)) throw new RecoveryError('cart-gone')
  const { currencyCode: currency, couponCodes, discounts } = order
  const channel = channelOf(order.channels)
  const lines = order.lines.filter(({ quantity }) => quantity > 0)
  if (lines.length === 0) throw new RecoveryError('cart-gone', { detail: 'the cart is empty' })
  const label = couponCodes.join(', ') || [...new Set(discounts.map(({ description }) => description))].join(', ')
  // A guest who left an address is a customer, too, without an account.
  const owner = order.customer?.user && order.customer.id
  return {
    id: order.id,
    channelId: channel.id,
    ...(owner && { customerId: owner }),
    lines: lines.map((line) => ({
      ...toLine(line, options),
      price: toAmount(line.discountedUnitPriceWithTax, precision, currency),
      spec: toSpec(line, lines, channel.token),
    })),
    total: toAmount(order.subTotalWithTax, precision, currency),
    ...(label && { offer: { status: 'applied', label } }),
  }
}

/** `ArrangingPayment` is a cart that was left at its last step. A draft is an administrator's. */
export const isOpen = ({ active, state }: Pick<WireOrder, 'active' | 'state'>) =>
  active && (state === 'AddingItems' || state === 'ArrangingPayment')

/** Every cart is in the default channel, and in the one where it was made. */
export function channelOf(channels: readonly WireChannel[]): WireChannel {
  const found = channels.find(({ code }) => code !== '__default_channel__') ?? channels[0]
  if (!found) throw new RecoveryError('cart-gone', { detail: 'the key may not see the channel of the cart' })
  return found
}

/** Minor units. The engine's have so many decimals for every currency: 10000 are 100 yen where they are two. */
export const toAmount = (amount: number, precision: number, currency: string) =>
  toMoney(amount / 10 ** precision, currency)

function toLine({ id, quantity, featuredAsset, productVariant }: WireLine, { productUrl }: CartOptions) {
  const { sku, product, options } = productVariant
  // A variant's own name repeats its options.
  const name = (options.length > 0 && product?.name) || productVariant.name || product?.name || sku || '…'
  const preview = featuredAsset?.preview
  return {
    id,
    kind: 'physical',
    name,
    options: options.map((option) => ({ name: option.group.name, value: option.name })),
    ...(sku && { sku }),
    ...(product && { productId: product.id }),
    variantId: productVariant.id,
    ...(productUrl && product?.slug && { url: productUrl.replaceAll('{slug}', encodeURIComponent(product.slug)) }),
    ...(preview && URL.canParse(preview) && { imageUrl: preview }),
    quantity,
  } satisfies Partial<PlatformLine>
}

function toSpec({ id, productVariant }: WireLine, lines: readonly WireLine[], channelToken: string): LineSpec {
  const others = lines.filter((line) => line.id !== id && line.productVariant.id === productVariant.id)
  return {
    variantId: productVariant.id,
    channelToken,
    ...(others.length > 0 && { others: Object.fromEntries(others.map((line) => [line.id, line.quantity])) }),
  }
}

/** Only what this adapter made has such a `spec`. */
export const specOf = (spec: unknown) => spec as LineSpec | undefined
