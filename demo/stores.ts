import type { Platform } from '../src/proxy/index.ts'
import { bigcommerce } from '../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../src/proxy/platforms/tjar/tjar.ts'
import { vesuviopay } from '../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import { type PlatformName, platformNames, type Sandbox } from '../src/sandbox/index.ts'

export { type PlatformName, platformNames }

/** Paths on the shop’s origin, and the sales channel that its carts belong to. */
export interface StorePaths {
  proxy: string
  recovery: string
  channelId: string
}

/** Where a store's proxy and its recovery page are, in the order stores are printed. The first is at the shop's root. */
export const storePaths = {
  bigcommerce: { proxy: '/cart-recovery', recovery: '/recover', channelId: '1' },
  vesuviopay: { proxy: '/vesuviopay/cart-recovery', recovery: '/vesuviopay/recover', channelId: '3' },
  tjar: { proxy: '/tjar/cart-recovery', recovery: '/tjar/recover', channelId: 'tjar' },
} satisfies Record<string, StorePaths>

export type StoreName = keyof typeof storePaths

/** All stores, in the order of the demo’s pages. */
export const storeNames = Object.keys(storePaths) as StoreName[]

/**
 * Stores whose platform sends no webhooks: their proxy learns of carts by asking for the list. The demo asks when the
 * merchant looks, because calls by the clock would fill every ledger.
 */
export const polledStores: readonly StoreName[] = ['tjar']

/** Where a platform is reached: by a browser, and by the proxy where that is another place. */
export interface PlatformPlace {
  url: string
  /** Its API on a socket. Without it the proxy calls the sandbox in process. */
  apiUrl?: string
}

/** What a store may have otherwise than the demo. */
export interface PlatformChoices {
  /** How Tjar's products are named. @default 'en' */
  language?: 'en' | 'ar'
  /** Where BigCommerce's stock is read. @default 'catalog' */
  inventory?: 'catalog' | 'locations'
  /** For how long VesuvioPay's links are offered. @default 30 */
  checkoutLinkMinutes?: number
}

/** The adapters of each store's proxy. Of the sandbox they are given addresses, keys and field names only. */
export function createStorePlatforms(
  sandbox: Sandbox,
  places: Record<PlatformName, PlatformPlace>,
  { language = 'en', inventory = 'catalog', checkoutLinkMinutes }: PlatformChoices = {},
): Record<StoreName, () => Platform[]> {
  const { credentials, world } = sandbox
  const reach = (name: PlatformName) => {
    const { apiUrl } = places[name]
    return apiUrl ? { apiUrl } : { fetch: sandbox.fetch }
  }
  const bigCommerce = () => {
    const { formFields, sms, whatsapp } = world.accounts.bigcommerce.consentFields
    const { customerLogin, ...account } = credentials.bigcommerce
    return bigcommerce({
      ...account,
      // A customer is signed in on a domain: below a path, as on the QA page, there is nowhere to do so.
      ...(places.bigcommerce.apiUrl && { customerLogin }),
      consentFields: { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp },
      inventory,
      ...reach('bigcommerce'),
    })
  }
  const vesuvioPay = () =>
    vesuviopay({
      ...credentials.vesuviopay,
      channelId: storePaths.vesuviopay.channelId,
      sendCodePath: 'auth/send-code',
      ...(checkoutLinkMinutes !== undefined && { checkoutLinkMinutes }),
      ...reach('vesuviopay'),
    })
  const automation = () => buzzbip({ ...credentials.buzzbip, clock: sandbox.clock, ...reach('buzzbip') })
  const tjarStore = () =>
    tjar({ ...credentials.tjar, channelId: storePaths.tjar.channelId, language, ...reach('tjar') })
  return {
    bigcommerce: () => [bigCommerce(), automation()],
    vesuviopay: () => [vesuvioPay(), bigCommerce(), automation()],
    tjar: () => [tjarStore()],
  }
}

/** An object with one value per store. */
export function byStore<Value>(make: (store: StoreName) => Value): Record<StoreName, Value> {
  return Object.fromEntries(storeNames.map((store) => [store, make(store)])) as Record<StoreName, Value>
}

/** An object with one value per platform. */
export function byPlatform<Value>(make: (platform: PlatformName) => Value): Record<PlatformName, Value> {
  return Object.fromEntries(platformNames.map((name) => [name, make(name)])) as Record<PlatformName, Value>
}
