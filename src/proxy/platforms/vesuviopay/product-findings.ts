import type { Finding, PlatformLine } from '../../adapter/index.ts'
import { type ExternalIds, type ProductIds, toExternalIds } from './external-ids.ts'
import { isShortOfStock, isUnknownProduct } from './refusal.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

const maxProducts = 5

/**
 * Whether VesuvioPay knows the products of a real cart by the names that `productIds` makes of them. With the wrong one no line
 * has any stock there, and nothing else would tell.
 */
export async function* productFindings(
  api: VesuvioPayApi,
  productIds: ProductIds,
  lines: readonly PlatformLine[] | undefined,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const finding = { check: 'stock', subject: 'vesuviopay products' } as const
  if (!lines) {
    const detail = 'not looked at: name a cart of your shop, as in `doctor --cart ID`, and its products are asked for'
    yield { ...finding, ok: true, detail }
    return
  }
  const products = distinct(lines.flatMap((line) => toExternalIds(line, productIds) ?? []))
  if (products.length === 0) {
    yield { ...finding, ok: true, detail: 'the cart holds none that `productIds` has a name for' }
    return
  }
  const unknown: ExternalIds[] = []
  for (const ids of products.slice(0, maxProducts)) if (!(await isKnown(api, ids, signal))) unknown.push(ids)
  const [first] = unknown
  const number = Math.min(products.length, maxProducts)
  if (!first) yield { ...finding, ok: true }
  else if (unknown.length < number) {
    const detail = `${unknown.length} of ${number} are not known there, ${toText(first)} for one: has your product sync sent them?`
    yield { ...finding, ok: true, detail }
  } else {
    const detail = `none of the cart's is known there, ${toText(first)} for one: set \`productIds\` to the names that your product sync uses`
    yield { ...finding, ok: false, detail }
  }
}

const toText = ({ externalProductId, externalVariantId }: ExternalIds) =>
  `product ${externalProductId} with variant ${externalVariantId}`

const distinct = (products: readonly ExternalIds[]) => [
  ...new Map(products.map((ids) => [JSON.stringify(ids), ids])).values(),
]

async function isKnown(api: VesuvioPayApi, ids: ExternalIds, signal: AbortSignal): Promise<boolean> {
  try {
    await api.availability(ids, 1, signal)
    return true
  } catch (error) {
    if (isShortOfStock(error)) return true
    if (isUnknownProduct(error)) return false
    throw error
  }
}
