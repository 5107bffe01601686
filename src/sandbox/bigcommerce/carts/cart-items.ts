import { unprocessable } from '../failure.ts'
import { emitCartEvent } from '../hooks/hook-events.ts'
import { type Operation, scopes } from '../operation.ts'
import { answerCart, editCart, readIncludes, requireEditableCart } from './cart-access.ts'
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
      readIncludes(request)
      const cart = requireEditableCart(request, context)
      const { version: _, ...lines } = request.body
      if (Object.keys(lines).length === 0) {
        throw unprocessable('JSON data is missing or invalid', { line_items: 'error.path.missing' })
      }
      editCart(cart, request.now, (draft) => addLines(draft, lines as LinesRequest, context))
      emitCartEvent('updated', cart, context)
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
      readIncludes(request)
      const cart = requireEditableCart(request, context)
      const change = request.body.line_item as Partial<LineRequest>
      editCart(cart, request.now, (draft) => updateLine(draft, request.params.itemId ?? '', change, context))
      emitCartEvent('updated', cart, context)
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
      readIncludes(request)
      const cart = requireEditableCart(request, context)
      editCart(cart, request.now, (draft) => removeLine(draft, request.params.itemId ?? '', context))
      emitCartEvent('updated', cart, context)
      if (cart.lines.length > 0) return answerCart(200, cart, request, context, true)
      cart.status = 'deleted'
      emitCartEvent('deleted', cart, context)
      return context.readings.get('deleteLast') === '200'
        ? answerCart(200, cart, request, context, true)
        : { status: 204, write: true }
    },
  },
]
