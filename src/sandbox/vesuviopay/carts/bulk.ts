import type { SandboxContext } from '../../sandbox-context.ts'
import { refusal, VesuvioPayFailure } from '../failure.ts'
import type { Operation, OperationAnswer, OperationRequest } from '../operation.ts'
import { productFields } from '../read-body.ts'
import type { VesuvioPayItem } from '../state.ts'
import type { ExternalIds } from '../stock/external-ids.ts'
import { type BulkOutcome, viewBulkResult } from './bulk-view.ts'
import { addItem, findCustomerCart, requireUnlocked, setQuantity } from './carts.ts'

const path = '/api/v1/sdk/cart/store/:storeId/items/bulk'

/** Many items in one call. Each entry succeeds or fails by itself, in the order they were sent. */
export const bulkOperations: Operation[] = [
  {
    method: 'POST',
    path,
    source:
      '/docs/api-reference/sdk-bulk-add-to-cart; how partial success is told, and the limit of items, are unknown',
    caller: 'customer',
    body: { items: { list: { ...productFields, quantity: 'number' } } },
    answer(request, context) {
      const entries = request.body.items as (ExternalIds & { quantity: number })[]
      if (entries.length > context.world.accounts.vesuviopay.bulkLimit) throw refusal('TOO_MANY_ITEMS')
      return answerBulk(request, entries, (entry) => addItem(request, entry, context), context)
    },
  },
  {
    method: 'PUT',
    path,
    source: '/docs/api-reference/bulk-update-cart-items; how partial success is told is unknown',
    caller: 'customer',
    body: { items: { list: { cartItemId: 'text', quantity: 'number' } } },
    answer(request, context) {
      const entries = request.body.items as { cartItemId: string; quantity: number }[]
      const known = new Set(findCustomerCart(request, context)?.items.map(({ id }) => id))
      const isWholeCallRefused = context.readings.get('vesuviopayBulkMissingItem') === '404'
      if (isWholeCallRefused && entries.some(({ cartItemId }) => !known.has(cartItemId))) {
        throw refusal('CART_ITEM_NOT_FOUND')
      }
      return answerBulk(request, entries, (entry) => setQuantity(request, entry, context), context)
    },
  },
]

function answerBulk<Entry extends { quantity: number }>(
  request: OperationRequest,
  entries: Entry[],
  apply: (entry: Entry) => VesuvioPayItem | undefined,
  context: SandboxContext,
): OperationAnswer {
  // A locked cart refuses the whole call; that is no partial failure.
  requireUnlocked(findCustomerCart(request, context), context)
  const outcomes = entries.map((entry): BulkOutcome => {
    try {
      // A copy: a later entry may be about the same item.
      return { entry: { ...entry }, item: structuredClone(apply(entry)) }
    } catch (error) {
      if (error instanceof VesuvioPayFailure) return { entry: { ...entry }, failure: error }
      throw error
    }
  })
  const body = viewBulkResult(outcomes, findCustomerCart(request, context), request.storeId, context)
  return { status: 200, body, write: outcomes.some(({ failure }) => !failure) }
}
