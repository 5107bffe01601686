import type { RequestQuota } from '../http/request-window.ts'
import type { VesuvioPayReadings } from './readings.ts'

/** One thing in a cart. Its price is read from the catalogue with every answer. */
export interface VesuvioPayItem {
  id: string
  productId: number
  variantId: number
  quantity: number
}

/** The cart of one customer in one store. It outlives its items. */
export interface VesuvioPayCart {
  id: string
  /** The name a scenario gives it. */
  key: string
  storeId: string
  phone: string
  items: VesuvioPayItem[]
  status: 'active' | 'abandoned' | 'converted' | 'expired'
}

/** A customer's token. */
export interface VesuvioPaySession {
  token: string
  phone: string
  expiresAt: number
}

/** A code that was sent and not used yet. */
export interface VesuvioPayCode {
  phone: string
  code: string
  expiresAt: number
  wrongTries: number
}

export interface VesuvioPaySubscription {
  phone: string
  productId: number
  variantId: number
  since: number
}

/** A link to the hosted checkout, made by finish. */
export interface VesuvioPayCheckout {
  token: string
  cartId: string
  expiresAt: number
  orderId: number | null
}

/** A webhook: the events it subscribes to, and where they are sent. */
export interface VesuvioPayWebhook {
  id: string
  url: string
  eventTypes: string[]
  description: string
  /** Signs its messages. */
  secret: string
  isActive: boolean
}

/** What VesuvioPay knows about customers. */
export interface VesuvioPayState {
  carts: VesuvioPayCart[]
  sessions: VesuvioPaySession[]
  codes: VesuvioPayCode[]
  subscriptions: VesuvioPaySubscription[]
  checkouts: VesuvioPayCheckout[]
}

/** What one store's account is set to. */
export interface VesuvioPayAccount {
  storeId: string
  publishableKey: string
  secretKey: string
  /** The secret new webhooks get. */
  webhookSecret: string
  webhooks: VesuvioPayWebhook[]
  /** Another merchant's store, whose key must not open the demo store. */
  neighbour: { storeId: string; publishableKey: string }
  /** Most items of one bulk add. The documents name the refusal, and not the number. */
  bulkLimit: number
  codeLifetimeSeconds: number
  codeTries: number
  tokenLifetimeSeconds: number
  checkoutLinkLifetimeSeconds: number
  /** Requests per window once limits are in force; a Standard key is announced to have 100 a minute. */
  quota: RequestQuota
  /** Phones that no SMS can be delivered to. */
  refusedPhones: string[]
  /** Phones that signed in once and lost their verification since. */
  unverifiedPhones: string[]
  /** Ids of products that the merchant's sync left out. */
  unsyncedProducts: string[]
  /** Phones whose registration was never finished. */
  incompletePhones: string[]
}

export function createVesuvioPayState(): VesuvioPayState {
  return { carts: [], sessions: [], codes: [], subscriptions: [], checkouts: [] }
}

/** The account of the demo store in a new world. */
export function createVesuvioPayAccount(): VesuvioPayAccount {
  return {
    storeId: '7d1f3c52-8a4e-4b6f-9c0d-2e5a7b914c33',
    publishableKey: 'pk_test_sandbox_key_of_the_demo_store',
    secretKey: 'sk_test_sandbox_key_of_the_demo_store',
    webhookSecret: 'whsec_sandbox_webhook_secret_of_the_demo_store',
    webhooks: [],
    neighbour: {
      storeId: '1b0c9e77-4d23-4f58-8e61-90ab3c5d7f12',
      publishableKey: 'pk_test_sandbox_key_of_the_shop_next_door',
    },
    bulkLimit: 50,
    codeLifetimeSeconds: 300,
    codeTries: 5,
    tokenLifetimeSeconds: 3600,
    checkoutLinkLifetimeSeconds: 3600,
    quota: { requests: 100, windowMs: 60_000 },
    refusedPhones: ['+491701234591'],
    unverifiedPhones: ['+491701234592'],
    unsyncedProducts: [],
    incompletePhones: ['+491701234593'],
  }
}

declare module '../platform-types.ts' {
  interface PlatformTypes {
    vesuviopay: { account: VesuvioPayAccount; state: VesuvioPayState }
  }
}

declare module '../readings.ts' {
  interface DocumentedReadings extends VesuvioPayReadings {}
}
