import { Hono } from 'hono'
import { html } from 'hono/html'
import { answerPicture } from '../../hosted-pages/answer-picture.ts'
import { answerNotice, answerPage } from '../../hosted-pages/page-layout.ts'
import { createSite, leadTo, noPage, type Site } from '../../hosted-pages/site.ts'
import { prefixOf } from '../../http/platform-handler.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import { isAlive } from '../../world/cart.ts'
import { isListed } from '../../world/catalogue/product.ts'
import { formatAmount, storeCurrency } from '../../world/currency.ts'
import { stableHex } from '../../world/stable-id.ts'
import { findCart } from '../../world/world.ts'
import { convertCart } from '../abandoned-carts/lifecycle.ts'
import { answerCartPage, answerCheckoutPage, answerThanksPage, type PagePlace } from './checkout-page.ts'

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
  app.get('/cart/:session', (c) => withOpenCart(c.req.param('session'), context, prefix(), answerCartPage))
  app.get('/checkout/:session', (c) => withOpenCart(c.req.param('session'), context, prefix(), answerCheckoutPage))
  app.post('/checkout/:session', (c) => placeOrder(c.req.param('session'), context, prefix()))
  app.get('/checkout/:session/thank-you', (c) => thankYou(c.req.param('session'), context, prefix()))

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

/** Shows a page for the cart of a session; for an ordered or closed cart it shows that instead. */
function withOpenCart(
  sessionId: string,
  context: SandboxContext,
  prefix: string,
  show: (cart: NonNullable<ReturnType<typeof findCart>>, place: PagePlace) => Promise<Response>,
): Response | Promise<Response> {
  const session = findSession(sessionId, context)
  if (!session) return noPage()
  if (session.orderId !== null) return leadTo(303, `${prefix}/checkout/${session.id}/thank-you`)
  const cart = findCart(context.world, session.cartId)
  if (!cart || !isAlive(cart, context.clock())) return closed()
  return show(cart, { prefix, sessionId: session.id })
}

function placeOrder(sessionId: string, context: SandboxContext, prefix: string): Response | Promise<Response> {
  return withOpenCart(sessionId, context, prefix, async (cart, place) => {
    const session = findSession(sessionId, context)
    if (session) session.orderId = convertCart(cart, context).id
    return leadTo(303, `${prefix}/checkout/${place.sessionId}/thank-you`)
  })
}

function thankYou(sessionId: string, { world }: SandboxContext, prefix: string): Response | Promise<Response> {
  const session = world.bigcommerce.checkoutSessions.find((candidate) => candidate.id === sessionId)
  const order = world.orders.find((candidate) => candidate.id === session?.orderId)
  const cart = session && findCart(world, session.cartId)
  if (!order || !cart) return noPage()
  return answerThanksPage(cart, order, { prefix, sessionId })
}

function findSession(id: string, { world }: SandboxContext) {
  return world.bigcommerce.checkoutSessions.find((candidate) => candidate.id === id)
}

function closed(): Promise<Response> {
  return answerNotice(410, 'This cart is closed', 'It was already ordered, or it is older than thirty days.')
}
