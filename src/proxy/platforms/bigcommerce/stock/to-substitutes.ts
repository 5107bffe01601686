import { type PlatformLine, type PlatformSubstitute, type Stock, toMoney } from '../../../adapter/index.ts'
import { isOwn } from '../lines/added-line.ts'
import type { LineOption } from '../lines/line-options.ts'
import type { LineSpec } from '../lines/line-spec.ts'
import { type WireOffer, WireOffers, type WireProduct } from './wire.ts'

/**
 * The other variants of a line's product. What a cart charges is known only where it charges what the catalogue says: so there
 * are none where the line's own price is another one, as with price lists, other currencies, or prices shown with taxes.
 */
export function toSubstitutes(
  line: PlatformLine,
  lines: readonly PlatformLine[],
  product: WireProduct,
  stockOf: (variantId: number) => Stock,
): PlatformSubstitute[] {
  const spec = line.spec as LineSpec | undefined
  if (spec?.kind !== 'item' || !spec.options || !isOwn(line) || !hasRoom(line, lines, product)) return []
  const { options } = spec
  const { currency } = line.price
  const offers = WireOffers.parse(product.variants)
  // A variant that is gone has no price: then the product's, which its other variants have where they have none.
  const own = offers.find(({ id }) => id === spec.variantId)
  if (toAmount(own ?? {}, product, currency) !== line.price.amount) return []
  return offers.flatMap((offer): PlatformSubstitute[] => {
    const { id, image_url, option_values } = offer
    const amount = toAmount(offer, product, currency)
    const exchanged = exchangeOptions(line, options, option_values)
    if (id === undefined || id === spec.variantId || amount === undefined || !exchanged) return []
    return [
      {
        variantId: String(id),
        name: line.name,
        options: exchanged.displayed,
        price: { amount, currency },
        ...(image_url && { imageUrl: image_url }),
        stock: stockOf(id),
        spec: { kind: 'item', productId: spec.productId, variantId: id, options: exchanged.chosen } satisfies LineSpec,
      },
    ]
  })
}

/** A cart holds both for a moment, and an order's largest quantity counts both. */
function hasRoom({ productId, quantity }: PlatformLine, lines: readonly PlatformLine[], product: WireProduct): boolean {
  const { order_quantity_maximum: maximum } = product
  const held = lines.reduce((sum, other) => sum + (other.productId === productId ? other.quantity : 0), 0)
  return !maximum || held + quantity <= maximum
}

/** Minor units of one piece by the catalogue. Undefined where it names no price. */
function toAmount(offer: Partial<WireOffer>, product: WireProduct, currency: string): number | undefined {
  const price = pricesOf(offer)[0] ?? pricesOf(product)[0]
  return price === undefined ? undefined : toMoney(price, currency).amount
}

/** A sale price of 0 is none. */
const pricesOf = ({ sale_price, calculated_price, price }: Partial<WireOffer>) =>
  [sale_price || undefined, calculated_price, price].filter((one) => one !== undefined)

/**
 * The line's choices with the variant's own instead of its: what the shopper chose beside the variant, such as an engraving,
 * stays. Undefined where the line does not tell which of its choices make the variant.
 */
function exchangeOptions(line: PlatformLine, options: readonly LineOption[], values: WireOffer['option_values']) {
  const isKnown = ({ option_id, option_display_name }: (typeof values)[number]) =>
    options.filter(({ nameId }) => nameId === option_id).length === 1 &&
    line.options.filter(({ name }) => name === option_display_name).length === 1
  if (values.length === 0 || !values.every(isKnown)) return undefined
  const chosen = options.map((option): LineOption => {
    const value = values.find(({ option_id }) => option_id === option.nameId)
    return value ? { nameId: value.option_id, value: value.label, valueId: value.id } : option
  })
  const displayed = line.options.map((option) => {
    const value = values.find(({ option_display_name }) => option_display_name === option.name)
    return value ? { name: option.name, value: value.label } : option
  })
  return { chosen, displayed }
}
