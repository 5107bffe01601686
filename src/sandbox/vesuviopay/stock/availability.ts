import type { SandboxContext } from '../../sandbox-context.ts'
import { type Product, type ProductVariant, stockOf } from '../../world/catalogue/product.ts'
import { storeCurrency, toMajor } from '../../world/currency.ts'
import { refusal } from '../failure.ts'
import { type Operation, type OperationRequest, succeed } from '../operation.ts'
import { invalidRequest, productFields } from '../read-body.ts'
import { findSubscription } from './back-in-stock.ts'
import { type ExternalIds, findByExternalIds } from './external-ids.ts'
import { buyableStock, isOnSale } from './stock.ts'

const body = { ...productFields, quantity: 'number' } as const

/** The stock of one variant; for a signed-in customer also whether they subscribed to it. */
export const availabilityOperations: Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/sdk/cart/store/:storeId/availability',
    source:
      '/docs/api-reference/check-product-availability; the page shows no body, the one here is inferred from the SDK example on /docs/api/cart',
    caller: 'key',
    body,
    answer(request, context) {
      const { product, variant } = requireVariant(request, context)
      const isFieldPresent = context.readings.get('vesuviopayPlainSubscription') === 'false'
      return succeed({
        ...viewAvailability(product, variant, Number(request.body.quantity), context),
        // Without a sign-in the field is there and false.
        ...(isFieldPresent && { isSubscribed: false }),
      })
    },
  },
  {
    method: 'POST',
    path: '/api/v1/sdk/cart/store/:storeId/availability-with-subscription',
    source:
      '/docs/api-reference/check-product-availability-with-subscription; three pages give the subscription three names',
    caller: 'customer',
    body,
    answer(request, context) {
      const { product, variant } = requireVariant(request, context)
      return succeed({
        ...viewAvailability(product, variant, Number(request.body.quantity), context),
        ...viewSubscription(request.phone, variant, context),
      })
    },
  },
]

function requireVariant(request: OperationRequest, context: SandboxContext) {
  const quantity = Number(request.body.quantity)
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw invalidRequest([{ field: 'quantity', message: 'must be a whole number of at least 1' }], context)
  }
  const found = findByExternalIds(request.body as unknown as ExternalIds, context)
  if (!found) throw refusal('VARIANT_NOT_FOUND')
  return found
}

/** Whether the quantity can be bought, which its count does not decide: back-orders are sold beyond it. */
function viewAvailability(product: Product, variant: ProductVariant, quantity: number, { readings }: SandboxContext) {
  const isAvailable = quantity <= buyableStock(product, variant)
  const short = readings.get('vesuviopayShortStock')
  if (!isAvailable && short !== 'answered') throw refusal('INSUFFICIENT_STOCK', short === '409' ? 409 : 200)
  const isCounted = isOnSale(product, variant) || readings.get('vesuviopayWithdrawnQuantity') === 'as-counted'
  const stock = isCounted ? stockOf(product, variant) : 0
  const count = (value: number) => (readings.get('vesuviopayCounts') === 'text' ? String(value) : value)
  const trackInventory = product.tracking !== 'none' && !variant.isLevelUnknown
  const untracked = readings.get('vesuviopayUntrackedQuantity') === 'null' ? { availableQuantity: null } : {}
  return {
    isAvailable,
    ...(trackInventory ? { availableQuantity: count(stock) } : untracked),
    requestedQuantity: count(quantity),
    trackInventory,
    ...(readings.get('vesuviopayAvailabilityProduct') === 'present' && {
      product: { name: product.name, price: toMajor(variant.prices[storeCurrency], storeCurrency) },
    }),
  }
}

function viewSubscription(phone: string, variant: ProductVariant, context: SandboxContext) {
  const subscription = findSubscription(phone, variant, context)
  const isSubscribed = subscription !== undefined
  switch (context.readings.get('vesuviopaySubscriptionField')) {
    case 'subscriptionStatus-text':
      return { subscriptionStatus: isSubscribed ? 'Subscribed' : 'NotSubscribed' }
    case 'subscriptionStatus-boolean':
      return { subscriptionStatus: isSubscribed }
    case 'subscriptionStatus-object':
      return { subscriptionStatus: { isSubscribed } }
    case 'isSubscribedToBackInStock':
      return {
        isSubscribedToBackInStock: isSubscribed,
        subscriptionDate: subscription ? new Date(subscription.since).toISOString() : null,
      }
    case 'absent':
      return {}
    default:
      return { isSubscribed }
  }
}
