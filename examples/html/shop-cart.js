const { BIGCOMMERCE_API_URL, BIGCOMMERCE_STORE_HASH, BIGCOMMERCE_ACCESS_TOKEN } = process.env

/** How many things are in a cart, asked of BigCommerce. */
export async function countItems(cartId) {
  if (!cartId) return 0
  const path = `/stores/${BIGCOMMERCE_STORE_HASH}/v3/carts/${encodeURIComponent(cartId)}`
  const response = await fetch((BIGCOMMERCE_API_URL ?? 'https://api.bigcommerce.com') + path, {
    headers: { accept: 'application/json', 'x-auth-token': BIGCOMMERCE_ACCESS_TOKEN ?? '' },
  })
  if (!response.ok) return 0
  const { data } = await response.json()
  const { physical_items, digital_items } = data.line_items
  return [...physical_items, ...digital_items].reduce((sum, { quantity }) => sum + quantity, 0)
}
