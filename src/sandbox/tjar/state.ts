import type { RequestQuota } from '../http/request-window.ts'
import type { TjarReadings } from './readings.ts'

/** One product in a cart. Its price is read from the catalogue with every answer. */
export interface TjarItem {
  id: string
  productId: number
  variantId: number
  quantity: number
}

/** The customer of a cart. A guest has no record; the API shows placeholders for name and e-mail. */
export interface TjarCustomer {
  id: number
  name: string
  email: string
  mobile: string
  isGuest: boolean
}

/** What a shopper of the store agreed to. Tjar's API says nothing about it. */
export interface TjarConsent {
  email: boolean
  sms: boolean
  whatsapp: boolean
}

export interface TjarCart {
  /** Counts up, as the examples do. It can be guessed, so it is no secret. */
  identifier: string
  /** The name a scenario gives it. */
  key: string
  title: string
  status: 'active' | 'abandoned' | 'converted' | 'expired'
  customer: TjarCustomer
  consent: TjarConsent
  items: TjarItem[]
  /** When each reminder went out, in milliseconds. */
  remindedAt: number[]
  /** The offer of the last reminder; the reading says whether it is percent or riyals. */
  offerDiscount: number | null
  orderId: number | null
  cityId: number | null
  createdAt: number
  updatedAt: number
}

/** What Tjar knows about carts. */
export interface TjarState {
  carts: TjarCart[]
}

/** What one store's account is set to. */
export interface TjarAccount {
  storeDomain: string
  apiKey: string
  /** The short code of the store in every cart. */
  storeId: string
  /** Carts on a page, where the caller does not say. */
  perPage: number
  /** Requests per window; nothing is published, and nothing is counted unless a reading says so. */
  quota: RequestQuota
}

/** The domain of the demo store. */
export const tjarStoreDomain = 'demo-store.tjar.sa'

export function createTjarState(): TjarState {
  return { carts: [] }
}

/** The account of the demo store in a new world. */
export function createTjarAccount(): TjarAccount {
  return {
    storeDomain: tjarStoreDomain,
    apiKey: 'sandbox-api-key-of-the-tjar-demo-store',
    storeId: 'b56tf',
    perPage: 15,
    quota: { requests: 60, windowMs: 60_000 },
  }
}

declare module '../platform-types.ts' {
  interface PlatformTypes {
    tjar: { account: TjarAccount; state: TjarState }
  }
}

declare module '../readings.ts' {
  interface DocumentedReadings extends TjarReadings {}
}
