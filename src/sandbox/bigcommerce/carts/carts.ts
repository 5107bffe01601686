import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { isCurrency, storeCurrency } from '../../world/currency.ts'
import { stableUuid } from '../../world/stable-id.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import { emitCartEvent } from '../hooks/hook-events.ts'
import { type Operation, type OperationRequest, scopes } from '../operation.ts'
import { createRedirectUrls } from '../storefront/redirect-links.ts'
import { answerCart, editCart, readIncludes, requireCart, requireEditableCart } from './cart-access.ts'
import { addLines, type LinesRequest } from './cart-edits.ts'
import { createCartBody, redirectUrlsBody, updateCartBody } from './cart-shapes.ts'

/** Carts as a whole: `/carts` and `/carts/{cartId}`. */
export const cartOperations: Operation[] = [
  {
    method: 'POST',
    path: '/carts',
    source: 'reference/carts.v3.yml, createCart',
    scopes: scopes.editCarts,
    query: ['include'],
    body: createCartBody,
    answer(request, context) {
      readIncludes(request)
      const cart = createCart(request, context)
      context.world.carts.push(cart)
      // The first line is a change of the new cart, so both events are sent (inferred).
      emitCartEvent('created', cart, context)
      emitCartEvent('updated', cart, context)
      return answerCart(201, cart, request, context, true)
    },
  },
  {
    method: 'GET',
    path: '/carts/:cartId',
    source: 'reference/carts.v3.yml, getCart',
    scopes: scopes.readCarts,
    query: ['include'],
    answer: (request, context) => answerCart(200, requireCart(request, context), request, context, false),
  },
  {
    method: 'PUT',
    path: '/carts/:cartId',
    source: 'reference/carts.v3.yml, updateCart',
    scopes: scopes.editCarts,
    query: ['include'],
    body: updateCartBody,
    answer(request, context) {
      const cart = editCart(request, context, (draft) => {
        draft.customerId = Number(request.body.customer_id)
        // Promotions are tied to the customer and go with them.
        draft.coupon = null
        draft.discount = null
      })
      return answerCart(201, cart, request, context, true)
    },
  },
  {
    method: 'DELETE',
    path: '/carts/:cartId',
    source: 'reference/carts.v3.yml, deleteCart',
    scopes: scopes.editCarts,
    answer(request, context) {
      const cart = requireEditableCart(request, context)
      cart.status = 'deleted'
      emitCartEvent('deleted', cart, context)
      return { status: 204, write: true }
    },
  },
  {
    method: 'POST',
    path: '/carts/:cartId/redirect_urls',
    source:
      'reference/carts.v3.yml, createCartRedirectURL; the guide docs/storefront/headless/cart-checkout/carts.mdx contradicts it',
    scopes: scopes.editCarts,
    body: redirectUrlsBody,
    answer(request, context) {
      const cart = requireCart(request, context)
      const parameters = (request.body.query_params ?? {}) as Record<string, string>
      const urls = createRedirectUrls(cart, parameters, request.now, context)
      const isBare = context.readings.get('redirectAnswer') === 'bare'
      return { status: 201, body: isBare ? urls : { data: urls, meta: {} }, write: true }
    },
  },
]

function createCart({ body, now }: OperationRequest, context: SandboxContext): Cart {
  const { world } = context
  const code = String((body.currency as { code?: string } | undefined)?.code ?? storeCurrency).toUpperCase()
  if (!isCurrency(code) || world.accounts.bigcommerce.displayOnlyCurrencies.includes(code)) {
    throw new BigCommerceFailure(400, `Carts cannot be kept in ${code}`)
  }
  const count = world.nextId++
  const cart: Cart = {
    id: stableUuid(`cart/${count}`),
    key: `cart-${count}`,
    title: 'Made through the API',
    channelId: String(body.channel_id ?? 1),
    customerId: Number(body.customer_id ?? 0),
    email: '',
    shopper: { firstName: '', lastName: '', phone: '' },
    consent: { email: false, sms: false, whatsapp: false },
    currency: code,
    locale: String(body.locale ?? 'en'),
    createdBy: 'api',
    status: 'active',
    token: null,
    lines: [],
    coupon: null,
    discount: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  addLines(cart, body as LinesRequest, context)
  if (cart.lines.length === 0)
    throw unprocessable('JSON data is missing or invalid', { line_items: 'error.path.missing' })
  return cart
}
