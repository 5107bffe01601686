import type * as z from 'zod'

import { RecoveryError, type WebhookPort } from '../../adapter/index.ts'
import { WireDelivery, WireEventData } from './wire.ts'

/** A later abandonment is ignored: a message about it would come too late. A late order still ends messages. */
const maxAgeMs = { abandoned: 24 * 3_600_000, other: 30 * 24 * 3_600_000 }
const maxAheadMs = 5 * 60_000

const types = {
  'cart.abandoned': 'abandoned',
  'cart.recovered': 'recovered',
  'cart.cleared': 'gone',
  'order.created': 'ordered',
  'order.confirmed': 'ordered',
} as const

/**
 * VesuvioPay's webhooks about carts and orders. No time is signed, so an old delivery is known by the event's own time
 * only, and a repeated one by its id, in the state store.
 */
export function webhookPort(storeId: string, secret: string | undefined): WebhookPort {
  return {
    async receive({ headers, body, now }) {
      const signature = headers.get('x-webhook-signature') ?? ''
      if (!secret || !(await isSigned(secret, signature, body))) throw new RecoveryError('webhook-refused')
      const { id, type, created_at, data } = parse(WireDelivery, body)
      const createdAt = Date.parse(created_at)
      // Written so that a time which is none is refused too.
      const age = now - createdAt
      if (!(age <= maxAgeMs.other && -age <= maxAheadMs)) {
        throw new RecoveryError('webhook-refused', { detail: 'the event is older than 30 days, or not of this time' })
      }
      const known = isKnown(type) ? types[type] : undefined
      if (!known || (known === 'abandoned' && age > maxAgeMs.abandoned)) return undefined
      const event = parse(WireEventData, data)
      if (event.storeId.toLowerCase() !== storeId.toLowerCase()) {
        throw new RecoveryError('webhook-refused', { detail: 'the delivery is for another store' })
      }
      const { cartId, customerId } = event
      // An order that names no cart and no customer is of no use. Refusing it would only have it delivered again.
      if (!cartId && !customerId) return undefined
      const occurredAt = Date.parse(event.occurredAt ?? '')
      return {
        id,
        type: known,
        at: Number.isNaN(occurredAt) ? createdAt : occurredAt,
        ...(cartId && { cartId }),
        ...(customerId && { customerId }),
      }
    },
  }
}

const isKnown = (type: string): type is keyof typeof types => Object.hasOwn(types, type)

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
