import type { SandboxContext } from '../../sandbox-context.ts'
import { type Product, type ProductVariant, stockOf } from '../../world/catalogue/product.ts'
import { findVariant } from '../../world/world.ts'
import { refusal, type VesuvioPayFailure } from '../failure.ts'
import type { VesuvioPayItem } from '../state.ts'

/**
 * Units a shopper could buy now, back-orders included; infinite where stock is not counted, none while the merchant does
 * not sell it.
 */
export function buyableStock(product: Product, variant: ProductVariant): number {
  if (!isOnSale(product, variant)) return 0
  return variant.isLevelUnknown ? Number.POSITIVE_INFINITY : stockOf(product, variant) + (variant.backorders ?? 0)
}

export function isOnSale({ availability }: Product, { purchasingDisabled }: ProductVariant): boolean {
  return availability !== 'disabled' && !purchasingDisabled
}

/** Whether an item can be bought in its quantity. */
export function isItemAvailable(item: VesuvioPayItem, { world }: SandboxContext): boolean {
  const found = findVariant(world, item.productId, item.variantId)
  return found !== undefined && item.quantity <= buyableStock(found.product, found.variant)
}

/** The quantity the cart gets. A request above the stock is refused or lowered, as the reading says. */
export function allowedQuantity(
  requested: number,
  stock: number,
  code: 'OUT_OF_STOCK' | 'INSUFFICIENT_STOCK',
  context: SandboxContext,
): number {
  if (requested <= stock) return requested
  if (stock > 0 && context.readings.get('vesuviopayAboveStock') === 'clamped') return stock
  throw stockRefusal(code, context)
}

function stockRefusal(code: 'OUT_OF_STOCK' | 'INSUFFICIENT_STOCK', { readings }: SandboxContext): VesuvioPayFailure {
  switch (readings.get('vesuviopayInsufficientStock')) {
    case '409':
      return refusal(code, 409)
    case '409-conflict':
      return refusal('CONFLICT')
    default:
      return refusal(code)
  }
}
