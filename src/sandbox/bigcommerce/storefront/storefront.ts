import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { answerPicture } from '../../hosted-pages/answer-picture.ts'
import { answerNotice, answerPage } from '../../hosted-pages/page-layout.ts'
import { createSite, leadTo, noPage, type Site } from '../../hosted-pages/site.ts'
import { prefixOf } from '../../http/platform-handler.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, isAlive } from '../../world/cart.ts'
import { isListed } from '../../world/catalogue/product.ts'
import { formatAmount, storeCurrency } from '../../world/currency.ts'
import { stableHex } from '../../world/stable-id.ts'
import { findCart } from '../../world/world.ts'
import { convertCart } from '../abandoned-carts/lifecycle.ts'
import {
  answerCartPage,
  answerCheckoutPage,
  answerSignInPage,
  answerThanksPage,
  type PagePlace,
} from './checkout-page.ts'
import { answerCustomerLogin, answerLoginPage, isSignedInFor, withSession } from './customer-login.ts'

/** The hosted storefront: single-use links, cart, checkout, product pages, pictures. The pages are made up. */
export function createStorefront(context: SandboxContext): Site {
  const app = new Hono()
  const prefix = () => prefixOf(context.urlOf('bigcommerce'))

  app.get('/product-images/:file', (c) => answerPicture(c.req.param('file')))

  app.get('/cart.php', (c) => {
    // A HEAD request previews the link and does not follow it.
    if (c.req.raw.method === 'HEAD') return c.body(null, 200)
    return followLink(new URL(c.req.url).searchParams, context, prefix())
  })

  app.get('/abandoned-cart', (c) => recover(c.req.query('t') ?? '', context, prefix()))
  const visitOf = ({ req }: Context) => ({
    sessionId: req.param('session') ?? '',
    cookies: req.header('cookie') ?? '',
    prefix: prefix(),
    addedTax: context.world.accounts.bigcommerce.addedTax,
  })
  app.get('/login/token/:token', (c) => answerCustomerLogin(c.req.param('token'), context, prefix()))
  app.get('/login.php', () => answerLoginPage())
  app.get('/account.php', () => answerNotice(200, 'Your account', 'You are signed in.'))
  app.get('/cart/:session', (c) => withOpenCart(visitOf(c), context, answerCartPage))
  app.get('/checkout/:session', (c) => withOpenCart(visitOf(c), context, answerCheckoutPage))
  app.post('/checkout/:session', (c) => placeOrder(visitOf(c), context))
  app.post('/checkout/:session/sign-in', (c) => signIn(visitOf(c), context))
  app.get('/checkout/:session/thank-you', (c) => thankYou(visitOf(c), context))

  app.get('/:slug/', (c) => {
    const product = context.world.products.find((candidate) => candidate.slug === c.req.param('slug'))
    if (!product?.visible || !isListed(product)) return noPage()
    const price = product.variants[0]?.prices[storeCurrency] ?? 0
    return answerPage(200, {
      title: product.name,
      kind: 'narrow',
      content: html`<img class="portrait" src="${prefix()}/product-images/${product.picture}" alt="">
<div><h1>${product.name}</h1><p>${formatAmount(price, storeCurrency, 'en')}</p><p class="quiet">${product.description}</p></div>`,
    })
  })
  app.notFound(noPage)

  return createSite(app)
}

/** Opens a redirect URL: marks its token as used and redirects to the cart or the checkout. */
function followLink(query: URLSearchParams, context: SandboxContext, prefix: string): Response | Promise<Response> {
  const { world, clock } = context
  const action = query.get('action')
  const link = world.bigcommerce.redirectLinks.find(
    (candidate) => candidate.token === query.get('token') && candidate.cartId === query.get('id'),
  )
  if (!link || (action !== 'load' && action !== 'loadInCheckout')) return noPage()
  if (link.used) return answerNotice(410, 'This link was already used', 'Go back to the shop and check out once more.')
  link.used = true
  const cart = findCart(world, link.cartId)
  if (!cart || !isAlive(cart, clock()) || clock() > link.expiresAt) return closed()
  return leadTo(302, `${prefix}/${action === 'load' ? 'cart' : 'checkout'}/${openSession(cart.id, context)}`)
}

/** Opens the link of an e-mail whose channel has no route: it redirects to the hosted cart. */
function recover(token: string, context: SandboxContext, prefix: string): Response | Promise<Response> {
  const cart = context.world.carts.find((candidate) => candidate.token === token.replaceAll('-', '').toLowerCase())
  if (!cart) return noPage()
  if (!isAlive(cart, context.clock())) return closed()
  return leadTo(302, `${prefix}/cart/${openSession(cart.id, context)}`)
}

function openSession(cartId: string, { world }: SandboxContext): string {
  const session = { id: stableHex(`session/${world.nextId++}`, 32), cartId, orderId: null }
  world.bigcommerce.checkoutSessions.push(session)
  return session.id
}

/** A browser's request for a page of a session. */
interface Visit extends PagePlace {
  cookies: string
}

/** Shows a page for the cart of a session; for an ordered or closed cart, and to a stranger, it shows that instead. */
function withOpenCart(
  visit: Visit,
  context: SandboxContext,
  show: (cart: Cart, place: PagePlace) => Promise<Response>,
): Response | Promise<Response> {
  return withCart(visit, context, (cart) =>
    isSignedInFor(cart, visit.cookies, context) ? show(cart, visit) : answerSignInPage(cart, visit),
  )
}

function withCart(
  { sessionId, prefix }: Visit,
  context: SandboxContext,
  show: (cart: Cart) => Response | Promise<Response>,
): Response | Promise<Response> {
  const session = findSession(sessionId, context)
  if (!session) return noPage()
  if (session.orderId !== null) return leadTo(303, `${prefix}/checkout/${session.id}/thank-you`)
  const cart = findCart(context.world, session.cartId)
  if (!cart || !isAlive(cart, context.clock())) return closed()
  return show(cart)
}

/** Signs the cart's customer in by the button of the sign-in page: the sandbox has no passwords. */
function signIn(visit: Visit, context: SandboxContext): Response | Promise<Response> {
  return withCart(visit, context, ({ customerId, channelId }) =>
    withSession(
      leadTo(303, `${visit.prefix}/checkout/${visit.sessionId}`),
      { customerId, channelId: Number(channelId) },
      context,
    ),
  )
}

function placeOrder(visit: Visit, context: SandboxContext): Response | Promise<Response> {
  return withOpenCart(visit, context, async (cart, { prefix, sessionId }) => {
    const session = findSession(sessionId, context)
    if (session) session.orderId = convertCart(cart, context).id
    return leadTo(303, `${prefix}/checkout/${sessionId}/thank-you`)
  })
}

function thankYou(visit: Visit, { world }: SandboxContext): Response | Promise<Response> {
  const session = world.bigcommerce.checkoutSessions.find((candidate) => candidate.id === visit.sessionId)
  const order = world.orders.find((candidate) => candidate.id === session?.orderId)
  const cart = session && findCart(world, session.cartId)
  if (!order || !cart) return noPage()
  return answerThanksPage(cart, order, visit)
}

function findSession(id: string, { world }: SandboxContext) {
  return world.bigcommerce.checkoutSessions.find((candidate) => candidate.id === id)
}

function closed(): Promise<Response> {
  return answerNotice(410, 'This cart is closed', 'It was already ordered, or it is older than thirty days.')
}
