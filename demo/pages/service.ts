import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

/** The contact page, for shoppers who got stuck. */
export function contactPage(): Html {
  return shopPage({
    title: 'Contact',
    content: html`
<article class="letter">
  <p class="eyebrow">Contact</p>
  <h1>We read every letter</h1>
  <p>If a link did not open your cart, tell us the code that the page showed you. With it we find what happened, and you
    need not explain it twice.</p>
  <p>Alder &amp; Wool, 4 Mill Lane. This address exists as little as the shop does.</p>
  <p><a class="button" href="/">Back to the shop</a></p>
</article>`,
  })
}

/**
 * The page after an order. Its address has a `t` that is not the widget's. The script is here, as on every page of a
 * shop, but the element is not, so the script must leave the address as it is.
 */
export function orderConfirmationPage(): Html {
  return shopPage({
    title: 'Thank you',
    scripts: ['/cart-recovery.js'],
    content: html`
<article class="letter">
  <p class="eyebrow">Order confirmed</p>
  <h1>Thank you</h1>
  <p>Your parcel is being wrapped in brown paper. A message with everything in it is on its way to you.</p>
  <p><a class="button" href="/">Keep browsing</a></p>
</article>`,
  })
}

export function notFoundPage(): Html {
  return shopPage({
    title: 'Not here',
    content: html`
<article class="letter">
  <p class="eyebrow">404</p>
  <h1>There is nothing on this shelf</h1>
  <p>The page you asked for does not exist, or moved without leaving an address.</p>
  <p><a class="button" href="/">Back to the shop</a></p>
</article>`,
  })
}
