import { type FinishedCart, RecoveryError, type ShopperCheckoutPort, UpstreamError } from '../../adapter/index.ts'
import { customerOfToken } from './customer-of.ts'
import { isShortOfStock, isSignInCode } from './refusal.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

/** Finishes the shopper's own cart: VesuvioPay sends the link by SMS, and mostly answers with it. */
export function checkoutPort(api: VesuvioPayApi, lifetimeMs: number): ShopperCheckoutPort {
  return {
    lifetimeMs,
    async finish(session, signal, onSent = async () => {}) {
      try {
        const { urls, cartId, customerId: named, refusal, isUnread } = await api.finish(session, signal, onSent)
        if (refusal) throw refused(refusal)
        const customerId = named ?? session.customerId ?? customerOfToken(session.token)
        const [checkoutUrl, ...otherUrls] = urls
        return {
          ...(checkoutUrl && { checkoutUrl }),
          ...(otherUrls.length > 0 && { otherUrls }),
          ...(session.maskedPhone && { sentTo: session.maskedPhone }),
          ...(cartId && { cartId }),
          ...(customerId && { customerId }),
          ...(isUnread && { isUnread }),
        } satisfies FinishedCart
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        if (isShortOfStock(error)) throw new RecoveryError('stock-moved', { cause: error })
        if (error.code === 'EMPTY_CART' || error.code === 'CART_EMPTY' || error.code === 'CART_NOT_FOUND')
          throw new RecoveryError('empty', { cause: error })
        throw error
      }
    },
  }
}

/** A refusal that came with a success: nothing was sent. */
function refused({ code }: { code: string }): UpstreamError | RecoveryError {
  const error = new UpstreamError('status', `vesuviopay POST /finish: answered a refusal with 200 ${code}`.trim(), {
    status: 400,
    code,
    isWrite: true,
  })
  if (isSignInCode(code)) return new RecoveryError('sign-in-needed', { cause: error })
  return code === 'CART_LOCKED' ? new RecoveryError('checkout-open', { cause: error }) : error
}
