import type { PlatformLine, PlatformSubstitute, Stock } from '../../adapter/index.ts'
import { readOffers } from './documents.ts'
import { type LineSpec, specOf, toAmount } from './to-platform.ts'
import type { VendureApi } from './vendure-api.ts'
import { type WireOffer, WireOffersAnswer, type WireStockAnswer, type WireVariant } from './wire.ts'

/** Of all products of one cart's sold-out lines together. */
const maxOffers = 500

type ToStock = (variant: WireVariant, settings: WireStockAnswer['globalSettings']) => Stock

/**
 * The other variants of the lines' products, in one call for each currency: at the prices of the channel that the cart was made
 * in. They are what the cart charges only where it charges them for the line itself, and not where a promotion or a rule of the
 * shop makes it another price: then there are none.
 */
export async function readSubstitutes(
  api: VendureApi,
  lines: readonly PlatformLine[],
  signal: AbortSignal,
  toStock: ToStock,
): Promise<Map<string, PlatformSubstitute[]>> {
  const own = lines.filter(({ productId, spec }) => productId !== undefined && specOf(spec)?.variantId !== undefined)
  const calls = [...Map.groupBy(own, ({ price }) => price.currency)].map(async ([currency, ofCurrency]) => {
    const products = [...new Set(ofCurrency.map(({ productId }) => productId))]
    const answer = await api.read({
      document: readOffers,
      variables: { options: { filter: { productId: { in: products } }, take: maxOffers } },
      answer: WireOffersAnswer,
      signal,
      channelToken: specOf(ofCurrency[0]?.spec)?.channelToken,
      currency,
    })
    return ofCurrency.map((line): [string, PlatformSubstitute[]] => [line.id, toSubstitutes(line, answer, toStock)])
  })
  return new Map((await Promise.all(calls)).flat())
}

function toSubstitutes(line: PlatformLine, answer: WireOffersAnswer, toStock: ToStock): PlatformSubstitute[] {
  const { currency, amount } = line.price
  const priceOf = ({ priceWithTax }: WireOffer) =>
    toAmount(priceWithTax, answer.globalSettings.serverConfig.moneyStrategyPrecision, currency)
  const ofProduct = answer.productVariants.items.filter(
    ({ product, currencyCode }) => product.id === line.productId && currencyCode === currency,
  )
  // A variant that was deleted is not listed: then any other of its product shows whether the cart charges listed prices.
  const own = ofProduct.filter(({ id }) => id === line.variantId)
  if (!(own.length > 0 ? own : ofProduct).some((offer) => priceOf(offer).amount === amount)) return []
  return ofProduct.flatMap((offer): PlatformSubstitute[] => {
    const { id, options, featuredAsset, product } = offer
    if (id === line.variantId || options.length === 0) return []
    const preview = featuredAsset?.preview
    const spec: LineSpec = { variantId: id, channelToken: specOf(line.spec)?.channelToken ?? '' }
    return [
      {
        variantId: id,
        name: product.name ?? line.name,
        options: options.map((option) => ({ name: option.group.name, value: option.name })),
        price: priceOf(offer),
        ...(preview && URL.canParse(preview) && { imageUrl: preview }),
        stock: toStock(offer, answer.globalSettings),
        spec,
      },
    ]
  })
}
