import { decodeJwt } from 'jose'

import {
  type FinishedCart,
  RecoveryError,
  type ShopperCheckoutPort,
  type ShopperSession,
  UpstreamError,
} from '../../adapter/index.ts'
import { isShort } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

/** Finishes the shopper's own cart: VesuvioPay sends the link by SMS and answers with it. */
export function checkoutPort(api: VesuvioPayApi, lifetimeMs: number): ShopperCheckoutPort {
  return {
    lifetimeMs,
    async finish(session, signal) {
      try {
        const { checkoutUrl, cartId, customerId = customerOf(session) } = await api.finish(session, signal)
        return {
          checkoutUrl,
          ...(session.maskedPhone && { sentTo: session.maskedPhone }),
          ...(cartId && { cartId }),
          ...(customerId && { customerId }),
        } satisfies FinishedCart
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        if (isShort(error)) throw new RecoveryError('stock-moved', { cause: error })
        if (error.code === 'EMPTY_CART' || error.code === 'CART_NOT_FOUND')
          throw new RecoveryError('empty', { cause: error })
        if (error.code === 'PHONE_NOT_VERIFIED') throw new RecoveryError('sign-in-needed', { cause: error })
        throw error
      }
    },
  }
}

/** Whom a token is for. Its signature is not checked, so this joins an order to a cart and gives access to nothing. */
function customerOf({ token }: ShopperSession): string | undefined {
  try {
    return decodeJwt(token).sub
  } catch {
    return undefined
  }
}
