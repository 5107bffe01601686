import { Hono } from 'hono'
import { answerPicture } from '../hosted-pages/answer-picture.ts'
import { answerCheckout, answerThanks } from '../hosted-pages/checkout-pages.ts'
import type { OrderSummary } from '../hosted-pages/order-summary.ts'
import { answerNotice } from '../hosted-pages/page-layout.ts'
import { summarizeProducts } from '../hosted-pages/product-summary.ts'
import { createSite, leadTo, noPage, type Site } from '../hosted-pages/site.ts'
import { prefixOf } from '../http/platform-handler.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import type { CartLine } from '../world/cart.ts'
import { cartLines, findTjarCart, isOpen, placeOrder, reductionOf, tjarCurrency } from './carts.ts'
import type { TjarCart } from './state.ts'

/** The checkout that a cart's own link opens, and the store's pictures, for browsers. The pages are made up. */
export function createCheckoutSite(context: SandboxContext): Site {
  const app = new Hono()
  const path = '/checkout/fromBasket/:identifier'
  const placeOf = (cart: TjarCart) => `${prefixOf(context.urlOf('tjar'))}/checkout/fromBasket/${cart.identifier}`

  app.get('/product-images/:file', (c) => answerPicture(c.req.param('file')))

  app.get(path, (c) =>
    withOpenCart(c.req.param('identifier'), placeOf, context, (cart) =>
      answerCheckout(summarize('Your order', cart, cartLines(cart, context), context), placeOf(cart)),
    ),
  )
  app.post(path, (c) =>
    withOpenCart(c.req.param('identifier'), placeOf, context, (cart) => {
      placeOrder(cart, context)
      return leadTo(303, `${placeOf(cart)}/thank-you`)
    }),
  )
  app.get(`${path}/thank-you`, (c) => {
    const cart = findTjarCart(c.req.param('identifier'), context)
    const order = context.world.orders.find(({ id }) => id === cart?.orderId)
    if (!cart || !order) return noPage()
    return answerThanks(summarize('What you ordered', cart, order.lines, context), order.id)
  })
  app.notFound(noPage)

  return createSite(app)
}

/** Shows a page for a cart that can be ordered; for an ordered or closed cart it shows that instead. */
function withOpenCart(
  identifier: string,
  placeOf: (cart: TjarCart) => string,
  context: SandboxContext,
  show: (cart: TjarCart) => Response | Promise<Response>,
): Response | Promise<Response> {
  const cart = findTjarCart(identifier, context)
  if (!cart) return noPage()
  if (cart.orderId !== null) return leadTo(303, `${placeOf(cart)}/thank-you`)
  if (!isOpen(cart) || cart.items.length === 0) {
    return answerNotice(410, 'This cart is closed', 'There is nothing left in it to order.')
  }
  return show(cart)
}

function summarize(title: string, cart: TjarCart, lines: CartLine[], context: SandboxContext): OrderSummary {
  const { lines: products, sum, amount } = summarizeProducts(lines, tjarCurrency)
  const reduction = reductionOf(cart, sum, context)
  const isPercent = context.readings.get('tjarOfferUnit') === 'percent'
  const offer = `${isPercent ? `${cart.offerDiscount} %` : amount(reduction)} off`
  return {
    title,
    lines: products,
    rows: [['Subtotal', amount(sum)], ...(reduction > 0 ? [[offer, amount(-reduction)] as [string, string]] : [])],
    total: amount(sum - reduction),
    prefix: prefixOf(context.urlOf('tjar')),
  }
}
