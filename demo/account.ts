import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import { accountPage, type Customer } from './pages/account.ts'
import type { Stage } from './stage.ts'
import { storeNames, storePaths } from './stores.ts'

const cookieName = 'demo-customer'

/** Who is signed in at the demo's shop, by the cookie of its own session. */
export function signedInCustomer(c: Context, stage: Stage): Customer | undefined {
  const id = Number(getCookie(c, cookieName))
  return customersOf(stage).find((customer) => customer.id === id)
}

/** The shop's own sign-in, and for each store the shopper token that a page gives to its widget. */
export function createAccount(stage: Stage): Hono {
  const app = new Hono()
  app.get('/account', (c) => {
    const signedIn = signedInCustomer(c, stage)
    return c.html(accountPage({ customers: customersOf(stage), signedIn, back: c.req.query('back') ?? '' }))
  })
  app.post('/account/sign-in', async (c) => {
    const { customer, back } = await c.req.parseBody()
    setCookie(c, cookieName, String(customer), { path: '/', httpOnly: true, sameSite: 'Lax' })
    const page = storeNames.map((name) => storePaths[name].recovery).find((path) => path === back)
    return c.redirect(page ?? '/account', 303)
  })
  app.post('/account/sign-out', (c) => {
    deleteCookie(c, cookieName)
    return c.redirect('/account', 303)
  })
  for (const store of storeNames) {
    app.get(`${storePaths[store].recovery}/shopper-token`, async (c) => {
      const customer = signedInCustomer(c, stage)
      return customer ? c.json({ shopperToken: await stage.sealCustomer(store, customer.id) }) : c.json({}, 401)
    })
  }
  return app
}

function customersOf({ sandbox }: Stage): Customer[] {
  const owners = sandbox.world.carts.filter(({ customerId }) => customerId > 0)
  return [...new Map(owners.map(({ customerId: id, shopper }) => [id, { id, firstName: shopper.firstName }])).values()]
}
