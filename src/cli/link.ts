import { mintLink } from '../proxy/index.ts'
import { loadConfig } from './load-config.ts'

/** `cart-recovery link CART_ID`: prints a sealed link to a cart, and nothing else. */
export async function link(
  cartId: string,
  { config: file, platform }: { config?: string; platform?: string },
): Promise<void> {
  const url = await mintLink(await loadConfig(file), { cartId, ...(platform && { platform }) })
  process.stdout.write(`${url}\n`)
}
