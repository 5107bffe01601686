import { keyedHash } from './keyed-hash.ts'

/** Whose shopper, and the secret that the id is derived with. */
export interface ShopperIdOptions {
  store: string
  /** One of the store's keys, in base64url. Another key gives another id. */
  key: string
}

/**
 * An id for a shopper, the same on every device: a keyed hash of their phone number (E.164) or token. It does not reveal
 * what it was made from.
 */
export function toShopperId({ store, key }: ShopperIdOptions, identity: string): Promise<string> {
  return keyedHash(key, `shopper:${store}:${identity}`)
}
