import { getSecret } from 'astro:env/server'

interface Line {
  quantity: number
}

/** How many things are in a cart, asked of BigCommerce. */
export async function countItems(cartId: string | undefined): Promise<number> {
  if (!cartId) return 0
  const path = `/stores/${getSecret('BIGCOMMERCE_STORE_HASH')}/v3/carts/${encodeURIComponent(cartId)}`
  const response = await fetch((getSecret('BIGCOMMERCE_API_URL') ?? 'https://api.bigcommerce.com') + path, {
    headers: { accept: 'application/json', 'x-auth-token': getSecret('BIGCOMMERCE_ACCESS_TOKEN') ?? '' },
  })
  if (!response.ok) return 0
  const { data } = await response.json()
  const lines: Line[] = [...data.line_items.physical_items, ...data.line_items.digital_items]
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
