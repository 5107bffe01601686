import { base64url } from 'jose'
import { RecoveryError, type WebhookPort } from '../../adapter/index.ts'
import { WireDelivery } from './wire.ts'

const toleranceMs = 5 * 60_000
/** A delivery holds ids and times alone. Nothing longer is read, because what is not signed yet may come from anyone. */
const limitBytes = 16 * 1024

/** What the plugin tells of orders and changed carts, signed as Standard Webhooks with the shared secret. */
export function webhookPort(secret: string): WebhookPort {
  return {
    limitBytes,
    async receive({ headers, body, now, onIgnored }) {
      const id = await verify(secret, headers, body, now)
      const { type, timestamp: at, data } = parse(body)
      const event = { id, at, cartId: data.orderId }
      if (type === 'order.placed') return { ...event, type: 'ordered' }
      if (type !== 'cart.changed') {
        onIgnored?.('an event that nothing follows from')
        return undefined
      }
      return { ...event, type: data.state === 'Cancelled' ? 'gone' : 'recovered' }
    },
  }
}

/** The delivery's id. Throws `webhook-refused` for what is not the plugin's, or not of this time. */
async function verify(secret: string, headers: Headers, body: string, now: number): Promise<string> {
  const id = headers.get('webhook-id')
  const seconds = headers.get('webhook-timestamp') ?? ''
  const isTimely = /^\d{1,12}$/.test(seconds) && Math.abs(now - Number(seconds) * 1000) <= toleranceMs
  const signatures = (headers.get('webhook-signature') ?? '').split(' ').flatMap(toBytes)
  if (!id || !isTimely) throw new RecoveryError('webhook-refused')
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', base64url.decode(secret) as BufferSource, algorithm, false, [
    'verify',
  ])
  const text = new TextEncoder().encode(`${id}.${seconds}.${body}`)
  for (const signature of signatures.slice(0, maxSignatures)) {
    if (await crypto.subtle.verify('HMAC', key, signature, text)) return id
  }
  throw new RecoveryError('webhook-refused')
}

/** While a secret is changed there are two. */
const maxSignatures = 4

function toBytes(signature: string): Uint8Array<ArrayBuffer>[] {
  const [, text] = /^v1,([A-Za-z\d+/]{43}=)$/.exec(signature) ?? []
  return text ? [Uint8Array.from(atob(text), (character) => character.charCodeAt(0))] : []
}

function parse(body: string): WireDelivery {
  try {
    return WireDelivery.parse(JSON.parse(body))
  } catch (cause) {
    throw new RecoveryError('invalid-request', { detail: 'the delivery is not as documented', cause })
  }
}
