import type { SandboxContext } from '../../sandbox-context.ts'
import { shopName } from '../../world/catalogue/catalogue.ts'
import { nameOf, type ProductVariant } from '../../world/catalogue/product.ts'
import { findVariant } from '../../world/world.ts'
import { refusal } from '../failure.ts'
import { acknowledge, type Operation } from '../operation.ts'
import { productFields } from '../read-body.ts'
import { sendSms } from '../sign-in/sms.ts'
import type { VesuvioPaySubscription } from '../state.ts'
import { type ExternalIds, externalIds, findByExternalIds } from './external-ids.ts'
import { buyableStock } from './stock.ts'

const path = '/api/v1/sdk/cart/store/:storeId/back-in-stock-subscription'

/** The customer's request to be told when something can be bought again. */
export const backInStockOperations: Operation[] = [
  {
    method: 'POST',
    path,
    source:
      '/docs/api-reference/subscribe-to-back-in-stock; the page shows no body, the one here is inferred from the SDK example on /docs/api/cart',
    caller: 'customer',
    body: productFields,
    answer(request, context) {
      const { product, variant } = requireVariant(request.body as unknown as ExternalIds, context)
      if (buyableStock(product, variant) > 0) throw refusal('PRODUCT_IN_STOCK')
      const existing = findSubscription(request.phone, variant, context)
      // Subscribing again updates the subscription (documented), or conflicts with it.
      if (existing && context.readings.get('vesuviopaySubscribedAgain') === '409') throw refusal('ALREADY_SUBSCRIBED')
      const { vesuviopay } = context.world
      const others = vesuviopay.subscriptions.filter((other) => other !== existing)
      const subscription = { phone: request.phone, productId: product.id, variantId: variant.id, since: request.now }
      vesuviopay.subscriptions = [...others, subscription]
      const data = { ...externalIds(product, variant, context), isSubscribed: true }
      return { ...acknowledge(data, context), write: true }
    },
  },
  {
    method: 'DELETE',
    path,
    source:
      '/docs/api-reference/unsubscribe-from-back-in-stock; that the ids are in the body of the DELETE is inferred',
    caller: 'customer',
    query: Object.keys(productFields),
    body: productFields,
    fieldsIn: ({ readings }) => readings.get('vesuviopayUnsubscribeIds'),
    answer(request, context) {
      const { product, variant } = requireVariant(request.body as unknown as ExternalIds, context)
      const subscription = findSubscription(request.phone, variant, context)
      if (!subscription) throw refusal('SUBSCRIPTION_NOT_FOUND')
      const { vesuviopay } = context.world
      vesuviopay.subscriptions = vesuviopay.subscriptions.filter((other) => other !== subscription)
      const data = { ...externalIds(product, variant, context), isSubscribed: false }
      return { ...acknowledge(data, context), write: true }
    },
  },
]

export function findSubscription(
  phone: string,
  variant: ProductVariant,
  { world }: SandboxContext,
): VesuvioPaySubscription | undefined {
  return world.vesuviopay.subscriptions.find((one) => one.phone === phone && one.variantId === variant.id)
}

/** Texts every subscriber of something that is in stock now, and ends the subscription. */
export function notifyBackInStock(context: SandboxContext): void {
  const { world } = context
  const waiting = (subscription: VesuvioPaySubscription) => {
    const found = findVariant(world, subscription.productId, subscription.variantId)
    return !found || buyableStock(found.product, found.variant) === 0
  }
  for (const subscription of world.vesuviopay.subscriptions.filter((one) => !waiting(one))) {
    const found = findVariant(world, subscription.productId, subscription.variantId)
    const name = found && nameOf(found.product, found.variant)
    sendSms(world, { to: subscription.phone, text: `${name} is back at ${shopName}.` })
  }
  world.vesuviopay.subscriptions = world.vesuviopay.subscriptions.filter(waiting)
}

function requireVariant(ids: ExternalIds, context: SandboxContext) {
  const found = findByExternalIds(ids, context)
  if (!found) throw refusal('VARIANT_NOT_FOUND')
  return found
}
