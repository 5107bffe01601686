import { html } from 'hono/html'

import { titleOf } from '../browser/platform-titles.ts'
import { type StoreName, type StorePaths, storePaths } from '../stores.ts'
import { type Html, page } from './page.ts'

/** Whose abandoned-cart settings a store's console shows. Tjar keeps its own to itself. */
const settingsLabels: Partial<Record<StoreName, string>> = {
  bigcommerce: 'BigCommerce’s own e-mails',
  vesuviopay: 'BigCommerce’s own e-mails',
}

type EngineStore = Pick<StorePaths, 'proxy' | 'channelId'>

/** Where the shop's owner works: the console of one store, and a key to try it with. `onEngine` is a store beside the sandbox's. */
export function consolePage(merchantKey: string, store: StoreName | 'vendure', onEngine?: EngineStore): Html {
  const stores = { ...storePaths, ...(onEngine && { vendure: onEngine }) }
  const { proxy, channelId } = store === 'vendure' ? (onEngine ?? storePaths.bigcommerce) : storePaths[store]
  const settingsLabel = store === 'vendure' ? '' : (settingsLabels[store] ?? '')
  return page({
    title: 'Console',
    styles: ['console'],
    scripts: ['/cart-recovery-console.js', '/assets/console.js'],
    content: html`
<header class="office">
  <div>
    <p class="eyebrow"><a href="/">Alder &amp; Wool</a> · demo</p>
    <h1>The merchant’s desk</h1>
  </div>
  <nav aria-label="Store">
    ${Object.keys(stores).map((name) => storeLink(name, name === store))}
  </nav>
</header>
<main class="desk">
  <cart-recovery-console endpoint="${proxy}" channels="${channelId}" settings-label="${settingsLabel}">
    <div slot="sign-in" class="demo-key">
      <p class="quiet">In this demo everybody may look in. The key is <code>${merchantKey}</code></p>
      <button type="button" class="plain" id="demo-key" data-key="${merchantKey}">Use the demo key</button>
    </div>
  </cart-recovery-console>
  <noscript><p class="empty-note">The console needs scripts.</p></noscript>
</main>
<footer class="office quiet">
  <p><a href="/mailbox">The shopper’s mailbox</a> · <a href="/qa">Every state on one page</a> · <a href="/">The shop</a></p>
</footer>`,
  })
}

function storeLink(name: string, isCurrent: boolean): Html {
  const current = isCurrent ? html` aria-current="page"` : ''
  return html`<a href="/console?store=${name}"${current}>${titleOf(name)}</a>
`
}
