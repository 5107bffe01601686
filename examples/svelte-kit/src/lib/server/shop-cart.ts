declare const process: { env: Record<string, string | undefined> }

const { BIGCOMMERCE_API_URL, BIGCOMMERCE_STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN } = process.env

interface Line {
  quantity: number
}

/** How many things are in a cart, asked of BigCommerce. */
export async function countItems(cartId: string | undefined): Promise<number> {
  if (!cartId) return 0
  const path = `/stores/${BIGCOMMERCE_STORE_HASH}/v3/carts/${encodeURIComponent(cartId)}`
  const response = await fetch((BIGCOMMERCE_API_URL ?? 'https://api.bigcommerce.com') + path, {
    headers: { accept: 'application/json', 'x-auth-token': BIGCOMMERCE_ACCESS_TOKEN ?? '' },
  })
  if (!response.ok) return 0
  const { data } = await response.json()
  const lines: Line[] = [...data.line_items.physical_items, ...data.line_items.digital_items]
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
