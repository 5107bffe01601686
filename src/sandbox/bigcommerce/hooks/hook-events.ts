import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { queueDelivery } from '../../world/deliveries.ts'
import { stableHex } from '../../world/stable-id.ts'
import { issuedToken } from '../abandoned-carts/abandoned-carts.ts'
import type { BigCommerceHook } from '../state.ts'

export type CartEvent = 'created' | 'updated' | 'deleted' | 'abandoned' | 'converted'

/** A new webhook may take this long before it is sent anything. */
const startMs = 60_000

/**
 * Queues a message for every webhook that subscribed to the event. `deliverDue` sends them.
 * Source: docs/integrations/webhooks/events/index.mdx and channels.mdx, docs/webhooks/callbacks/store_cart_abandoned.yml.
 */
export function emitCartEvent(event: CartEvent, cart: Cart, context: SandboxContext, orderId?: number): void {
  const { world, clock } = context
  const { storeHash, storeId, hooks } = world.accounts.bigcommerce
  const listening = hooks.filter((hook) => isOn(hook, context))
  const shapes = [
    { prefix: 'store/cart/', data: storeData(event, cart, orderId, context) },
    { prefix: `store/channel/${cart.channelId}/cart/`, data: channelData(event, cart, orderId, context) },
  ]
  for (const { prefix, data } of shapes) {
    const interested = listening.filter(({ scope }) => scope === prefix + event || scope === `${prefix}*`)
    if (interested.length === 0) continue
    const scope = prefix + event
    const createdAt = Math.floor(clock() / 1000)
    const body = JSON.stringify({
      scope,
      store_id: storeId,
      data,
      hash: hashOf(data, scope, createdAt, context),
      ...(context.readings.get('hookCreatedAt') === 'present' && { created_at: createdAt }),
      producer: `stores/${storeHash}`,
    })
    for (const { id, destination } of interested) {
      queueDelivery({ platform: 'bigcommerce', hookId: String(id), scope, destination, body }, context)
    }
  }
}

function isOn({ isActive, createdAt }: BigCommerceHook, { readings, clock }: SandboxContext): boolean {
  return isActive && (readings.get('hookStart') === 'at-once' || clock() >= createdAt + startMs)
}

function storeData(event: CartEvent, cart: Cart, orderId: number | undefined, context: SandboxContext) {
  const isTokenSent = event === 'abandoned' && cart.token && context.readings.get('hookToken') === 'present'
  return {
    type: 'cart',
    id: cart.id,
    ...(isTokenSent && { token: issuedToken(cart.token ?? '', context) }),
    ...(orderId !== undefined && { orderId }),
  }
}

/** The data of a channel's event: the documents show the id of the cart and nothing else, for every event. */
function channelData(event: CartEvent, cart: Cart, orderId: number | undefined, context: SandboxContext) {
  const isLikeStore = context.readings.get('channelHookData') === 'as-store'
  return isLikeStore ? storeData(event, cart, orderId, context) : { cart_id: cart.id }
}

/** A digest that is the same for all webhooks of one event: of the whole event, or of its data only. */
function hashOf(data: object, scope: string, createdAt: number, { world, readings }: SandboxContext): string {
  const text = JSON.stringify(data)
  const isOfData = readings.get('hookHash') === 'data'
  return stableHex(isOfData ? text : `${scope}/${createdAt}/${world.nextId++}/${text}`, 40)
}
