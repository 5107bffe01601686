import { html } from 'hono/html'

import type { World } from '../../src/sandbox/index.ts'
import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

export type Product = World['products'][number]

/** How many products the front page shows; the stockroom has hundreds. */
const maxProducts = 24
const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })

/** The shop's front page: what it sells, read from the sandbox's world. */
export function storefrontPage(products: Product[], platformUrl: string, cartCount?: number): Html {
  return shopPage({
    title: 'Things for slow mornings',
    cartCount,
    styles: ['storefront'],
    content: html`
<section class="opening">
  <p class="eyebrow">Winter shelf</p>
  <h1>Made slowly, kept for years</h1>
  <p class="lede">Wool, linen, oak and clay from workshops we know by name. Some things sell out, and we say so.</p>
  <p class="hint">You left a cart here. <a href="/mailbox">Look into your mailbox</a></p>
</section>
<ul class="shelf">
${products
  .filter(({ visible }) => visible)
  .slice(0, maxProducts)
  .map((product, index) => card(product, platformUrl, index))}
</ul>`,
  })
}

/** What a product costs in the shop's own currency. */
export function priceOf({ variants }: Product): string {
  const prices = variants.map(({ prices }) => prices.EUR)
  const lowest = Math.min(...prices)
  const price = euros.format(lowest / 100)
  return lowest < Math.max(...prices) ? `from ${price}` : price
}

function card(product: Product, platformUrl: string, index: number): Html {
  const choices = product.variants.length
  // Another colour on each card, so that the shelf shows the range.
  const { picture } = product.variants[(index * 5) % choices] ?? product
  return html`<li class="card">
  <img src="${platformUrl}/product-images/${picture}" alt="" width="480" height="480"${index > 7 ? html` loading="lazy"` : ''}>
  <h2><a href="/${product.slug}/">${product.name}</a></h2>
  <p class="card-words">${product.description}</p>
  <p class="card-price">${priceOf(product)}${choices > 1 ? html` <span>${choices} variants</span>` : ''}</p>
</li>
`
}
