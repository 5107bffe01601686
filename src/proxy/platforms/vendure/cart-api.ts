import { type PlatformCart, RecoveryError } from '../../adapter/index.ts'
import { readCart, setCartLines } from './documents.ts'
import type { LineChange } from './locate.ts'
import { type CartOptions, specOf, toOpenCart } from './to-platform.ts'
import type { VendureApi } from './vendure-api.ts'
import { WireCartAnswer, WireLinesAnswer } from './wire.ts'

/** How setting lines ended. Nothing was written but for `set`. */
export type SetLines =
  | { status: 'set' | 'changed'; cart: PlatformCart }
  | { status: 'refused'; lineId?: string | undefined; variantId: string }

/** Open carts: read as they are, and written in one transaction. */
export type CartApi = ReturnType<typeof createCartApi>

export function createCartApi(api: VendureApi, options: CartOptions) {
  /** How many decimals the engine's amounts have: with each cart that is read, the same for all. */
  let precision: number | undefined

  async function read(cartId: string, signal: AbortSignal): Promise<PlatformCart> {
    const { globalSettings, order } = await api.read({
      document: readCart,
      variables: { id: cartId },
      answer: WireCartAnswer,
      signal,
    })
    precision = globalSettings.serverConfig.moneyStrategyPrecision
    return toOpenCart(order, precision, options)
  }

  return {
    read,
    /** In the channel and the currency of the cart: elsewhere the engine would give it the prices of the default channel. */
    async setLines(cart: PlatformCart, lines: readonly LineChange[], signal: AbortSignal): Promise<SetLines> {
      const { result } = await api.write({
        document: setCartLines,
        variables: { id: cart.id, lines },
        answer: WireLinesAnswer,
        signal,
        channelToken: specOf(cart.lines[0]?.spec)?.channelToken,
        currency: cart.total.currency,
      })
      if (result.__typename === 'CartNotOpen') throw new RecoveryError('cart-gone')
      if (result.__typename === 'CartLineRefused')
        return { status: 'refused', lineId: result.lineId ?? undefined, variantId: result.variantId }
      const status = result.__typename === 'CartLinesSet' ? 'set' : 'changed'
      if (precision === undefined) return { status, cart: await read(cart.id, signal) }
      return { status, cart: toOpenCart(result.order, precision, options) }
    },
  }
}
