import { html } from 'hono/html'

import type { OwnCart, Shelf } from '../vendure/own-cart.ts'
import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
/** The engine counts in hundredths. */
const price = (amount: number) => dollars.format(amount / 100)
const stock: Record<string, string> = { IN_STOCK: 'In stock', LOW_STOCK: 'Only a few left', OUT_OF_STOCK: 'Sold out' }

/** What the engine sells. Everything on this page was read from its Shop API. */
export function shelfPage(shelf: Shelf, cart: OwnCart | undefined): Html {
  const rows = shelf.flatMap(({ name, variants }) =>
    variants.map(
      (variant) => html`<li class="card engine-card">
  <h2>${variants.length > 1 ? variant.name : name}</h2>
  <p class="card-price">${price(variant.priceWithTax)} <span>${stock[variant.stockLevel] ?? variant.stockLevel}</span></p>
  <form method="post" action="/vendure/cart/add">
    <input type="hidden" name="variant" value="${variant.id}">
    <button class="button"${variant.stockLevel === 'OUT_OF_STOCK' ? html` disabled` : ''}
      aria-label="Add ${variant.name} to the cart">Add</button>
  </form>
</li>`,
    ),
  )
  return shopPage({
    title: 'The second shelf',
    styles: ['storefront', 'vendure'],
    ...badge(cart),
    content: html`
<section class="opening">
  <p class="eyebrow">A shop on Vendure</p>
  <h1>A real engine behind the counter</h1>
  <p class="lede">Stock, carts and orders of this shelf are those of a Vendure that runs on this computer.</p>
  <p class="hint">Fill a cart, say at the checkout that you may be written to, and leave.
    Seconds later there is a message in your <a href="/mailbox">mailbox</a>.</p>
</section>
<ul class="shelf">${rows}</ul>`,
  })
}

/** The session's cart, which the engine's Shop API calls the active order. */
export function engineCartPage(cart: OwnCart | undefined): Html {
  const isFilled = cart !== undefined && cart.totalQuantity > 0
  return shopPage({
    title: 'Cart',
    styles: ['vendure'],
    ...badge(cart),
    content: html`
<article class="letter">
  <p class="eyebrow">Cart</p>
  <h1>${isFilled ? 'In your cart' : 'Your cart is empty'}</h1>
  ${isFilled ? linesOf(cart) : ''}
  <p>${isFilled ? html`<a class="button" href="/vendure/checkout">Check out</a> ` : ''}<a href="/vendure/">Back to the shelf</a></p>
</article>`,
  })
}

/** First who orders, then the order itself: a shopper who leaves in between has left a cart with an address. */
export function checkoutPage(cart: OwnCart, trouble = ''): Html {
  const { customer } = cart
  return shopPage({
    title: 'Checkout',
    styles: ['vendure'],
    ...badge(cart),
    content: html`
<article class="letter checkout">
  <p class="eyebrow">Checkout</p>
  <h1>${customer ? `Almost yours, ${customer.firstName}` : 'Who is it for?'}</h1>
  ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : ''}
  ${linesOf(cart)}
  ${customer ? payment(customer.emailAddress) : contact()}
</article>`,
  })
}

/** After an order. */
export function orderedPage(code: string): Html {
  return shopPage({
    title: 'Thank you',
    ...badge(undefined),
    content: html`
<article class="letter">
  <p class="eyebrow">Order ${code}</p>
  <h1>Thank you</h1>
  <p>The engine has the order, and told the proxy by a webhook. <a href="/console?store=vendure">The merchant’s console</a> counts it.</p>
  <p><a class="button" href="/vendure/">Back to the shelf</a></p>
</article>`,
  })
}

/** A code that opens no cart: used elsewhere, too old, or changed on its way. */
export function claimRefusedPage(): Html {
  return shopPage({
    title: 'Open the message again',
    content: html`
<article class="letter">
  <p class="eyebrow">Checkout</p>
  <h1>This way to the checkout was used already</h1>
  <p>It works once, and for ten minutes. Open the link in your message again: your cart is still there.</p>
  <p><a class="button" href="/vendure/">To the shelf</a></p>
</article>`,
  })
}

const badge = (cart: OwnCart | undefined) => ({ cartPath: '/vendure/cart', cartCount: cart?.totalQuantity ?? 0 })

function linesOf({ lines, totalWithTax }: OwnCart): Html {
  return html`<ul class="engine-lines">
  ${lines
    .filter(({ quantity }) => quantity > 0)
    .map(
      ({ quantity, productVariant, linePriceWithTax }) =>
        html`<li><span>${quantity} × ${productVariant.name}</span> <span>${price(linePriceWithTax)}</span></li>`,
    )}
  <li class="total"><span>Total</span> <span>${price(totalWithTax)}</span></li>
</ul>`
}

const contact = (): Html => html`<form method="post" action="/vendure/checkout/contact">
  <label>First name <input name="firstName" autocomplete="given-name" required maxlength="50" value="Ada"></label>
  <label>E-mail <input name="email" type="email" autocomplete="email" required value="ada@example.com"></label>
  <label class="choice"><input type="checkbox" name="consent" value="yes"> Remind me by e-mail if I leave this cart</label>
  <p><button class="button">Go on</button></p>
</form>`

const payment = (
  emailAddress: string,
): Html => html`<p class="quiet">For ${emailAddress}. To 4 Mill Lane, by parcel, on invoice.</p>
<form method="post" action="/vendure/checkout/pay"><p><button class="button">Order and pay</button></p></form>`
