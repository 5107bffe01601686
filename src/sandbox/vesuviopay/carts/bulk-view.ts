import type { SandboxContext } from '../../sandbox-context.ts'
import type { VesuvioPayFailure } from '../failure.ts'
import type { VesuvioPayCart, VesuvioPayItem } from '../state.ts'
import { viewCart } from './cart-view.ts'

/** The outcome of one entry of a bulk call. */
export interface BulkOutcome {
  /** The entry as it was sent. */
  entry: { quantity: number }
  /** The item as it is now; none where it was taken out. */
  item?: VesuvioPayItem | undefined
  failure?: VesuvioPayFailure
}

/** The answer of a bulk call, in one of the shapes it might have. */
export function viewBulkResult(
  outcomes: BulkOutcome[],
  cart: VesuvioPayCart | undefined,
  storeId: string,
  context: SandboxContext,
): object {
  const succeeded = outcomes.filter(({ failure }) => !failure).map(viewSucceeded)
  const failed = outcomes.filter(({ failure }) => failure).map(viewFailed)
  const partialSuccess = succeeded.length > 0 && failed.length > 0
  switch (context.readings.get('vesuviopayBulkResult')) {
    case 'succeeded-failed':
      return { success: true, data: { partialSuccess, succeeded, failed } }
    case 'successfulItems-failedItems':
      return { success: true, data: { partialSuccess, successfulItems: succeeded, failedItems: failed } }
    case 'successful-errors':
      return { success: true, data: { successful: succeeded, errors: failed } }
    case 'items-failures':
      return { success: true, data: { partialSuccess, items: succeeded, failures: failed } }
    case 'cart-errors':
      return {
        success: true,
        partialSuccess,
        data: viewCart(cart ?? { storeId, items: [] }, context),
        ...(failed.length > 0 && { errors: failed }),
      }
    default:
      return {
        success: true,
        data: { partialSuccess, successCount: succeeded.length, failureCount: failed.length },
      }
  }
}

/** The entry as it was sent, with the quantity the cart has now. */
function viewSucceeded({ entry, item }: BulkOutcome) {
  return { ...entry, ...(item && { cartItemId: item.id }), quantity: item?.quantity ?? 0 }
}

function viewFailed({ entry, failure }: BulkOutcome) {
  const { quantity: _, ...ids } = entry
  return { ...ids, errorCode: failure?.errorCode, message: failure?.message }
}
