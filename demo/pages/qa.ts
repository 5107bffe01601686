import { html } from 'hono/html'

import { groups, type QaGroup } from '../qa-states/index.ts'
import { type Html, page } from './page.ts'

/** The table of contents: every state, grouped, with where it ends. */
export function qaPage(): Html {
  const count = groups.reduce((sum, { states }) => sum + states.length, 0)
  return page({
    title: 'Every state',
    styles: ['qa'],
    content: html`
<main class="index">
  <header class="intro">
    <p class="eyebrow"><a href="/">Alder &amp; Wool</a> · <a href="/mailbox">Mailbox</a> · <a href="/console">Console</a></p>
    <h1>Every state of the widget</h1>
    <p class="lede">${count} states, each at an address of its own, each with the real widget before a proxy and
      platforms that nobody else uses. Open one, turn its switches, read what was announced and which calls it took.</p>
  </header>
  <nav class="jumps" aria-label="Groups">
  ${groups.map(({ title }, index) => html`<a href="#group-${index}">${title}</a> `)}
  </nav>
  ${groups.map(section)}
</main>`,
  })
}

function section({ title, states }: QaGroup, index: number): Html {
  return html`<section class="group" id="group-${index}">
  <h2>${title}</h2>
  <ul>
  ${states.map(
    ({ name, title, description, status, problem }) => html`<li>
    <a href="/qa/${name}">${title}</a>
    <p>${description}</p>
    <p class="ends"><code>${status}</code>${problem ? html` <code class="trouble">${problem}</code>` : ''}</p>
  </li>
  `,
  )}
  </ul>
</section>
`
}
