import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

/** A line of the shop's own cart, as BigCommerce names its fields. */
export interface ShopLine {
  name: string
  quantity: number
}

/** The shop's own cart page. */
export function cartPage(lines: readonly ShopLine[]): Html {
  return shopPage({
    title: 'Cart',
    cartCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    content: html`
<article class="letter">
  <p class="eyebrow">Cart</p>
  <h1>${lines.length > 0 ? 'In your cart' : 'Your cart is empty'}</h1>
  <ul class="shop-cart">${lines.map(({ name, quantity }) => html`<li>${quantity} × ${name}</li>`)}</ul>
  <p><a class="button" href="/">Back to the shop</a></p>
</article>`,
  })
}
