import { isProductLine } from '../cart.ts'
import { stockOf } from '../catalogue/product.ts'
import { storeCurrency, toMajor } from '../currency.ts'
import { statusOf } from '../lifecycle.ts'
import type { SandboxContext } from '../sandbox-context.ts'

/** The world as the control routes show it: ids are strings, access tokens stay inside. */
export function viewWorld(context: SandboxContext) {
  const { world } = context
  const { storeHash, scopes, quota, hooks } = world.accounts.bigcommerce
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
          name: [product.name, ...variant.values.map((value) => value.label)].join(', '),
          sku: variant.sku,
          // Nobody counts what is not tracked.
          stock: Number.isFinite(stock) ? stock : null,
          price: toMajor(variant.prices[storeCurrency], storeCurrency),
          currency: storeCurrency,
          discontinued: variant.discontinued,
        }
      }),
    ),
    shoppers: world.shoppers,
    carts: world.carts.map((cart) => ({
      id: cart.id,
      name: cart.key,
      title: cart.title,
      store: 'bigcommerce',
      platform: 'bigcommerce',
      status: statusOf(cart, context),
      channelId: cart.channelId,
      customerId: String(cart.customerId),
      currency: cart.currency,
      version: cart.version,
      lines: cart.lines.map((line) => ({
        id: line.id,
        kind: line.kind,
        name: line.name,
        productId: isProductLine(line) ? String(line.productId) : null,
        variantId: isProductLine(line) ? String(line.variantId) : null,
        quantity: line.quantity,
      })),
      // Consent is recorded by the proxy, not by BigCommerce.
      consent: {},
    })),
    orders: world.orders.map((order) => ({
      id: String(order.id),
      store: 'bigcommerce',
      cartId: order.cartId,
      lines: order.lines.map((line) => ({
        name: line.name,
        productId: isProductLine(line) ? String(line.productId) : null,
        variantId: isProductLine(line) ? String(line.variantId) : null,
        quantity: line.quantity,
      })),
    })),
    accounts: {
      bigcommerce: {
        storeHash,
        scopes,
        quota,
        hooks,
        routes: Object.entries(context.recoveryPageUrls()).map(([channelId, url]) => ({
          channelId,
          type: 'recover_abandoned_cart',
          url,
        })),
      },
    },
  }
}
