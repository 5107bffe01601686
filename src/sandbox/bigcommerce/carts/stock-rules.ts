import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, isProductLine } from '../../world/cart.ts'
import { type Product, type ProductVariant, stockOf } from '../../world/catalogue/product.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'

/** Refuses a quantity that cannot be ordered. */
export function requireQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > 2_147_483_647) {
    throw unprocessable('JSON data is missing or invalid', { quantity: 'must be a whole number of at least 1' })
  }
}

/**
 * Throws unless the cart may hold what it would hold after a write: purchasable, within the order's bounds, in stock.
 * Source: docs/storefront/cart-checkout/guide/rest-management.mdx; the answer to too little stock is unknown.
 */
export function requirePurchasable(
  cart: Cart,
  product: Product,
  variant: ProductVariant,
  context: SandboxContext,
): void {
  if (product.availability === 'disabled' || variant.purchasingDisabled) {
    throw unprocessable(`${product.name} cannot be purchased at this time`)
  }
  const lines = cart.lines.filter(isProductLine).filter((line) => line.productId === product.id)
  const ofProduct = sum(lines.map((line) => line.quantity))
  if (product.orderMaximum > 0 && ofProduct > product.orderMaximum) {
    throw new BigCommerceFailure(
      409,
      `You can only purchase a maximum of ${product.orderMaximum} of ${product.name} per order`,
    )
  }
  if (ofProduct < product.orderMinimum) {
    throw new BigCommerceFailure(
      409,
      `You must purchase a minimum of ${product.orderMinimum} of ${product.name} per order`,
    )
  }
  const counted = product.tracking === 'product' ? lines : lines.filter((line) => line.variantId === variant.id)
  const limit = variant.isLevelUnknown
    ? Number.POSITIVE_INFINITY
    : stockOf(product, variant) + (variant.backorders ?? 0)
  if (sum(counted.map((line) => line.quantity)) > limit) {
    throw new BigCommerceFailure(
      Number(context.readings.get('outOfStockWrite')),
      `${product.name} is out of stock or the quantity is not available`,
    )
  }
}

function sum(quantities: number[]): number {
  return quantities.reduce((total, quantity) => total + quantity, 0)
}
