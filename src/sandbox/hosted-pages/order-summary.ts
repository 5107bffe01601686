import { html } from 'hono/html'

import type { Markup } from './page-layout.ts'

/** What a hosted page shows of a cart or an order. Amounts are formatted already. */
export interface OrderSummary {
  title: string
  lines: {
    name: string
    /** File below `/product-images/`, or an address. */
    picture: string
    options: string[]
    quantity: number
    amount: string
  }[]
  /** Between the lines and the total. */
  rows: [name: string, amount: string][]
  total: string
  /** Path below which the platform's pages live. */
  prefix: string
}

/** The card with the lines and what they come to. */
export function orderSummary({ title, lines, rows, total, prefix }: OrderSummary): Markup {
  return html`
<section class="card summary" aria-label="${title}">
  <h2>${title}</h2>
  <ul>${lines.map((line) => lineRow(line, prefix))}</ul>
  <dl>${rows.map(([name, amount]) => html`<dt class="quiet">${name}</dt><dd>${amount}</dd>`)}
  <dt class="quiet">Delivery</dt><dd>Free</dd>
  <dt class="total">Total</dt><dd class="total">${total}</dd></dl>
</section>`
}

function lineRow({ name, picture, options, quantity, amount }: OrderSummary['lines'][number], prefix: string): Markup {
  const source = URL.canParse(picture) ? picture : `${prefix}/product-images/${picture}`
  return html`<li class="line"><img src="${source}" alt="" width="64" height="64">
<div><b>${name}</b>${options.length > 0 ? html`<span class="quiet">${options.join(' · ')}</span>` : ''}<span class="quiet">Quantity ${quantity}</span></div>
<span class="amount">${amount}</span></li>`
}
