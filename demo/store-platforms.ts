import type { Platform } from '../src/proxy/index.ts'
import { bigcommerce } from '../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { buzzbip } from '../src/proxy/platforms/buzzbip/buzzbip.ts'
import { tjar } from '../src/proxy/platforms/tjar/tjar.ts'
import { vesuviopay } from '../src/proxy/platforms/vesuviopay/vesuviopay.ts'
import type { Sandbox } from '../src/sandbox/index.ts'
import { type PlatformName, type StoreName, storePaths } from './stores.ts'

/** Where a platform is reached: by a browser, and by the proxy where that is another place. */
export interface PlatformPlace {
  url: string
  /** Its API on a socket. Without it the proxy calls the sandbox in process. */
  apiUrl?: string
}

/** What each store's proxy knows of the platforms: nothing but their addresses, keys and fields. */
export function createStorePlatforms(
  sandbox: Sandbox,
  places: Record<PlatformName, PlatformPlace>,
  language: 'en' | 'ar' = 'en',
): Record<StoreName, () => Platform[]> {
  const { credentials, world } = sandbox
  const reach = (name: PlatformName) => {
    const { apiUrl } = places[name]
    return apiUrl ? { apiUrl } : { fetch: sandbox.fetch }
  }
  const bigCommerce = () => {
    const { formFields, sms, whatsapp } = world.accounts.bigcommerce.consentFields
    return bigcommerce({
      ...credentials.bigcommerce,
      consentFields: { sms, whatsapp, smsFormField: formFields.sms, whatsappFormField: formFields.whatsapp },
      ...reach('bigcommerce'),
    })
  }
  const vesuvioPay = () =>
    vesuviopay({
      ...credentials.vesuviopay,
      channelId: storePaths.vesuviopay.channelId,
      sendCodePath: 'auth/send-code',
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

/** What the merchant registered with the platforms: where they tell of carts. */
export function registerWebhooks({ world, clock }: Sandbox, shopUrl: string, proxies: Record<StoreName, string>): void {
  const { bigcommerce: shop, vesuviopay: text } = world.accounts
  const destinations = new Set([proxies.bigcommerce, proxies.vesuviopay].map((proxy) => `${shopUrl}${proxy}/webhooks`))
  for (const destination of destinations) {
    for (const event of ['abandoned', 'converted', 'deleted']) {
      shop.hooks.push({
        id: world.nextId++,
        scope: `store/cart/${event}`,
        destination: `${destination}/bigcommerce`,
        isActive: true,
        headers: {},
        createdAt: clock(),
      })
    }
  }
  text.webhooks.push({
    id: 'demo-webhook',
    url: `${shopUrl}${proxies.vesuviopay}/webhooks/vesuviopay`,
    eventTypes: ['cart.abandoned', 'cart.recovered', 'order.created'],
    description: 'cart-recovery',
    secret: text.webhookSecret,
    isActive: true,
  })
}
