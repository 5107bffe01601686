import type { SandboxContext } from '../sandbox-context.ts'
import { orderLines, statusOf } from '../vesuviopay/checkout/orders.ts'
import { storeCurrency } from '../world/currency.ts'

/** The carts customers have at VesuvioPay, beside those of the shop itself. They belong to a phone, not to a link. */
export function viewVesuvioPayCarts(context: SandboxContext) {
  return context.world.vesuviopay.carts.map((cart) => ({
    id: cart.id,
    name: cart.key,
    title: 'At VesuvioPay',
    store: 'vesuviopay',
    platform: 'vesuviopay',
    status: statusOf(cart, context),
    phone: cart.phone,
    currency: storeCurrency,
    lines: orderLines(cart, context).map(({ id, kind, name, productId, variantId, quantity }) => ({
      id,
      kind,
      name,
      productId: String(productId),
      variantId: String(variantId),
      quantity,
    })),
    // VesuvioPay asks nobody.
    consent: { email: false, sms: false, whatsapp: false },
  }))
}
