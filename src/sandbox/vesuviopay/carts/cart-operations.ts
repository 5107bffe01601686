import type { SandboxContext } from '../../sandbox-context.ts'
import { refusal } from '../failure.ts'
import { acknowledge, type Operation, type OperationAnswer, type OperationRequest, succeed } from '../operation.ts'
import { productFields } from '../read-body.ts'
import type { VesuvioPayItem } from '../state.ts'
import type { ExternalIds } from '../stock/external-ids.ts'
import { emitSdkEvent } from '../webhooks/events.ts'
import { viewCart, viewItem } from './cart-view.ts'
import { addItem, findCustomerCart, requireUnlocked, setQuantity } from './carts.ts'

const base = '/api/v1/sdk/cart/store/:storeId'

/** Reading and changing the customer's cart, one item at a time. */
export const cartOperations: Operation[] = [
  {
    method: 'GET',
    // The only cart path without `store` in it.
    path: '/api/v1/sdk/cart/:storeId',
    source: '/docs/api-reference/sdk-get-cart-by-store, which contradicts the example on /docs/api/cart',
    caller: 'customer',
    answer: (request, context) => readCart(request, context),
  },
  {
    method: 'POST',
    path: `${base}/item`,
    source:
      '/docs/api-reference/sdk-add-to-cart; the page shows no body, the one here is inferred from the SDK example on /docs/api/cart',
    caller: 'customer',
    body: { ...productFields, quantity: 'number' },
    answer(request, context) {
      const item = addItem(request, request.body as unknown as ExternalIds & { quantity: number }, context)
      return answerEdit(request, item, Number(context.readings.get('vesuviopayAddStatus')), context)
    },
  },
  {
    method: 'PUT',
    path: `${base}/item`,
    source:
      '/docs/api-reference/sdk-update-cart-item; the page shows no body, the one here is inferred from the SDK example on /docs/api/cart',
    caller: 'customer',
    body: { cartItemId: 'text', quantity: 'number' },
    answer(request, context) {
      const item = setQuantity(request, request.body as { cartItemId: string; quantity: number }, context)
      return answerEdit(request, item, 200, context)
    },
  },
  {
    method: 'DELETE',
    path: `${base}/item/:cartItemId`,
    source: '/docs/api-reference/sdk-remove-from-cart; its answer is unknown',
    caller: 'customer',
    answer(request, context) {
      const id = request.params.cartItemId ?? ''
      const cart = findCustomerCart(request, context)
      if (!cart?.items.some((item) => item.id === id)) {
        const isSomebodyElses = context.world.vesuviopay.carts.some(({ items }) => items.some((item) => item.id === id))
        throw refusal(isSomebodyElses ? 'UNAUTHORIZED_CART_ACCESS' : 'CART_ITEM_NOT_FOUND')
      }
      requireUnlocked(cart, context)
      cart.items = cart.items.filter((item) => item.id !== id)
      emitSdkEvent('cart.item_removed', cart, context)
      return { ...acknowledge(viewCart(cart, context), context), write: true }
    },
  },
  {
    method: 'DELETE',
    path: base,
    source: '/docs/api-reference/sdk-clear-cart; its answer is unknown',
    caller: 'customer',
    answer(request, context) {
      const cart = findCustomerCart(request, context)
      if (!cart) throw refusal('CART_NOT_FOUND')
      requireUnlocked(cart, context)
      cart.items = []
      emitSdkEvent('cart.cleared', cart, context)
      return { ...acknowledge(viewCart(cart, context), context), write: true }
    },
  },
]

/** Answers without items, in forms that no page shows. */
const emptyCarts: Record<string, OperationAnswer | undefined> = {
  'null-data': succeed(null),
  'null-items': succeed({ items: null, totalItems: 0 }),
  '204': { status: 204 },
  'success-false': { status: 200, body: { success: false, message: 'The cart is empty.', errorCode: 'CART_EMPTY' } },
}

function readCart(request: OperationRequest, context: SandboxContext): OperationAnswer {
  const cart = findCustomerCart(request, context)
  if (!cart || cart.items.length === 0) {
    const reading = context.readings.get('vesuviopayEmptyCart')
    if (reading === '404' || (reading === 'by-history' && !cart)) throw refusal('CART_EMPTY')
    const form = emptyCarts[reading]
    if (form) return form
  }
  return succeed(viewCart(cart ?? { storeId: request.storeId, items: [] }, context))
}

function answerEdit(
  request: OperationRequest,
  item: VesuvioPayItem | undefined,
  status: number,
  context: SandboxContext,
): OperationAnswer {
  const cart = findCustomerCart(request, context)
  const views = {
    cart: () => succeed(cart && viewCart(cart, context), status),
    item: () => succeed(item ? viewItem(item, context) : null, status),
    'success-only': () => ({ status, body: { success: true } }),
  }
  return { ...views[context.readings.get('vesuviopayEditAnswer')](), write: true }
}
