import { html } from 'hono/html'

import { type OrderSummary, orderSummary } from './order-summary.ts'
import { answerPage, type Markup } from './page-layout.ts'

/** A checkout: what is ordered, what it costs, one button that posts to `action`. */
export function answerCheckout(order: OrderSummary, action: string): Promise<Response> {
  return answerPage(200, {
    title: 'Checkout',
    kind: 'checkout',
    content: html`
<section class="stack">
  <div><h1>Checkout</h1><p class="quiet">A sandbox checkout: nothing is charged and nothing is sent.</p></div>
  ${step(1, 'Delivery', 'Standard parcel, two to four days, free of charge.')}
  ${step(2, 'Payment', 'Test card ending in 4242.')}
</section>
${orderSummary(order)}
<form method="post" action="${action}"><button>Place order</button></form>`,
  })
}

/** After the order. */
export function answerThanks(order: OrderSummary, orderId: number): Promise<Response> {
  return answerPage(200, {
    title: 'Thank you',
    kind: 'narrow',
    content: html`
<div><div class="mark" aria-hidden="true">✓</div><h1>Thank you</h1>
<p class="quiet">Order ${orderId} is on its way to the packing table.</p></div>
${orderSummary(order)}`,
  })
}

function step(number: number, title: string, sentence: string): Markup {
  return html`<div class="card step"><span aria-hidden="true">${number}</span><div><h2>${title}</h2><p class="quiet">${sentence}</p></div></div>`
}
