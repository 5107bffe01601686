import { RecoveryError, type WebhookEvent, type WebhookPort } from '../../adapter/index.ts'
import { WireCartEvent, WireDelivery } from './account-wire.ts'

/** What shows that a delivery is BigCommerce's. */
export interface WebhookSecrets {
  /** The app's client secret: every delivery must then be signed with it. */
  clientSecret?: string | undefined
  /** A header of our own, put into each hook, that counts where no client secret is known. */
  secretHeader?: { name: string; value: string } | undefined
}

const toleranceMs = 5 * 60_000
/** A delivery holds ids alone. Nothing longer is read, because what is not signed yet may come from anyone. */
const limitBytes = 16 * 1024
const types = { abandoned: 'abandoned', converted: 'ordered', deleted: 'gone' } as const
// The store's scopes, and the same of one channel.
const cartScope = /^store\/(?:channel\/\d+\/)?cart\/(abandoned|converted|deleted)$/

/** BigCommerce's webhooks about carts. A delivery that is not signed, or lacks our header, is refused. */
export function webhookPort(storeHash: string, secrets: WebhookSecrets): WebhookPort {
  return {
    limitBytes,
    async receive({ headers, body, now }) {
      if (!(await isGenuine(secrets, headers, body, now))) throw new RecoveryError('webhook-refused')
      const { scope, hash, created_at, producer, data } = parse(body)
      // One app's secret signs for all stores that have installed it, so a delivery must name its own.
      if (!producer) throw new RecoveryError('invalid-request', { detail: 'the delivery names no store: producer' })
      if (producer !== `stores/${storeHash}`) {
        throw new RecoveryError('webhook-refused', { detail: 'the delivery is for another store' })
      }
      const [, kind] = cartScope.exec(scope) ?? []
      if (!isKnown(kind)) return undefined
      const cart = WireCartEvent.safeParse(data)
      if (!cart.success) throw new RecoveryError('invalid-request', { detail: 'data: names no cart' })
      // `hash` is a digest of the content, and the same for every delivery of it: a name, not a signature. Whether the
      // time is part of that content is not said; a cart may be left twice.
      const event = {
        id: `${hash} ${scope} ${created_at ?? ''}`,
        type: types[kind],
        at: created_at ? created_at * 1000 : now,
      }
      return { ...event, cartId: cart.data } satisfies WebhookEvent
    },
  }
}

const isKnown = (kind: string | undefined): kind is keyof typeof types => kind !== undefined && kind in types

function parse(body: string) {
  try {
    return WireDelivery.parse(JSON.parse(body))
  } catch (cause) {
    throw new RecoveryError('invalid-request', { detail: 'the delivery is not as documented', cause })
  }
}

async function isGenuine({ clientSecret, secretHeader }: WebhookSecrets, headers: Headers, body: string, now: number) {
  if (clientSecret) return isSigned(clientSecret, headers, body, now)
  return secretHeader !== undefined && isSame(headers.get(secretHeader.name) ?? '', secretHeader.value)
}

/** Standard Webhooks: the `v1` signature, of id, time and body. Source: github.com/standard-webhooks/standard-webhooks. */
async function isSigned(clientSecret: string, headers: Headers, body: string, now: number): Promise<boolean> {
  const id = headers.get('webhook-id')
  const seconds = headers.get('webhook-timestamp') ?? ''
  if (!id || !/^\d{1,12}$/.test(seconds)) return false
  if (Math.abs(now - Number(seconds) * 1000) > toleranceMs) return false
  const expected = `v1,${await sign(clientSecret, `${id}.${Number(seconds)}.${body}`)}`
  // While a secret is changed, a delivery carries a signature of the old one and one of the new.
  const signatures = (headers.get('webhook-signature') ?? '').split(' ')
  return signatures.map((signature) => isSame(signature, expected)).includes(true)
}

/** HMAC-SHA256 in base64, by the runtime: a long text holds up no other request. */
async function sign(secret: string, text: string): Promise<string> {
  const bytes = (of: string) => new TextEncoder().encode(of)
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))))
}

/** Compares in constant time: how long it takes does not tell where the first difference is. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length
  for (let index = 0; index < expected.length; index++) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index)
  }
  return difference === 0
}
