import { html } from 'hono/html'

import { type Html, page } from './page.ts'

/** The first thirty seconds: a phone with a mailbox, and beside it what the platform sees. */
export function mailboxPage(platformHost: string): Html {
  return page({
    title: 'Mailbox',
    styles: ['mailbox', 'ledger'],
    scripts: ['/assets/mailbox.js'],
    content: html`
<main class="bench">
  <header class="intro">
    <p class="eyebrow"><a href="/">Alder &amp; Wool</a> · demo</p>
    <h1>Somebody left a cart behind</h1>
    <ol class="steps">
      <li>Open a message and tap its button.</li>
      <li>Watch the address: the token is gone before you can read it.</li>
      <li>See what changed, and check out in one tap.</li>
    </ol>
  </header>

  <section class="phone" aria-label="A shopper’s phone" data-platform="${platformHost}">
    <div class="phone-top">
      <button type="button" class="phone-back" id="back" hidden>Back</button>
      <p class="phone-title" id="phone-title">Inbox</p>
      <p class="address" id="address" aria-label="Address bar" hidden></p>
    </div>
    <div class="phone-screen" id="screen">
      <noscript><p class="empty-note">The mailbox needs scripts. The shop’s own pages do not depend on it.</p></noscript>
    </div>
  </section>

  <section class="evidence" aria-labelledby="ledger-title">
    <div class="evidence-head">
      <h2 id="ledger-title">What the platforms see</h2>
      <button type="button" class="plain" id="reset">Start over</button>
    </div>
    <dl class="counts">
      <div><dt>Reads</dt><dd id="reads">0</dd></div>
      <div class="count-writes"><dt>Writes</dt><dd id="writes">0</dd></div>
    </dl>
    <div class="ledger-box" tabindex="0" role="region" aria-label="Calls to the platforms">
      <ol class="ledger" id="ledger"></ol>
      <p class="empty-note" id="ledger-empty">Nothing yet. Opening a message asks no platform anything.</p>
    </div>
    <div class="experiments">
      <article>
        <h3>Opening a link changes nothing</h3>
        <p>Mail scanners open every link, some with a whole browser.</p>
        <button type="button" class="button" id="scan">Be 1,000 mail scanners</button>
        <output id="scan-result" aria-live="polite"></output>
      </article>
      <article>
        <h3>Lines are targets, not additions</h3>
        <p>A thumb that cannot wait, in two tabs at once.</p>
        <button type="button" class="button" id="tap">Tap 50 times in two tabs</button>
        <output id="tap-result" aria-live="polite"></output>
      </article>
      <article>
        <h3>One message, with consent</h3>
        <p>An hour passes. BigCommerce says that Mara’s cart was left; she agreed to WhatsApp at the checkout.</p>
        <button type="button" class="button" id="leave">Leave Mara’s cart</button>
        <output id="leave-result" aria-live="polite"></output>
      </article>
    </div>
    <p class="quiet more"><a href="/console">The merchant’s console</a>, whose reminders arrive here · <a href="/qa">Every state</a> · <a href="/">The shop</a></p>
  </section>
</main>`,
  })
}
