import { keyedHash } from './keyed-hash.ts'

/** Whose shopper, and the secret that the id is derived with. */
export interface ShopperIdOptions {
  store: string
  /** One of the store's keys, in base64url. Another key gives another id. */
  key: string
}

/**
 * What is known of a shopper, the surest first. A customer's id is the same for every token, and however they signed in. A
 * phone number (E.164) is the same on every device. A token is only as good as nothing else: the next one is another id.
 */
export interface ShopperIdentity {
  customerId?: string | undefined
  phone?: string | undefined
  token?: string | undefined
}

/** An id for a shopper: a keyed hash of the surest that is known. It does not reveal what it was made from. */
export function toShopperId(
  { store, key }: ShopperIdOptions,
  { customerId, phone, token = '' }: ShopperIdentity,
): Promise<string> {
  const identity = customerId === undefined ? (phone ?? token) : JSON.stringify(['customer', customerId])
  return keyedHash(key, `shopper:${store}:${identity}`)
}
