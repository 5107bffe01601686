import { html, raw } from 'hono/html'

import { documentedReadings, faultKinds } from '../../src/sandbox/index.ts'
import { platformTitles } from '../browser/platform-titles.ts'
import { pseudoLanguage, pseudoMessages } from '../pseudo-locale.ts'
import { runPath } from '../qa-runs.ts'
import type { QaRun } from '../qa-setup.ts'
import { groups } from '../qa-states/index.ts'
import { type Html, page } from './page.ts'
import { type View, viewForm, viewQuery } from './qa-view.ts'

export { readView, viewQuery } from './qa-view.ts'

/** What a shop may put into the widget's slots. Its words are the shop's, in whichever language the widget speaks. */
const ownContent = html`
      <button slot="express" type="button" class="express" lang="en">Pay with FastPay</button>
      <p slot="assurance" class="assurance" lang="en">Free returns for 30 days · Safe payment</p>
      <p slot="delivery" class="delivery" lang="en">Arrives in 2 to 3 days · Free from €50</p>
      <section slot="suggestions" class="suggestions" lang="en">
        <h3>Still here</h3>
        <p><a href="/">Ceramic mug, €18</a> · <a href="/">Beeswax candle, €9.50</a></p>
      </section>`

/** One state: the widget as the shopper has it, and beside it switches and evidence. */
export function qaStatePage(run: QaRun, view: View): Html {
  const { state, id } = run
  const base = runPath(id)
  const permalink = new URLSearchParams(viewQuery(view, state.view)).toString()
  return page({
    title: state.title,
    styles: ['qa', 'ledger'],
    // In this order: the first prepares the tab before the widget looks at it.
    scripts: ['/assets/qa-prelude.js', '/cart-recovery.js', '/assets/qa-state.js'],
    theme: view.theme,
    direction: view.dir,
    textSize: view.text,
    content: html`
<div class="state" data-width="${view.width}">
  <header class="state-head" dir="ltr">
    <p class="eyebrow"><a href="/qa">Every state</a> · ${neighbours(state.name)}</p>
    <h1>${state.title}</h1>
    <p>${state.description}</p>
    <p class="ends">Ends in <code>${state.status}</code>${
      state.problem ? html` <code class="trouble">${state.problem}</code>` : ''
    }${state.text ? html` and says “${state.text}”` : ''}</p>
  </header>
  <main class="specimen" lang="${view.lang}">
    <cart-recovery
      endpoint="${base}/cart-recovery"
      shop-url="/"
      ${state.adopts ? html`adopt-url="${base}/adopt"` : ''}
      ${state.notify === 'event' ? html`back-in-stock` : ''}
      sign-in-url="/account"
      contact-url="/contact"
    ><p class="empty-note" lang="en">The page’s own content: it was opened without a link.</p>${state.hasOwnContent ? ownContent : ''}</cart-recovery>
  </main>
  <aside class="panel" dir="ltr" aria-label="Switches and evidence">
    ${viewForm(view)}
    <p class="actions">
      <a class="plain" href="/qa/${state.name}${permalink ? `?${permalink}` : ''}">Start over</a>
      <button type="button" class="plain" id="reload">Reload this visit</button>
    </p>
    <section>
      <h2>Now</h2>
      <p class="now"><code id="status">idle</code> <code class="trouble" id="problem" hidden></code></p>
      <h3>Announced</h3>
      <ol class="log" id="announced" tabindex="0" aria-label="Announced"></ol>
      <h3>Events</h3>
      <ol class="log" id="events" tabindex="0" aria-label="Events"></ol>
    </section>
    <section>
      <h2>Calls</h2>
      <dl class="counts">
        <div><dt>Reads</dt><dd id="reads">0</dd></div>
        <div><dt>Writes</dt><dd id="writes">0</dd></div>
      </dl>
      <div class="ledger-box" tabindex="0" role="region" aria-label="Calls to the platforms">
        <ol class="ledger" id="ledger"></ol>
        <p class="empty-note" id="ledger-empty">Nothing was asked.</p>
      </div>
    </section>
    ${switches(run)}
  </aside>
</div>
<script type="application/json" id="run">${raw(json({ id, base, cartId: run.cartId, steps: run.steps, held: state.network?.does === 'hold', messages: { [pseudoLanguage]: pseudoMessages() } }))}</script>`,
  })
}

function switches({ platform, stage: { sandbox } }: QaRun): Html {
  const [fault] = sandbox.faults.list()
  const faulty = fault?.platform ?? platform
  return html`<section>
  <h2>Switches</h2>
  <form id="fault" class="row">
    <label>Platform <select name="platform">${Object.entries(platformTitles).map(([name, title]) => html`<option value="${name}"${name === faulty ? html` selected` : ''}>${title}</option>`)}</select></label>
    <label>does <select name="fault"><option value="">works, as all</option>${faultKinds.map((kind) => html`<option${kind === fault?.fault ? html` selected` : ''}>${kind}</option>`)}</select></label>
    <label>on path <input name="path" placeholder="all" size="12" value="${fault?.path ?? ''}"></label>
    <label>late by, ms <input name="delayMs" type="number" min="0" step="100" placeholder="3000" value="${fault?.delayMs ?? ''}"></label>
    <button class="plain">Set</button>
  </form>
  <form id="clock" class="row">
    <label>Clock, hours from now <input name="hours" type="number" value="${Math.round(sandbox.world.clockOffsetSeconds / 3600)}" step="1"></label>
    <button class="plain">Set</button>
  </form>
  <p class="row">The cart
    <button type="button" class="plain" data-step="abandon">was left</button>
    <button type="button" class="plain" data-step="convert">was ordered</button>
    <button type="button" class="plain" data-step="expire">ran out</button>
  </p>
  <table id="variants"><thead><tr><th scope="col">Line</th><th scope="col">Stock</th><th scope="col">Price, €</th></tr></thead><tbody></tbody></table>
  <details>
    <summary>Readings of the documentation</summary>
    <form id="readings">
    ${Object.entries(documentedReadings).map(
      ([
        name,
        values,
      ]) => html`<label>${name} <select name="${name}">${values.map((value) => html`<option>${value}</option>`)}</select></label>
    `,
    )}
    </form>
  </details>
  <p class="quiet" id="switch-result" role="status"></p>
</section>`
}

function neighbours(name: string): Html {
  const states = groups.flatMap((group) => group.states)
  const at = states.findIndex((state) => state.name === name)
  const link = (offset: number, label: string) => {
    const neighbour = states[at + offset]
    return neighbour ? html`<a class="neighbour" href="/qa/${neighbour.name}">${label}</a>` : ''
  }
  return html`${link(-1, 'Previous')} ${link(1, 'Next')}`
}

/** JSON that cannot end the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
