import { buyableQuantity } from '../../contract/index.ts'
import type { PlatformLine, Stock } from '../adapter/platform.ts'
import type { CartPorts } from '../choose-ports.ts'
import { toAvailability } from './availability.ts'
import type { CartStock } from './check-stock.ts'

/**
 * Whether the checkout by text takes what is displayed of a line. It sells from the stock of the shopper's platform, which may
 * have less of it than the cart's own, or none.
 */
export function isByText(
  { recovery, shopperCart, stockPlatform, shopperPlatform }: CartPorts,
  line: PlatformLine,
  { stocks, choices }: { stocks: ReadonlyMap<string, CartStock>; choices?: ReadonlyMap<string, number> | undefined },
): boolean {
  if (!shopperCart) return recovery.isShoppersOwn === true
  if (!shopperCart.accepts(line)) return false
  const stock = stocks.get(line.id)
  if (!stock?.elsewhere || stockPlatform !== shopperPlatform) return true
  if (stock.elsewhere.status === 'unknown') return false
  const chosen = choices?.get(line.id) ?? line.quantity
  const buyable = (of: Stock) => buyableQuantity(chosen, toAvailability(of, chosen))
  return buyable(stock.elsewhere) >= buyable(stock)
}

/** Stock as it counts for the shopper's own cart, at the platform that finishes it. */
export function stockOfShopperCart(
  { stockPlatform, shopperPlatform }: CartPorts,
  stocks: ReadonlyMap<string, CartStock>,
): ReadonlyMap<string, Stock> {
  if (stockPlatform !== shopperPlatform) return stocks
  return new Map([...stocks].map(([id, stock]) => [id, stock.elsewhere ?? stock]))
}
