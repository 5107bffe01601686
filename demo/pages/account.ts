import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

/** A customer of the shop, as its own server knows them. */
export interface Customer {
  id: number
  firstName: string
}

interface AccountPageOptions {
  customers: Customer[]
  signedIn: Customer | undefined
  /** Where a shopper came from, and goes back to once they are signed in. */
  back: string
}

/** Where a shopper signs in before a cart that belongs to an account. */
export function accountPage({ customers, signedIn, back }: AccountPageOptions): Html {
  return shopPage({
    title: 'Your account',
    content: html`
<article class="letter">
  <p class="eyebrow">Account</p>
  <h1>${signedIn ? `Hello ${signedIn.firstName}` : 'Welcome back'}</h1>
  ${
    signedIn
      ? html`<p>You are signed in. A cart that you saved in your account opens from its message now.</p>
  <form method="post" action="/account/sign-out"><p><button class="button">Sign out</button></p></form>`
      : html`<p>This is where a real shop would ask you for a password. A cart that was saved in an account opens only for
    its owner, so the link stops here until you sign in.</p>
  ${customers.map(
    ({ id, firstName }) => html`<form method="post" action="/account/sign-in">
    <input type="hidden" name="customer" value="${id}"><input type="hidden" name="back" value="${back}">
    <p><button class="button">Sign in as ${firstName}</button></p>
  </form>`,
  )}`
  }
  <p><a class="button" href="/">Back to the shop</a></p>
</article>`,
  })
}
