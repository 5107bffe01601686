import { html } from 'hono/html'
import { answerCheckout, answerThanks } from '../../hosted-pages/checkout-pages.ts'
import { type OrderSummary, orderSummary } from '../../hosted-pages/order-summary.ts'
import { answerPage } from '../../hosted-pages/page-layout.ts'
import { type Cart, type CartLine, isProductLine } from '../../world/cart.ts'
import { cartTotals, lineTotals } from '../../world/cart-totals.ts'
import { formatAmount } from '../../world/currency.ts'
import { taxOn } from '../carts/cart-view.ts'

/** Where the links of a page lead: path prefix of the storefront, and the session's own path. */
export interface PagePlace {
  prefix: string
  sessionId: string
  /** Percent of tax on top of the prices. */
  addedTax: number
}

/** The hosted checkout. */
export function answerCheckoutPage(cart: Cart, place: PagePlace): Promise<Response> {
  return answerCheckout(summarize('Your order', cart, cart.lines, place), `${place.prefix}/checkout/${place.sessionId}`)
}

/** The hosted cart page, one step before the checkout. */
export function answerCartPage(cart: Cart, place: PagePlace): Promise<Response> {
  return answerPage(200, {
    title: 'Your cart',
    kind: 'narrow',
    content: html`
<h1>Your cart</h1>
${orderSummary(summarize('In your cart', cart, cart.lines, place))}
<a class="button" href="${place.prefix}/checkout/${place.sessionId}">Check out</a>`,
  })
}

/** What a checkout with a customer's data shows to a browser where that customer is not signed in. */
export function answerSignInPage(cart: Cart, { prefix, sessionId }: PagePlace): Promise<Response> {
  return answerPage(200, {
    title: 'Sign in',
    kind: 'narrow',
    content: html`
<div><h1>Sign in to check out</h1><p class="quiet">This cart belongs to a customer account.</p></div>
<form method="post" action="${prefix}/checkout/${sessionId}/sign-in"><button>Sign in as ${cart.shopper.firstName}</button></form>`,
  })
}

/** After the order. */
export function answerThanksPage(cart: Cart, order: { id: number; lines: CartLine[] }, place: PagePlace) {
  return answerThanks(summarize('What you ordered', cart, order.lines, place), order.id)
}

function summarize(title: string, cart: Cart, lines: CartLine[], { prefix, addedTax }: PagePlace): OrderSummary {
  const totals = cartTotals({ ...cart, lines })
  const amount = (minor: number) => formatAmount(minor, cart.currency, 'en')
  const rows: OrderSummary['rows'] = [['Subtotal', amount(totals.baseAmount)]]
  if (cart.discount && totals.discountAmount > 0) rows.push([cart.discount.title, amount(-totals.discountAmount)])
  if (cart.coupon && totals.couponAmount > 0) rows.push([`Coupon ${cart.coupon.code}`, amount(-totals.couponAmount)])
  const tax = taxOn(totals.cartAmount, { addedTax })
  if (tax > 0) rows.push(['Tax', amount(tax)])
  return {
    title,
    lines: lines.map((line) => ({
      name: line.name,
      picture: line.kind === 'gift-certificate' ? 'gift-wrap-sage.svg' : line.picture,
      options: isProductLine(line) ? line.options.map((option) => `${option.name}: ${option.value}`) : [],
      quantity: line.quantity,
      amount: priceOf(cart, line, amount),
    })),
    rows,
    total: amount(totals.cartAmount + tax),
    prefix,
  }
}

/** The amount at the end of a row. A line that costs nothing says why instead of showing a zero. */
function priceOf(cart: Cart, line: CartLine, amount: (minor: number) => string): string {
  if (isProductLine(line) && line.parentId !== null) return 'Included'
  if (isProductLine(line) && line.addedByPromotion) return 'A gift'
  return amount(lineTotals(cart, line).extendedSalePrice)
}
