import { Hono } from 'hono'

import { type CartLine, isProductLine } from '../cart.ts'
import { formatAmount } from '../currency.ts'
import { answerPicture } from '../hosted-pages/answer-picture.ts'
import { answerCheckout, answerThanks } from '../hosted-pages/checkout-pages.ts'
import type { OrderSummary } from '../hosted-pages/order-summary.ts'
import { answerNotice } from '../hosted-pages/page-layout.ts'
import { prefixOf } from '../platform-handler.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { cartLines, findTjarCart, isOpen, placeOrder, reductionOf, sumOf, tjarCurrency } from './carts.ts'
import type { TjarCart } from './state.ts'

/** The checkout a cart's own link leads to, and the pictures of the store. Made for browsers. */
export function createCheckoutSite(context: SandboxContext): {
  fetch(request: Request, pathname: string): Promise<Response>
} {
  const app = new Hono()
  const path = '/checkout/fromBasket/:identifier'
  const placeOf = (cart: TjarCart) => `${prefixOf(context.tjarUrl())}/checkout/fromBasket/${cart.identifier}`

  app.get('/product-images/:file', (c) => answerPicture(c.req.param('file')))

  app.get(path, (c) =>
    withOpenCart(c.req.param('identifier'), placeOf, context, (cart) =>
      answerCheckout(summarize('Your order', cart, cartLines(cart, context), context), placeOf(cart)),
    ),
  )
  app.post(path, (c) =>
    withOpenCart(c.req.param('identifier'), placeOf, context, (cart) => {
      placeOrder(cart, context)
      return seeOther(`${placeOf(cart)}/thank-you`)
    }),
  )
  app.get(`${path}/thank-you`, (c) => {
    const cart = findTjarCart(c.req.param('identifier'), context)
    const order = context.world.orders.find(({ id }) => id === cart?.orderId)
    if (!cart || !order) return noPage()
    return answerThanks(summarize('What you ordered', cart, order.lines, context), order.id)
  })
  app.notFound(noPage)

  return {
    async fetch(request, pathname) {
      const url = new URL(request.url)
      return app.fetch(new Request(new URL(pathname + url.search, url.origin), { method: request.method }))
    },
  }
}

/** Shows a page for a cart that can be ordered, or where things stand if it cannot. */
function withOpenCart(
  identifier: string,
  placeOf: (cart: TjarCart) => string,
  context: SandboxContext,
  show: (cart: TjarCart) => Response | Promise<Response>,
): Response | Promise<Response> {
  const cart = findTjarCart(identifier, context)
  if (!cart) return noPage()
  if (cart.orderId !== null) return seeOther(`${placeOf(cart)}/thank-you`)
  if (!isOpen(cart) || cart.items.length === 0) {
    return answerNotice(410, 'This cart is closed', 'There is nothing left in it to order.')
  }
  return show(cart)
}

function summarize(title: string, cart: TjarCart, lines: CartLine[], context: SandboxContext): OrderSummary {
  const amount = (minor: number) => formatAmount(minor, tjarCurrency, 'en')
  const products = lines.filter(isProductLine)
  const sum = sumOf(products)
  const reduction = reductionOf(cart, sum, context)
  const isPercent = context.readings.get('tjarOfferUnit') === 'percent'
  const offer = `${isPercent ? `${cart.offerDiscount} %` : amount(reduction)} off`
  return {
    title,
    lines: products.map((line) => ({
      name: line.name,
      picture: line.picture,
      options: line.options.map((option) => `${option.name}: ${option.value}`),
      quantity: line.quantity,
      amount: amount(line.listPrice * line.quantity),
    })),
    rows: [['Subtotal', amount(sum)], ...(reduction > 0 ? [[offer, amount(-reduction)] as [string, string]] : [])],
    total: amount(sum - reduction),
    prefix: prefixOf(context.tjarUrl()),
  }
}

function noPage(): Promise<Response> {
  return answerNotice(404, 'There is nothing here', 'The address may be mistyped.')
}

/** A path, not an address: the browser stays on the host it came by. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
