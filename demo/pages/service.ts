import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

/** Where a shopper signs in before a cart that belongs to an account. */
export function accountPage(): Html {
  return shopPage({
    title: 'Your account',
    content: html`
<article class="letter">
  <p class="eyebrow">Account</p>
  <h1>Welcome back</h1>
  <p>This is where a real shop would ask you to sign in. A cart that was saved in an account opens only for its owner,
    so the link in the message stops here until you have.</p>
  <p>In this demo nobody has an account, and there is nothing to type.</p>
  <p><a class="button" href="/">Back to the shop</a></p>
</article>`,
  })
}

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
