import { type Context, Hono } from 'hono'
import * as z from 'zod'

import { type Adopt, adoptFromPage } from '../../src/proxy/index.ts'
import { recoverPage } from '../pages/recover.ts'
import { checkoutPage, claimRefusedPage, engineCartPage, orderedPage, shelfPage } from '../pages/vendure.ts'
import { addToCart, claimCart, leaveAddress, order, readOwnCart, readShelf } from './own-cart.ts'
import { vendurePaths } from './paths.ts'
import { type AskShop, askShop } from './shop-api.ts'

export interface StorefrontOptions {
  shopApi: string
  channelToken: string
  shippingMethodId: string
  /** The origins of the shop's own pages. */
  origins: readonly string[]
  adopt: Adopt
}

const Contact = z.object({
  email: z.email(),
  firstName: z.string().min(1).max(50),
  consent: z.literal('yes').optional(),
})

/** A small shop over the engine's Shop API. Its server asks as the shopper, whose session stays in a cookie. */
export function createStorefront({ origins, adopt, shippingMethodId, ...api }: StorefrontOptions): Hono {
  const app = new Hono()
  const own = (c: Context) => origins.includes(c.req.header('origin') ?? '')
  /** A form of the shop's own pages, whose answer leads to `path`. What the engine refuses is said on the checkout's page. */
  const form = (path: string, act: (ask: AskShop, fields: Record<string, unknown>) => Promise<string>) =>
    app.post(path, async (c) => {
      if (!own(c)) return c.text('Only the shop’s own pages send this form.', 403)
      const ask = askShop(c, api)
      try {
        return c.redirect(await act(ask, await c.req.parseBody()), 303)
      } catch (error) {
        const cart = await readOwnCart(ask)
        const trouble =
          error instanceof z.ZodError ? 'Please fill in both fields.' : String(error).replace('Error: ', '')
        return cart ? c.html(checkoutPage(cart, trouble), 422) : c.redirect('/vendure/', 303)
      }
    })

  app.get('/vendure/', async (c) => {
    const ask = askShop(c, api)
    return c.html(shelfPage(await readShelf(ask), await readOwnCart(ask)))
  })
  app.get('/vendure/cart', async (c) => c.html(engineCartPage(await readOwnCart(askShop(c, api)))))
  app.get('/vendure/recover', (c) => {
    const { proxy: endpoint, recovery: path } = vendurePaths
    return c.html(
      recoverPage({ endpoint, path, isSignedIn: false, adoptUrl: '/vendure/cart/adopt', shopUrl: '/vendure/' }),
    )
  })
  app.get('/vendure/checkout', async (c) => {
    const ask = askShop(c, api)
    const code = c.req.query('claim')
    // The code does not stay in the address, nor in the history.
    if (code !== undefined)
      return (await claimCart(ask, code)) ? c.redirect('/vendure/checkout', 303) : c.html(claimRefusedPage(), 410)
    const cart = await readOwnCart(ask)
    return cart && cart.totalQuantity > 0 ? c.html(checkoutPage(cart)) : c.redirect('/vendure/cart', 303)
  })
  app.get('/vendure/ordered/:code', (c) => c.html(orderedPage(c.req.param('code'))))
  form('/vendure/cart/add', async (ask, { variant }) => {
    await addToCart(ask, String(variant))
    return '/vendure/cart'
  })
  form('/vendure/checkout/contact', async (ask, fields) => {
    const { email, firstName, consent } = Contact.parse(fields)
    await leaveAddress(ask, { emailAddress: email, firstName, consent: consent === 'yes' })
    return '/vendure/checkout'
  })
  form('/vendure/checkout/pay', async (ask) => `/vendure/ordered/${await order(ask, shippingMethodId)}`)
  app.post('/vendure/cart/adopt', (c) => adoptIntoSession(c))
  return app

  /** Makes the recovered cart this session's: the engine takes it over itself, with what the session had. */
  async function adoptIntoSession(c: Context): Promise<Response> {
    let isClaimed = false
    const answer = await adoptFromPage(c.req.raw, {
      origins,
      adopt,
      setCart: () => {},
      async claim({ claimCode }) {
        isClaimed = await claimCart(askShop(c, api), claimCode)
        if (!isClaimed) throw new Error('the engine refuses the code')
      },
    })
    // With the cookie of a session that began here.
    return isClaimed ? c.body(null, 204) : answer
  }
}
