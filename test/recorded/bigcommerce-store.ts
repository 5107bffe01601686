import { type BigCommerceOptions, bigcommerce } from '../../src/proxy/platforms/bigcommerce/bigcommerce.ts'
import { type Answers, answering } from './answers.ts'

const templates = [
  '/abandoned-carts/settings',
  '/abandoned-carts/settings/channels/{id}',
  '/abandoned-carts/{token}',
  '/carts/{id}/redirect_urls',
  '/carts/{id}/items/{itemId}',
  '/carts/{id}/items',
  '/carts/{id}',
  '/checkouts/{id}',
  '/channels/{id}/site',
  '/sites/{id}/routes',
]

export const cartId = '5d480b3f-2680-4666-8b0e-6ee89ddea114'
export const linkToken = '0123456789abcdef0123456789abcdef'

/** A cart with one line, for bodies that are about something else. */
export const cartWith = (line: { productId: string; variantId: string; quantity: number }, customerId = 0) => ({
  data: {
    id: cartId,
    customer_id: customerId,
    channel_id: 1,
    currency: { code: 'USD' },
    base_amount: 10,
    cart_amount: 10 * line.quantity,
    line_items: {
      physical_items: [
        {
          id: 'line-1',
          product_id: Number(line.productId),
          variant_id: Number(line.variantId),
          name: 'Cup',
          quantity: line.quantity,
          list_price: 10,
          sale_price: 10,
        },
      ],
    },
  },
  meta: {},
})

/** A BigCommerce store that answers what is given, and otherwise what a store without any trouble would. */
export function bigcommerceStore(answers: Answers, options: Partial<BigCommerceOptions> = {}) {
  const fetch = answering('https://api.bigcommerce.com/stores/records/v3/', templates, {
    'GET /abandoned-carts/{token}': { body: { data: { cart_id: cartId }, meta: {} } },
    'GET /catalog/products': (query) => ({ body: { data: idsOf(query).map(untracked), meta: {} } }),
    'GET /hooks': { body: { data: [], meta: {} } },
    'GET /sites/{id}/routes': { body: { data: [], meta: {} } },
    ...answers,
  })
  const webhooks = { clientSecret: 'a-client-secret-of-an-app' }
  return bigcommerce({ storeHash: 'records', accessToken: 'an-access-token', webhooks, fetch, ...options })
}

const idsOf = (query: URLSearchParams) => (query.get('id:in') ?? '').split(',').filter(Boolean).map(Number)

const untracked = (id: number) => ({ id, inventory_tracking: 'none', is_visible: true, availability: 'available' })
