import type { AbandonedCart, Contact, Platform, PlatformCart, WebhookEvent } from '../../src/proxy/adapter/index.ts'
import { shopOrigin } from './shop.ts'

export const email = 'ida@example.com'
const phone = '+4915112345678'

/**
 * A platform with every port that messages need, at the edge of the proxy: it answers what a test puts here, waits where a
 * test makes it wait, and remembers what was sent. Webhooks are the events themselves, as JSON.
 */
export function createEdgePlatform() {
  const state = {
    /** What the platform says that the shopper agreed to. */
    consents: {} as Contact['consents'],
    listed: [] as AbandonedCart[],
    /** Runs before an answer. */
    onFind: async () => {},
    onReport: async () => {},
  }
  const reported: string[] = []
  const reminded: string[] = []
  const cart = (id: string): PlatformCart => ({
    id,
    channelId: '1',
    lines: [
      {
        id: 'line-1',
        kind: 'physical',
        name: 'Ceramic mug',
        options: [],
        quantity: 1,
        price: { amount: 1800, currency: 'EUR' },
        spec: null,
      },
    ],
    total: { amount: 1800, currency: 'EUR' },
  })
  const platform: Platform = {
    name: 'edge',
    recovery: { read: async (cartId) => cart(cartId) },
    contact: {
      async find() {
        await state.onFind()
        return { email, phone, consents: state.consents }
      },
    },
    report: {
      messageChannel: 'email',
      async send({ id }) {
        reported.push(id)
        await state.onReport()
      },
    },
    reminder: {
      messageChannel: 'email',
      state: async () => ({ reminders: reminded.length, isOrdered: false }),
      async send(cartId) {
        reminded.push(cartId)
      },
    },
    webhooks: { receive: async ({ body }) => JSON.parse(body) as WebhookEvent },
  }
  const listing: Platform = {
    ...platform,
    abandonedCarts: { list: async () => ({ carts: state.listed, isLast: true }) },
  }
  /** Delivers an event to a proxy. */
  async function deliver(proxy: { fetch(request: Request): Promise<Response> }, event: WebhookEvent): Promise<number> {
    const url = `${shopOrigin}/cart-recovery/webhooks/edge`
    return (await proxy.fetch(new Request(url, { method: 'POST', body: JSON.stringify(event) }))).status
  }
  return { platform, listing, state, reported, reminded, deliver }
}
