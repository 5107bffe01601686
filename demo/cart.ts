import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import { adoptFromPage } from '../src/proxy/index.ts'
import { loopbackOrigins } from './loopback.ts'
import { cartPage, type ShopLine } from './pages/cart.ts'
import type { Stage } from './stage.ts'

const cookieName = 'demo-cart'
const cookieOptions = { path: '/', httpOnly: true, sameSite: 'Lax' } as const

/** The route behind `adopt-url`. */
export const adoptPath = '/cart/adopt'

/** The shop's own cart: what its server reads at BigCommerce with the id in its cookie, as a headless shop does. */
export function createCart(stage: Stage): Hono {
  const app = new Hono()
  const origins = loopbackOrigins(stage.shopUrl)
  app.get('/cart', async (c) => c.html(cartPage((await readCart(c, stage)) ?? [])))
  app.post('/cart/add', async (c) => {
    if (!origins.includes(c.req.header('origin') ?? ''))
      return c.text('Only the shop’s own pages add to its cart.', 403)
    const { product } = await c.req.parseBody()
    const found = stage.sandbox.world.products.find(({ id }) => String(id) === product)
    const [variant] = found?.variants ?? []
    if (!found || !variant) return c.text('There is no such product.', 404)
    const line_items = [{ product_id: found.id, variant_id: variant.id, quantity: 1 }]
    const own = (await readCart(c, stage)) && getCookie(c, cookieName)
    const { data } = await askPlatform(stage, own ? `carts/${own}/items` : 'carts', { line_items, channel_id: 1 })
    if (data) setCookie(c, cookieName, data.id, cookieOptions)
    return c.redirect('/cart', 303)
  })
  app.post(adoptPath, async (c) => {
    let cartId: string | undefined
    const answer = await adoptFromPage(c.req.raw, {
      origins,
      adopt: stage.proxies.bigcommerce.adopt,
      presentCartId: getCookie(c, cookieName),
      setCart(cart) {
        cartId = cart.cartId
      },
    })
    if (cartId === undefined) return answer
    setCookie(c, cookieName, cartId, cookieOptions)
    return c.body(null, 204)
  })
  return app
}

/** How many things are in the shop's cart, for the badge on its pages. Undefined where this browser has none. */
export async function countCart(c: Context, stage: Stage): Promise<number | undefined> {
  return (await readCart(c, stage))?.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The lines of the cart that the cookie names. One that is gone is forgotten. */
async function readCart(c: Context, stage: Stage): Promise<ShopLine[] | undefined> {
  const id = getCookie(c, cookieName)
  if (!id) return undefined
  const { data } = await askPlatform(stage, `carts/${encodeURIComponent(id)}`)
  if (data) return [...data.line_items.physical_items, ...data.line_items.digital_items]
  deleteCookie(c, cookieName, { path: '/' })
  return undefined
}

interface PlatformAnswer {
  data?: { id: string; line_items: Record<'physical_items' | 'digital_items', ShopLine[]> }
}

/** The shop's server calls BigCommerce by itself, beside the proxy. */
async function askPlatform({ sandbox }: Stage, path: string, body?: object): Promise<PlatformAnswer> {
  const { storeHash, accessToken } = sandbox.credentials.bigcommerce
  const response = await sandbox.fetch(`https://api.bigcommerce.com/stores/${storeHash}/v3/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-auth-token': accessToken },
    ...(body && { body: JSON.stringify(body) }),
  })
  return response.ok ? response.json() : {}
}
