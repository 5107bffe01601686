import type { PlatformCart } from '../adapter/platform.ts'
import type { CartItems } from '../ledger/cart-entry.ts'
import { toSearchText } from '../search-text.ts'
import { toImageUrl } from './urls.ts'

/** What a merchant tells a cart by. Text that a shopper typed is left out, because it may contain their name. */
export function toCartItems({ lines }: Pick<PlatformCart, 'lines'>, insecureLoopback: boolean): CartItems {
  const own = lines.filter(({ parentId }) => parentId === undefined)
  const images = own.map(({ imageUrl }) => toImageUrl(imageUrl, insecureLoopback))
  const imageUrl = images.find((image) => image !== undefined)
  return {
    first: own[0]?.name ?? '',
    count: own.length,
    search: toSearchText(own.map(({ name }) => name).join(' ')),
    ...(imageUrl && { imageUrl }),
  }
}
