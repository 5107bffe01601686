import { type CartAnswer, type ProductsAnswer, toAnswer } from './to-answer.ts'

const fields =
  'availability,inventory_tracking,inventory_level,inventory_warning_level,order_quantity_minimum,order_quantity_maximum'
const include = 'include=line_items.physical_items.options,line_items.digital_items.options'
const productsPerCall = 50

/** Reads JSON of the platform, by its path. */
export type Get = (path: string) => Promise<unknown>

/** What a developer would write for one platform: the same calls as the proxy's, one after the other, and no care at all. */
export async function answerLink(token: string, get: Get) {
  const found = (await get(`abandoned-carts/${token}`)) as { data: { cart_id: string } }
  const cart = (await get(`carts/${found.data.cart_id}?${include}`)) as CartAnswer
  const ids = cart.data.line_items.physical_items.map(({ product_id }) => product_id)
  const chunks = Array.from({ length: Math.ceil(ids.length / productsPerCall) }, (_, index) =>
    ids.slice(index * productsPerCall, (index + 1) * productsPerCall),
  )
  const products = await Promise.all(
    chunks.map(async (chunk) => {
      const path = `catalog/products?id:in=${chunk}&include=variants&include_fields=${fields}&limit=${chunk.length}`
      return (await get(path)) as ProductsAnswer
    }),
  )
  return toAnswer(cart, products)
}

/** Where the platform's API is, and what is sent to it. */
export const platform = {
  base: process.env.BENCH_PLATFORM ?? '',
  headers: { accept: 'application/json', 'x-auth-token': 'an-access-token' },
}
