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

/** Opens the shopper's own cart, which only the signed-in shopper may read. VesuvioPay has no other carts. */
export function recoveryPort(api: VesuvioPayApi, { productIds, channelId, currency }: RecoveryOptions): RecoveryPort {
  let storeCurrency: Promise<string> | undefined

  /** Asked once: a store does not change its currency. Has a time limit of its own, since other calls wait for it. */
  function currencyOfStore(): Promise<string> {
    storeCurrency ??= api.currency(AbortSignal.timeout(8000)).catch((error: unknown) => {
      storeCurrency = undefined
      throw error
    })
    return storeCurrency
  }

  return {
    isShoppersOwn: true,
    async read(cartId, signal, session) {
      if (!session) throw new RecoveryError('sign-in-needed')
      const [cart, inCurrency] = await Promise.all([api.cart(session, signal), currency ?? currencyOfStore()])
      // Another shopper signed in than the link was made for. Where the platform names no cart this cannot be checked.
      if (cart.id !== undefined && cart.id !== cartId) throw new RecoveryError('account-cart')
      return toPlatformCart(cart.items, { id: cartId, channelId, currency: inCurrency, productIds })
    },
  }
}
