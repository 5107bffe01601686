import type { Sandbox } from '../src/sandbox/index.ts'
import type { StoreName } from './stores.ts'

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
