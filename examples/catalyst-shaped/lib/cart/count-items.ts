import { getCartId } from '.'

const { BIGCOMMERCE_API_URL, BIGCOMMERCE_STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN } = process.env

interface Line {
  quantity: number
}

/** How many things are in this browser's cart, asked of BigCommerce. Catalyst asks the same of its GraphQL. */
export async function countItems(): Promise<number> {
  const cartId = await getCartId()
  if (!cartId) return 0
  const path = `/stores/${BIGCOMMERCE_STORE_HASH}/v3/carts/${encodeURIComponent(cartId)}`
  const response = await fetch((BIGCOMMERCE_API_URL ?? 'https://api.bigcommerce.com') + path, {
    headers: { accept: 'application/json', 'x-auth-token': BIGCOMMERCE_ACCESS_TOKEN ?? '' },
    cache: 'no-store',
  })
  if (!response.ok) return 0
  const { data } = await response.json()
  const lines: Line[] = [...data.line_items.physical_items, ...data.line_items.digital_items]
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
