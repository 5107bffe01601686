import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'
import { type Product, priceOf } from './storefront.ts'

/** One product. A line of a cart leads here. */
export function productPage(product: Product, platformUrl: string, cartCount?: number): Html {
  const { name, description, options, picture } = product
  return shopPage({
    title: name,
    cartCount,
    styles: ['storefront'],
    content: html`
<article class="product">
  <img src="${platformUrl}/product-images/${picture}" alt="" width="640" height="640">
  <div>
    <p class="eyebrow"><a href="/">Shop</a></p>
    <h1>${name}</h1>
    <p class="product-price">${priceOf(product)}</p>
    <p class="lede">${description}</p>
    ${
      options.length > 0
        ? html`<dl class="product-options">
    ${options.map(({ name, values }) => html`<dt>${name}</dt><dd>${values.map(({ label }) => label).join(', ')}</dd>`)}
    </dl>`
        : ''
    }
    <form method="post" action="/cart/add">
      <input type="hidden" name="product" value="${product.id}">
      <p><button class="button">Add to cart</button></p>
    </form>
    <p class="quiet">The carts that were left are in the <a href="/mailbox">mailbox</a>.</p>
  </div>
</article>`,
  })
}
