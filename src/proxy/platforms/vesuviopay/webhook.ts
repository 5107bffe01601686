import type * as z from 'zod'

import { type OrderedLine, RecoveryError, type WebhookEvent, type WebhookPort } from '../../adapter/index.ts'
import { fromExternalIds, type ProductIds } from './external-ids.ts'
import { WireDelivery } from './wire-webhooks.ts'

/** A later abandonment is ignored: a message about it would come too late. A late order still ends messages. */
const maxAgeMs = { abandoned: 24 * 3_600_000, other: 30 * 24 * 3_600_000 }
const maxAheadMs = 5 * 60_000

/**
 * What follows from an event. Those that are only logged tell that a shopper fills their cart: nothing here depends on that. An emptied
 * cart may have become an order, which the order's own event tells.
 */
const types: Readonly<Record<string, WebhookEvent['type'] | 'logged'>> = {
  'cart.abandoned': 'abandoned',
  'cart.recovered': 'recovered',
  'cart.cleared': 'emptied',
  'cart.created': 'logged',
  'cart.item_added': 'logged',
  'cart.item_updated': 'logged',
  'cart.item_removed': 'logged',
  'cart.checkout_started': 'logged',
  'order.created': 'ordered',
  'order.confirmed': 'ordered',
}

/**
 * VesuvioPay's webhooks about carts and orders. No time is signed, so an old delivery is known by the event's own time
 * only, and a repeated one by its id, in the state store.
 */
export function webhookPort(storeId: string, secret: string | undefined, productIds: ProductIds = 'id'): WebhookPort {
  return {
    async receive({ headers, body, now, onIgnored }) {
      const ignore = (reason: string) => {
        onIgnored?.(reason)
        return undefined
      }
      const signature = headers.get('x-webhook-signature') ?? ''
      if (!secret || !(await isSigned(secret, signature, body))) throw new RecoveryError('webhook-refused')
      const { id, type, createdAt, occurredAt, ...event } = parse(WireDelivery, body)
      const age = now - (Number.isNaN(createdAt) ? occurredAt : createdAt)
      if (Number.isNaN(age))
        throw new RecoveryError('invalid-request', { detail: 'the delivery has no time: created_at' })
      if (age > maxAgeMs.other || -age > maxAheadMs) {
        throw new RecoveryError('webhook-refused', { detail: 'the event is older than 30 days, or not of this time' })
      }
      const known = Object.hasOwn(types, type) ? types[type] : undefined
      if (known === undefined) return ignore('an event that nothing follows from')
      if (known === 'logged') return ignore(type)
      if (known === 'abandoned' && age > maxAgeMs.abandoned) return ignore(`${type}: older than a day`)
      if (event.storeId === undefined) {
        throw new RecoveryError('invalid-request', { detail: 'the delivery names no store: data.storeId' })
      }
      if (event.storeId.toLowerCase() !== storeId.toLowerCase()) {
        throw new RecoveryError('webhook-refused', { detail: 'the delivery is for another store' })
      }
      const { cartId, customerId } = event
      const lines = toOrderedLines(event.items, productIds)
      // Of no use, and refusing it would only have it delivered again.
      if (!cartId && !customerId) return ignore(`${type}: names neither cart nor customer`)
      if (!cartId && known !== 'ordered') return ignore(`${type}: names no cart`)
      return {
        id,
        type: known,
        at: Number.isNaN(occurredAt) ? createdAt : occurredAt,
        ...(cartId && { cartId }),
        ...(customerId && { customerId }),
        ...(lines && { lines }),
      }
    },
  }
}

/** The order's lines by the shop's own names; undefined where the way back to those is not known. */
function toOrderedLines(items: WireDelivery['items'], productIds: ProductIds): OrderedLine[] | undefined {
  const lines = items?.map(({ quantity, ...ids }) => ({ ...fromExternalIds(ids, productIds), quantity }))
  return lines?.every(({ variantId, sku }) => variantId !== undefined || sku !== undefined) ? lines : undefined
}

function parse<Schema extends z.ZodType>(schema: Schema, content: unknown): z.infer<Schema> {
  try {
    return schema.parse(typeof content === 'string' ? JSON.parse(content) : content)
  } catch (cause) {
    throw new RecoveryError('invalid-request', { detail: 'the delivery is not as documented', cause })
  }
}

/** `sha256=` and the hex of an HMAC over the raw body. Web Crypto compares in constant time. */
async function isSigned(secret: string, header: string, body: string): Promise<boolean> {
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(header) ?? []
  if (!hex) return false
  const bytes = (text: string) => new TextEncoder().encode(text)
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, bytes(body))
}
