import type { SandboxContext } from '../../sandbox-context.ts'
import { storeCurrency, toMajor } from '../../world/currency.ts'
import { queueDelivery } from '../../world/deliveries.ts'
import { stableHex } from '../../world/stable-id.ts'
import type { Order } from '../../world/world.ts'
import { customerIdOf } from '../sign-in/tokens.ts'
import type { VesuvioPayCart, VesuvioPayWebhook } from '../state.ts'
import { externalIds } from '../stock/external-ids.ts'

/**
 * The event types a webhook may subscribe to.
 * Source: /docs/webhook-reference/webhook-events-summary and /docs/guides/webhook-integration-guide.
 */
export const eventTypes: readonly string[] = [
  ...['cart.created', 'cart.item_added', 'cart.item_updated', 'cart.item_removed', 'cart.abandoned'],
  ...['cart.recovered', 'cart.cleared', 'cart.checkout_started', 'order.created', 'order.status_updated'],
  ...['order.confirmed', 'order.shipped', 'order.delivered', 'order.cancelled', 'order.refunded'],
  ...['order.partially_shipped', 'order.partially_delivered'],
]

/** Sends an event of a cart. Its data follows /docs/webhooks/events-reference, `cart.created`; the rest is inferred. */
export function emitCartEvent(type: string, cart: VesuvioPayCart, context: SandboxContext): void {
  const data = { cartId: cart.id, status: statusNames[cart.status], items: viewItems(cart) }
  emit(type, cart, data, context)
}

/** Sends an event of a cart that was changed through the API, where the reading says that such changes send any. */
export function emitSdkEvent(type: string, cart: VesuvioPayCart, context: SandboxContext): void {
  if (context.readings.get('vesuviopaySdkCartEvents') === 'sent') emitCartEvent(type, cart, context)
}

/** Sends the event of an order that was placed in the checkout. */
export function emitOrderCreated(order: Order, cart: VesuvioPayCart, context: SandboxContext): void {
  const cents = order.lines.reduce((sum, line) => sum + ('listPrice' in line ? line.listPrice * line.quantity : 0), 0)
  const data = {
    orderId: String(order.id),
    ...(context.readings.get('vesuviopayOrderCart') === 'present' && { cartId: cart.id }),
    ...(context.readings.get('vesuviopayOrderLines') === 'present' && { items: viewOrder(order, context) }),
    status: 'Pending',
    total: toMajor(cents, storeCurrency),
  }
  emit('order.created', cart, data, context)
}

/** Sends a test message to one webhook. */
export function emitTest(webhook: VesuvioPayWebhook, context: SandboxContext): void {
  const { storeId } = context.world.accounts.vesuviopay
  send('webhook.test', { storeId, customerId: null, externalReference: null }, [webhook], context)
}

function emit(type: string, { storeId, phone }: VesuvioPayCart, data: object, context: SandboxContext): void {
  const { world, readings } = context
  const isNamed = readings.get('vesuviopayEventCustomer') === 'id'
  const who = { storeId, customerId: isNamed ? customerIdOf(phone) : null, externalReference: null }
  const listening = world.accounts.vesuviopay.webhooks.filter((one) => one.isActive && one.eventTypes.includes(type))
  send(type, { ...who, ...data }, listening, context)
}

function send(type: string, data: object, webhooks: VesuvioPayWebhook[], context: SandboxContext): void {
  if (webhooks.length === 0) return
  const at = new Date(context.clock()).toISOString()
  const id = `evt_${stableHex(`vesuviopay/event/${context.world.nextId++}`, 24)}`
  const body = JSON.stringify({ id, type, created_at: at, data: { ...data, occurredAt: at } })
  for (const webhook of webhooks) {
    const delivery = { hookId: webhook.id, scope: type, destination: webhook.url, body }
    queueDelivery({ platform: 'vesuviopay', ...delivery }, context)
  }
}

/** What was ordered, by the names of the product sync. Inferred. */
function viewOrder(order: Order, context: SandboxContext) {
  return order.lines.flatMap((line) => {
    if (!('variantId' in line)) return []
    const product = context.world.products.find(({ id }) => id === line.productId)
    const variant = product?.variants.find(({ id }) => id === line.variantId)
    return product && variant ? [{ ...externalIds(product, variant, context), quantity: line.quantity }] : []
  })
}

const statusNames = { active: 'Active', abandoned: 'Abandoned', converted: 'Converted', expired: 'Expired' }

function viewItems({ items }: VesuvioPayCart) {
  return items.map(({ id, quantity }) => ({ id, quantity }))
}
