import type { RequestQuota } from '../http/request-window.ts'
import type { BuzzbipReadings } from './readings.ts'

/** Which fields of a report the automation reads; their names are not documented, the account maps them. */
export interface BuzzbipFields {
  phone: string
  countryCode: string
  firstName: string
  link: string
  currency: string
}

/** A report that was accepted. */
export interface BuzzbipReport {
  cartId: string
  total: number
  at: number
  /** Whether a message followed. */
  isMessaged: boolean
}

/** What Buzzbip knows about carts. */
export interface BuzzbipState {
  reports: BuzzbipReport[]
}

/** What one account is set to. */
export interface BuzzbipAccount {
  username: string
  password: string
  /** The headers of an e-commerce plug-in: key, kind and address of the shop's connection. */
  apiKey: string
  platformType: string
  baseUri: string
  /** What tokens are signed with. */
  signingKey: string
  /** Where it is false, a valid token is refused too. */
  hasApiAccess: boolean
  tokenLifetimeSeconds: number
  /** Where the automation writes to. */
  channel: 'whatsapp' | 'sms'
  fields: BuzzbipFields
  /** Requests per window; the numbers are not published. */
  quota: RequestQuota
}

export function createBuzzbipState(): BuzzbipState {
  return { reports: [] }
}

/** The account of the demo in a new world. */
export function createBuzzbipAccount(): BuzzbipAccount {
  return {
    username: 'api@alder-and-wool.example',
    password: 'sandbox-password-of-the-buzzbip-account',
    apiKey: 'sandbox-key-of-the-buzzbip-connection',
    platformType: 'custom',
    baseUri: 'https://shop.example',
    signingKey: 'sandbox-signing-key-of-the-buzzbip-account',
    hasApiAccess: true,
    tokenLifetimeSeconds: 3600,
    channel: 'whatsapp',
    fields: {
      phone: 'phone_number',
      countryCode: 'country_code',
      firstName: 'firstname',
      link: 'cart_url',
      currency: 'currency',
    },
    quota: { requests: 60, windowMs: 60_000 },
  }
}

declare module '../platform-types.ts' {
  interface PlatformTypes {
    buzzbip: { account: BuzzbipAccount; state: BuzzbipState }
  }
}

declare module '../readings.ts' {
  interface DocumentedReadings extends BuzzbipReadings {}
}
