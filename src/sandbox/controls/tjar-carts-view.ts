import type { SandboxContext } from '../sandbox-context.ts'
import { cartLines, tjarCurrency } from '../tjar/carts.ts'

/** The carts of the store at Tjar. */
export function viewTjarCarts(context: SandboxContext) {
  return context.world.tjar.carts.map((cart) => ({
    id: cart.identifier,
    name: cart.key,
    title: cart.title,
    store: 'tjar',
    platform: 'tjar',
    status: cart.status,
    currency: tjarCurrency,
    remindersCount: cart.remindedAt.length,
    offerDiscount: cart.offerDiscount,
    lines: cartLines(cart, context).map(({ id, kind, name, productId, variantId, quantity }) => ({
      id,
      kind,
      name,
      productId: String(productId),
      variantId: String(variantId),
      quantity,
    })),
    consent: { ...cart.consent },
  }))
}
