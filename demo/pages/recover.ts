import { html } from 'hono/html'

import type { Html } from './page.ts'
import { shopPage } from './shop-frame.ts'

/** The page a message's link opens. It runs one script: the drop-in. */
export function recoverPage(endpoint: string): Html {
  return shopPage({
    title: 'Your cart',
    scripts: ['/cart-recovery.js'],
    content: html`
<div class="basket">
  <cart-recovery
    endpoint="${endpoint}"
    shop-url="/"
    sign-in-url="/account"
    contact-url="/contact"
  ></cart-recovery>
</div>`,
  })
}
