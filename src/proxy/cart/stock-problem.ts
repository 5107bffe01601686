import { RecoveryError } from '../adapter/errors.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { checkStock } from './check-stock.ts'
import { type PresentedCart, presentCart } from './present-cart.ts'

/** The problem that displays the cart as it is now, before anything is paid. `stocks` are read where they are absent. */
export async function toStockProblem(
  context: StoreContext,
  request: RequestContext,
  { cart, stocks, choices, notByText }: Partial<PresentedCart> & Pick<PresentedCart, 'cart'>,
): Promise<RecoveryError> {
  const now = stocks ?? (await checkStock(context, cart, request.signal, { choices }))
  return new RecoveryError('stock-moved', {
    cart: await presentCart(context, request, {
      cart,
      stocks: now,
      ...(choices && { choices }),
      ...(notByText && { notByText }),
    }),
  })
}
