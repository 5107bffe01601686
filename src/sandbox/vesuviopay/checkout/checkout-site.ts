import { Hono } from 'hono'
import { answerPicture } from '../../hosted-pages/answer-picture.ts'
import { answerCheckout, answerThanks } from '../../hosted-pages/checkout-pages.ts'
import type { OrderSummary } from '../../hosted-pages/order-summary.ts'
import { answerNotice } from '../../hosted-pages/page-layout.ts'
import { summarizeProducts } from '../../hosted-pages/product-summary.ts'
import { createSite, leadTo, noPage, type Site } from '../../hosted-pages/site.ts'
import { prefixOf } from '../../http/platform-handler.ts'
import type { SandboxContext } from '../../sandbox-context.ts'
import type { CartLine } from '../../world/cart.ts'
import { storeCurrency } from '../../world/currency.ts'
import type { VesuvioPayCart, VesuvioPayCheckout } from '../state.ts'
import { orderLines, placeOrder } from './orders.ts'

/** The checkout that finish leads to, and its pictures, for browsers. The pages are made up. */
export function createCheckoutSite(context: SandboxContext): Site {
  const app = new Hono()
  const prefix = () => prefixOf(context.urlOf('vesuviopay'))

  app.get('/product-images/:file', (c) => answerPicture(c.req.param('file')))

  app.get('/checkout/:token', (c) =>
    withOpenCart(c.req.param('token'), context, (cart, checkout) =>
      answerCheckout(summarize('Your order', orderLines(cart, context), prefix()), pathOf(checkout, prefix())),
    ),
  )
  app.post('/checkout/:token', (c) =>
    withOpenCart(c.req.param('token'), context, (cart, checkout) => {
      placeOrder(cart, context)
      return leadTo(303, `${pathOf(checkout, prefix())}/thank-you`)
    }),
  )
  app.get('/checkout/:token/thank-you', (c) => {
    const checkout = findCheckout(c.req.param('token'), context)
    const order = context.world.orders.find(({ id }) => id === checkout?.orderId)
    if (!order) return noPage()
    return answerThanks(summarize('What you ordered', order.lines, prefix()), order.id)
  })
  app.notFound(noPage)

  return createSite(app)
}

/** Shows a page for the cart of a link; for an ordered or expired cart it shows that instead. */
function withOpenCart(
  token: string,
  context: SandboxContext,
  show: (cart: VesuvioPayCart, checkout: VesuvioPayCheckout) => Response | Promise<Response>,
): Response | Promise<Response> {
  const checkout = findCheckout(token, context)
  if (!checkout) return noPage()
  if (checkout.orderId !== null) {
    return leadTo(303, `${pathOf(checkout, prefixOf(context.urlOf('vesuviopay')))}/thank-you`)
  }
  const cart = context.world.vesuviopay.carts.find(({ id }) => id === checkout.cartId)
  if (!cart || cart.items.length === 0 || context.clock() >= checkout.expiresAt) {
    return answerNotice(410, 'This link has expired', 'Go back to the shop and check out once more.')
  }
  return show(cart, checkout)
}

function summarize(title: string, lines: CartLine[], prefix: string): OrderSummary {
  const { lines: rows, sum, amount } = summarizeProducts(lines, storeCurrency)
  const total = amount(sum)
  return {
    title,
    lines: rows,
    rows: [['Subtotal', total]],
    total,
    prefix,
  }
}

function findCheckout(token: string, { world }: SandboxContext): VesuvioPayCheckout | undefined {
  return world.vesuviopay.checkouts.find((checkout) => checkout.token === token)
}

function pathOf({ token }: VesuvioPayCheckout, prefix: string): string {
  return `${prefix}/checkout/${token}`
}
