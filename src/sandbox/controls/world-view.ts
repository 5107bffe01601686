import { byPlatform, platforms } from '../platforms.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { nameOf, stockOf } from '../world/catalogue/product.ts'
import { storeCurrency, toMajor } from '../world/currency.ts'
import { viewOrderLine } from './line-view.ts'

/** The world as the control routes show it. Ids are strings; tokens and secrets are left out. */
export function viewWorld(context: SandboxContext) {
  const { world } = context
  return {
    scenario: world.scenario,
    clockOffsetSeconds: world.clockOffsetSeconds,
    now: new Date(context.clock()).toISOString(),
    variants: world.products.flatMap((product) =>
      product.variants.map((variant) => {
        const stock = stockOf(product, variant)
        return {
          productId: String(product.id),
          variantId: String(variant.id),
          name: nameOf(product, variant),
          sku: variant.sku,
          // What is not tracked has no count.
          stock: Number.isFinite(stock) && !variant.isLevelUnknown ? stock : null,
          backorders: variant.backorders ?? 0,
          visible: product.visible,
          price: toMajor(variant.prices[storeCurrency], storeCurrency),
          currency: storeCurrency,
          discontinued: variant.discontinued,
        }
      }),
    ),
    // A phone may belong to several carts.
    shoppers: [...new Set(world.shoppers.map(({ phone }) => phone))].map((phone) => ({ phone })),
    carts: platforms.flatMap(({ views }) => views.carts?.(context) ?? []),
    orders: world.orders.map((order) => ({
      id: String(order.id),
      store: order.store,
      cartId: order.cartId,
      lines: order.lines.map(viewOrderLine),
    })),
    subscriptions: platforms.flatMap(({ views }) => views.subscriptions?.(context) ?? []),
    accounts: byPlatform(({ views }) => views.account(context)),
  }
}
