import type { SandboxContext } from '../../sandbox-context.ts'
import type { VesuvioPayFailure } from '../failure.ts'
import type { VesuvioPayCart, VesuvioPayItem } from '../state.ts'
import { viewCart } from './cart-view.ts'

/** What one entry of a bulk call came to. */
export interface BulkOutcome {
  /** The entry as it was sent. */
  requested: Record<string, unknown>
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
  const taken = outcomes.filter(({ failure }) => !failure).map(viewAccepted)
  const refused = outcomes.filter(({ failure }) => failure).map(viewRefused)
  const partialSuccess = taken.length > 0 && refused.length > 0
  switch (context.readings.get('vesuviopayBulkResult')) {
    case 'succeeded-failed':
      return { success: true, data: { partialSuccess, succeeded: taken, failed: refused } }
    case 'successfulItems-failedItems':
      return { success: true, data: { partialSuccess, successfulItems: taken, failedItems: refused } }
    case 'successful-errors':
      return { success: true, data: { successful: taken, errors: refused } }
    case 'items-failures':
      return { success: true, data: { partialSuccess, items: taken, failures: refused } }
    case 'cart-errors':
      return {
        success: true,
        partialSuccess,
        data: viewCart(cart ?? { storeId, items: [] }, context),
        ...(refused.length > 0 && { errors: refused }),
      }
    default:
      return {
        success: true,
        data: { partialSuccess, successCount: taken.length, failureCount: refused.length },
      }
  }
}

/** The request of one line, with the quantity that came of it. */
function viewAccepted({ requested, item }: BulkOutcome) {
  return { ...requested, ...(item && { cartItemId: item.id }), quantity: item?.quantity ?? 0 }
}

function viewRefused({ requested, failure }: BulkOutcome) {
  const { quantity: _, ...ids } = requested
  return { ...ids, errorCode: failure?.errorCode, message: failure?.message }
}
