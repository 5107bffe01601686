import type { PlatformLine } from '../../adapter/index.ts'

/** How VesuvioPay names a variant: as the merchant's product sync did. */
export interface ExternalIds {
  externalProductId: string
  externalVariantId: string
}

/**
 * Which id the merchant's product sync used: the shop platform's own ids (with a prefix, if the sync gave them one), or
 * the SKU. A function decides case by case.
 */
export type ProductIds = 'id' | 'sku' | { prefix: string } | ((line: PlatformLine) => ExternalIds | undefined)

/** A line of VesuvioPay's own cart: what it is there, whatever our names for it. */
export interface VesuvioPaySpec {
  vesuviopay: ExternalIds
}

/** Whether a line is in VesuvioPay's own cart. */
export const isOwnLine = ({ spec }: PlatformLine): boolean => isOwn(spec)

const isOwn = (spec: unknown): spec is VesuvioPaySpec =>
  typeof spec === 'object' && spec !== null && 'vesuviopay' in spec

/** The names of a line's variant; undefined for what no product sync knows: certificates, custom items, bundles. */
export function toExternalIds(line: PlatformLine, ids: ProductIds): ExternalIds | undefined {
  if (isOwn(line.spec)) return line.spec.vesuviopay
  if (typeof ids === 'function') return ids(line)
  // Only the line's own platform can keep a text that was typed.
  if ((line.kind !== 'physical' && line.kind !== 'digital') || line.options.some(({ typed }) => typed)) return undefined
  const { productId, variantId, sku } = line
  if (ids === 'sku') return productId && sku ? { externalProductId: productId, externalVariantId: sku } : undefined
  if (!productId || !variantId) return undefined
  const prefix = ids === 'id' ? '' : ids.prefix
  return { externalProductId: prefix + productId, externalVariantId: prefix + variantId }
}

/** The shop platform's names behind VesuvioPay's, as far as the way back is known. */
export function fromExternalIds(
  { externalProductId, externalVariantId }: ExternalIds,
  ids: ProductIds,
): Pick<PlatformLine, 'productId' | 'variantId' | 'sku'> {
  if (typeof ids === 'function' || !externalProductId || !externalVariantId) return {}
  if (ids === 'sku') return { productId: externalProductId, sku: externalVariantId }
  const { prefix } = ids === 'id' ? { prefix: '' } : ids
  if (!externalProductId.startsWith(prefix) || !externalVariantId.startsWith(prefix)) return {}
  return { productId: externalProductId.slice(prefix.length), variantId: externalVariantId.slice(prefix.length) }
}
