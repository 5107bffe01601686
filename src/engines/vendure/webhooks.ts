import { createHmac, randomUUID } from 'node:crypto'
import {
  type EventBus,
  type ID,
  type JobQueueService,
  Logger,
  type Order,
  OrderLineEvent,
  OrderPlacedEvent,
  OrderStateTransitionEvent,
  type TransactionalConnection,
} from '@vendure/core'

import type { CheckedOptions } from './options.ts'
import { customField, type IdCodec, writeOrderFields } from './order-fields.ts'

/** What the proxy is told. The id stays the same when it is told again. */
type Delivery = {
  id: string
  body: {
    type: 'order.placed' | 'cart.changed'
    timestamp: string
    /** Without the order's code, which opens the order in the Shop API. */
    data: { orderId: string; state: string }
  }
}

/** What the engine gives for it. */
export interface WebhookServices {
  connection: TransactionalConnection
  events: EventBus
  queues: JobQueueService
  ids: IdCodec
}

const timeoutMs = 10_000
const retries = 10
/** Several lines mostly change at once: the proxy is told of their cart once. */
const gatherMs = 500

/** Tells the proxy of orders and changed carts, as Standard Webhooks, through the engine's job queue. */
export async function startWebhooks(
  { connection, events, queues, ids }: WebhookServices,
  { key, webhookUrl }: CheckedOptions,
): Promise<void> {
  const queue = await queues.createQueue<Delivery>({
    name: 'cart-recovery-webhook',
    process: ({ data }) => deliver(data, key, webhookUrl),
  })
  const bodyOf = (type: Delivery['body']['type'], { id }: Order, state: string) => {
    // The database's ids are none of the APIs', and the adapter knows those.
    const data = { orderId: ids.encodeId(id), state }
    return { type, timestamp: new Date().toISOString(), data }
  }
  const enqueue = (delivery: Delivery) => queue.add(delivery, { retries }).catch(logFailure)
  const changed = new Map<ID, Delivery>()
  const tellOfChange = (order: Order, state: string) => {
    if (changed.size === 0) setTimeout(tellOfChanges, gatherMs).unref()
    changed.set(order.id, { id: randomUUID(), body: bodyOf('cart.changed', order, state) })
  }
  const tellOfChanges = () => {
    for (const delivery of changed.values()) enqueue(delivery)
    changed.clear()
  }

  events.ofType(OrderPlacedEvent).subscribe(({ ctx, order, toState }) => {
    enqueue({ id: `order-${order.id}-placed`, body: bodyOf('order.placed', order, toState) })
    if (!customField(order, 'cartRecoveryState')) return
    writeOrderFields(connection, ctx, order.id, { cartRecoveryState: 'recovered' }).catch(logFailure)
  })
  events.ofType(OrderLineEvent).subscribe(({ order }) => tellOfChange(order, order.state))
  events.ofType(OrderStateTransitionEvent).subscribe(({ order, toState }) => {
    if (order.active || toState === 'Cancelled') tellOfChange(order, toState)
  })
}

/** Throws where the proxy did not take it: the queue tries again. */
async function deliver({ id, body: content }: Delivery, key: Uint8Array, webhookUrl: string): Promise<void> {
  const body = JSON.stringify(content)
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const response = await fetch(webhookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`cart-recovery answered ${response.status}`)
}

function logFailure(error: unknown): void {
  Logger.error(String(error), 'CartRecoveryPlugin')
}
