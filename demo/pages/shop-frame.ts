import { html } from 'hono/html'

import { type Html, type PageOptions, page } from './page.ts'

interface ShopPageOptions extends PageOptions {
  /** How many things are in the shop's own cart, on pages that say so. */
  cartCount?: number | undefined
  /** Where that cart is shown. @default '/cart' */
  cartPath?: string
}

/** A page of the shop as a shopper knows it: header, content, footer. */
export function shopPage(options: ShopPageOptions): Html {
  const { content, styles = [], cartCount, cartPath = '/cart' } = options
  return page({
    ...options,
    styles: ['shop', ...styles],
    content: html`
<a class="skip" href="#main">Skip to content</a>
<header class="masthead">
  <a class="brand" href="/">Alder <span>&amp;</span> Wool</a>
  <nav aria-label="Shop">
    <a href="/">Shop</a>
    ${cartCount === undefined ? '' : html`<a href="${cartPath}">Cart (${cartCount})</a>`}
    <a href="/account">Account</a>
    <a href="/contact">Contact</a>
    <a href="/console">Console</a>
  </nav>
</header>
<main id="main">
${content}
</main>
<footer class="colophon">
  <p>Things for slow mornings, made in small batches.</p>
  <p class="quiet">A shop that exists only on this computer. Nothing here can be bought.
    Look behind it: <a href="/mailbox">the mailbox</a>, <a href="/console">the merchant’s console</a>,
    <a href="/qa">every state of the widget</a>.</p>
</footer>`,
  })
}
