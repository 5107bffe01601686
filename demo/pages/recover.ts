import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

interface RecoverPageOptions {
  endpoint: string
  path: string
  isSignedIn: boolean
  /** The shop's own route that makes the cart its own. Empty where the store has none. */
  adoptUrl: string
  /** Where the shop goes on. @default '/' */
  shopUrl?: string
}

/** The page a message's link opens. It runs one script, the drop-in, and the shop's own where a customer is signed in. */
export function recoverPage({ endpoint, path, isSignedIn, adoptUrl, shopUrl = '/' }: RecoverPageOptions): Html {
  return shopPage({
    title: 'Your cart',
    scripts: ['/cart-recovery.js', ...(isSignedIn ? ['/assets/shopper.js'] : [])],
    content: html`
<div class="basket">
  <h1 class="visually-hidden">Your cart</h1>
  <cart-recovery
    endpoint="${endpoint}"
    shop-url="${shopUrl}"
    adopt-url="${adoptUrl}"
    sign-in-url="/account?back=${path}"
    contact-url="/contact"
  ></cart-recovery>
</div>`,
  })
}
