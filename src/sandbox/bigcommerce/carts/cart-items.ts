import { unprocessable } from '../failure.ts'
import { emitCartEvent } from '../hooks/hook-events.ts'
import { type Operation, scopes } from '../operation.ts'
import { answerCart, editCart } from './cart-access.ts'
import { addLines, type LinesRequest, removeLine, updateLine } from './cart-edits.ts'
import { addItemsBody, updateItemBody, versionBody } from './cart-shapes.ts'
import type { LineRequest } from './line-request.ts'

/** The lines of a cart: `/carts/{cartId}/items`. */
export const cartItemOperations: Operation[] = [
  {
    method: 'POST',
    path: '/carts/:cartId/items',
    source: 'reference/carts.v3.yml, addCartLineItems; the refusal of more than there is in stock is unknown',
    scopes: scopes.editCarts,
    query: ['include'],
    body: addItemsBody,
    answer(request, context) {
      const cart = editCart(request, context, (draft) => {
        const { version: _, ...lines } = request.body
        if (Object.keys(lines).length === 0) {
          throw unprocessable('JSON data is missing or invalid', { line_items: 'error.path.missing' })
        }
        addLines(draft, lines as LinesRequest, context)
      })
      return answerCart(201, cart, request, context, true)
    },
  },
  {
    method: 'PUT',
    path: '/carts/:cartId/items/:itemId',
    source: 'reference/carts.v3.yml, updateCartLineItem',
    scopes: scopes.editCarts,
    query: ['include'],
    body: updateItemBody,
    answer(request, context) {
      const change = request.body.line_item as Partial<LineRequest>
      const { itemId = '' } = request.params
      const cart = editCart(request, context, (draft) => updateLine(draft, itemId, change, context))
      return answerCart(200, cart, request, context, true)
    },
  },
  {
    method: 'DELETE',
    path: '/carts/:cartId/items/:itemId',
    source: 'reference/carts.v3.yml, deleteCartLineItem',
    scopes: scopes.editCarts,
    query: ['include'],
    body: versionBody,
    answer(request, context) {
      const { itemId = '' } = request.params
      const cart = editCart(request, context, (draft) => removeLine(draft, itemId, context))
      if (cart.lines.length > 0) return answerCart(200, cart, request, context, true)
      cart.status = 'deleted'
      emitCartEvent('deleted', cart, context)
      return context.readings.get('deleteLast') === '200'
        ? answerCart(200, cart, request, context, true)
        : { status: 204, write: true }
    },
  },
]
