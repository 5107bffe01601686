import { statusOf } from '../bigcommerce/abandoned-carts/lifecycle.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { type Cart, type CartLine, isProductLine } from '../world/cart.ts'
import { nameOf, stockOf } from '../world/catalogue/product.ts'
import { storeCurrency, toMajor } from '../world/currency.ts'
import { storeOf } from '../world/stores.ts'
import { viewAccounts } from './accounts-view.ts'
import { viewTjarCarts } from './tjar-carts-view.ts'
import { viewVesuvioPayCarts } from './vesuviopay-carts-view.ts'

/** The world as the control routes show it: ids are strings, access tokens stay inside. */
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
          // Nobody counts what is not tracked.
          stock: Number.isFinite(stock) ? stock : null,
          price: toMajor(variant.prices[storeCurrency], storeCurrency),
          currency: storeCurrency,
          discontinued: variant.discontinued,
        }
      }),
    ),
    // Every phone that can sign in, once.
    shoppers: [...new Set(world.shoppers.map(({ phone }) => phone))].map((phone) => ({ phone })),
    carts: [
      ...world.carts.map((cart) => viewCart(cart, context)),
      ...viewVesuvioPayCarts(context),
      ...viewTjarCarts(context),
    ],
    orders: world.orders.map((order) => ({
      id: String(order.id),
      store: order.store,
      cartId: order.cartId,
      lines: order.lines.map((line) => viewLine(line)),
    })),
    subscriptions: world.vesuviopay.subscriptions.map(({ phone, productId, variantId }) => ({
      phone,
      productId: String(productId),
      variantId: String(variantId),
    })),
    accounts: viewAccounts(context),
  }
}

function viewCart(cart: Cart, context: SandboxContext) {
  return {
    id: cart.id,
    name: cart.key,
    title: cart.title,
    store: storeOf(cart.channelId),
    platform: 'bigcommerce',
    status: statusOf(cart, context),
    channelId: cart.channelId,
    customerId: String(cart.customerId),
    currency: cart.currency,
    version: cart.version,
    lines: cart.lines.map((line) => ({ id: line.id, kind: line.kind, ...viewLine(line) })),
    consent: cart.consent,
  }
}

function viewLine(line: CartLine) {
  return {
    name: line.name,
    productId: isProductLine(line) ? String(line.productId) : null,
    variantId: isProductLine(line) ? String(line.variantId) : null,
    quantity: line.quantity,
  }
}
