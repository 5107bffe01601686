import { RecoveryError, type RecoveryPort } from '../../adapter/index.ts'
import type { ProductIds } from './external-ids.ts'
import { toPlatformCart } from './to-platform.ts'
import type { VesuvioPayApi } from './vesuviopay-api.ts'

export interface RecoveryOptions {
  productIds: ProductIds
  channelId: string
  /** ISO 4217; without it the store's checkout settings are asked. */
  currency?: string | undefined
}

/** Opens the shopper's own cart to the shopper: there is no other cart, and nobody else may read it. */
export function recoveryPort(api: VesuvioPayApi, { productIds, channelId, currency }: RecoveryOptions): RecoveryPort {
  let asked: Promise<string> | undefined

  /** Asked once: a store does not change its currency. Finishes by itself, since others may wait for it. */
  function currencyOfStore(): Promise<string> {
    asked ??= api.currency(AbortSignal.timeout(8000)).catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }

  return {
    isShoppersOwn: true,
    async read(cartId, signal, session) {
      if (!session) throw new RecoveryError('sign-in-needed')
      const [cart, inCurrency] = await Promise.all([api.cart(session, signal), currency ?? currencyOfStore()])
      // Somebody else signed in than the link was for; where the platform does not name the cart, nobody can tell.
      if (cart.id !== undefined && cart.id !== cartId) throw new RecoveryError('account-cart')
      return toPlatformCart(cart.items, { id: cartId, channelId, currency: inCurrency, productIds })
    },
  }
}
