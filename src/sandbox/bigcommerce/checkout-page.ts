import { html } from 'hono/html'

import { type Cart, type CartLine, isProductLine } from '../cart.ts'
import { cartTotals, lineTotals } from '../cart-totals.ts'
import { formatAmount } from '../currency.ts'
import { answerPage, type Markup } from './page-layout.ts'

/** Where the links of a page lead: path prefix of the storefront, and the session's own path. */
export interface PagePlace {
  prefix: string
  sessionId: string
}

/** The hosted checkout: what is ordered, what it costs, one button. */
export function answerCheckoutPage(cart: Cart, place: PagePlace): Promise<Response> {
  return answerPage(200, {
    title: 'Checkout',
    kind: 'checkout',
    content: html`
<section class="stack">
  <div><h1>Checkout</h1><p class="quiet">A sandbox checkout: nothing is charged and nothing is sent.</p></div>
  ${step(1, 'Delivery', 'Standard parcel, two to four days, free of charge.')}
  ${step(2, 'Payment', 'Test card ending in 4242.')}
</section>
${summary('Your order', cart, cart.lines, place)}
<form method="post" action="${place.prefix}/checkout/${place.sessionId}"><button>Place order</button></form>`,
  })
}

/** The hosted cart page, one step before the checkout. */
export function answerCartPage(cart: Cart, place: PagePlace): Promise<Response> {
  return answerPage(200, {
    title: 'Your cart',
    kind: 'narrow',
    content: html`
<h1>Your cart</h1>
${summary('In your cart', cart, cart.lines, place)}
<a class="button" href="${place.prefix}/checkout/${place.sessionId}">Check out</a>`,
  })
}

/** After the order. */
export function answerThanksPage(cart: Cart, order: { id: number; lines: CartLine[] }, place: PagePlace) {
  return answerPage(200, {
    title: 'Thank you',
    kind: 'narrow',
    content: html`
<div><div class="mark" aria-hidden="true">✓</div><h1>Thank you</h1>
<p class="quiet">Order ${order.id} is on its way to the packing table.</p></div>
${summary('What you ordered', cart, order.lines, place)}`,
  })
}

function step(number: number, title: string, sentence: string): Markup {
  return html`<div class="card step"><span aria-hidden="true">${number}</span><div><h2>${title}</h2><p class="quiet">${sentence}</p></div></div>`
}

function summary(title: string, cart: Cart, lines: CartLine[], place: PagePlace): Markup {
  const totals = cartTotals({ ...cart, lines })
  const amount = (minor: number) => formatAmount(minor, cart.currency, 'en')
  const rows: [name: string, minor: number][] = [['Subtotal', totals.baseAmount]]
  if (cart.discount && totals.discountAmount > 0) rows.push([cart.discount.title, -totals.discountAmount])
  if (cart.coupon && totals.couponAmount > 0) rows.push([`Coupon ${cart.coupon.code}`, -totals.couponAmount])
  return html`
<section class="card summary" aria-label="${title}">
  <h2>${title}</h2>
  <ul>${lines.map((line) => row(cart, line, amount, place))}</ul>
  <dl>${rows.map(([name, minor]) => html`<dt class="quiet">${name}</dt><dd>${amount(minor)}</dd>`)}
  <dt class="quiet">Delivery</dt><dd>Free</dd>
  <dt class="total">Total</dt><dd class="total">${amount(totals.cartAmount)}</dd></dl>
</section>`
}

function row(cart: Cart, line: CartLine, amount: (minor: number) => string, place: PagePlace): Markup {
  const picture = line.kind === 'gift-certificate' ? 'gift-wrap-sage.svg' : line.picture
  const source = URL.canParse(picture) ? picture : `${place.prefix}/product-images/${picture}`
  const options = isProductLine(line) ? line.options.map((option) => `${option.name}: ${option.value}`) : []
  return html`<li class="line"><img src="${source}" alt="" width="64" height="64">
<div><b>${line.name}</b>${options.length > 0 ? html`<span class="quiet">${options.join(' · ')}</span>` : ''}<span class="quiet">Quantity ${line.quantity}</span></div>
<span class="amount">${priceOf(cart, line, amount)}</span></li>`
}

/** What stands at the end of a row; a nought would raise questions. */
function priceOf(cart: Cart, line: CartLine, amount: (minor: number) => string): string {
  if (isProductLine(line) && line.parentId !== null) return 'Included'
  if (isProductLine(line) && line.addedByPromotion) return 'A gift'
  return amount(lineTotals(cart, line).extendedSalePrice)
}
