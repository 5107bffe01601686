import * as z from 'zod'

import type { ExternalIds } from './external-ids.ts'
import { fieldsOf, firstOf, Numeric, Text } from './fields.ts'

/** A delivery's envelope, with what this adapter reads of its data. Times are in milliseconds since 1970, or NaN. */
export interface WireDelivery {
  id: string
  type: string
  createdAt: number
  occurredAt: number
  storeId: string | undefined
  cartId: string | undefined
  customerId: string | undefined
  /** What an order holds; undefined where the event does not tell it, or a line of it cannot be read. */
  items: (ExternalIds & { quantity: number })[] | undefined
}

/**
 * The envelope of every delivery, and `data` of the events of carts and orders. Source: /docs/webhooks/events-reference.
 * Inferred: that an event of a cart may name it by `id` or in `cart`, and that one of an order may list its `items`.
 */
export const WireDelivery = z
  .object({ id: z.string().min(1), type: z.string(), created_at: z.unknown(), data: z.unknown() })
  .transform(({ id, type, created_at, data }): WireDelivery => {
    const fields = fieldsOf(data)
    const cart = fieldsOf(fields.cart)
    // An order's own `id` is no cart's.
    const ownId = type.startsWith('cart.') ? fields.id : undefined
    return {
      id,
      type,
      createdAt: toTime(created_at),
      occurredAt: toTime(fields.occurredAt),
      storeId: Text.parse(fields.storeId),
      cartId: firstOf(Text, fields.cartId, cart.id, cart.cartId, ownId),
      customerId: firstOf(Text, fields.customerId, fieldsOf(fields.customer).id),
      items: type.startsWith('order.') ? toItems(fields.items) : undefined,
    }
  })

function toItems(items: unknown): WireDelivery['items'] {
  if (!Array.isArray(items) || items.length === 0) return undefined
  const read = items.map((item) => {
    const { externalProductId, externalVariantId, quantity } = fieldsOf(item)
    return {
      externalProductId: Text.parse(externalProductId) ?? '',
      externalVariantId: Text.parse(externalVariantId) ?? '',
      quantity: Numeric.parse(quantity) ?? 0,
    }
  })
  return read.every((item) => item.externalVariantId !== '' && item.quantity > 0) ? read : undefined
}

/** ISO 8601, or Unix time in seconds or milliseconds. */
function toTime(value: unknown): number {
  const text = Text.parse(value) ?? ''
  if (!/^\d{9,14}$/.test(text)) return Date.parse(text)
  return text.length > 11 ? Number(text) : Number(text) * 1000
}

export interface WireHook {
  id: string
  url: string
  eventTypes: string[]
  isActive: boolean
}

/**
 * `GET /webhooks`. Source: /docs/api/webhooks names the call and the fields of a webhook. Unknown: the answer. Inferred:
 * where the list stands.
 */
export const WireHooks = z.unknown().transform((answer, context): WireHook[] => {
  const { data = answer } = fieldsOf(answer)
  const { items, webhooks } = fieldsOf(data)
  const list = [data, items, webhooks].find((value) => Array.isArray(value))
  if (!list) context.addIssue({ code: 'custom', message: 'no list of webhooks', path: ['data'] })
  return (list ?? []).map((hook: unknown) => {
    const { id, url, eventTypes, isActive } = fieldsOf(hook)
    return {
      id: Text.parse(id) ?? '',
      url: Text.parse(url) ?? '',
      eventTypes: Array.isArray(eventTypes) ? eventTypes.filter((type) => typeof type === 'string') : [],
      isActive: isActive !== false,
    }
  })
})
