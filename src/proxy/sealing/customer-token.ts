import { createSealer, type Sealer } from './sealer.ts'

const prefix = 'crc1_'

/** Long enough for a page to load and be read, and too short to be worth passing on. */
const lifetimeMs = 10 * 60 * 1000

export interface SealCustomerOptions {
  /** A sealing key of the store: one of the configuration's `keys`. */
  key: string
  /** The store's name in the configuration. It opens in no other. */
  store: string
  /** The platform's id of the customer who is signed in at the shop. */
  customerId: string | number
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number
}

/**
 * Makes the token by which a shop says that its customer is signed in there, for the frame's `shopperToken`. It is
 * encrypted and valid for ten minutes. Only the shop's server may call this, with the id from its own session.
 *
 * @example
 * const shopperToken = await sealCustomer({ key, store: 'shop', customerId: session.customerId })
 */
export function sealCustomer({ key, store, customerId, clock = Date.now }: SealCustomerOptions): Promise<string> {
  return sealCustomerWith(createSealer(store, [key], clock), customerId)
}

/** The same with the sealer of a running proxy. */
export async function sealCustomerWith(sealer: Sealer, customerId: string | number): Promise<string> {
  return prefix + (await sealer.seal('customer', String(customerId), lifetimeMs))
}

/** True for a token of `sealCustomer`, false for a platform's own. */
export const isCustomerToken = (shopperToken: string): boolean => shopperToken.startsWith(prefix)

/**
 * The customer that a token of `sealCustomer` names. Undefined where the token is too old, changed, or another store's.
 */
export async function openCustomerToken(sealer: Sealer, shopperToken: string): Promise<string | undefined> {
  const opened = await sealer.open<string>('customer', shopperToken.slice(prefix.length))
  return opened.status === 'open' ? opened.payload : undefined
}
