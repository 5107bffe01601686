import { html, nothing } from 'lit'

import type { MerchantSummary } from '../../contract/browser.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatDate } from '../text/format.ts'
import { bar } from './bar.ts'
import { type Unfolding, unfoldButton } from './unfolding.ts'

type Waiting = NonNullable<MerchantSummary['waiting']>

/** How many shoppers wait for a product to come back, since when, and of how many it was told. */
export function waitingPanel(waiting: Waiting, unfolding: Unfolding, { text, locale }: ConsoleSettings) {
  const most = Math.max(1, ...waiting.map(({ shoppers }) => shoppers))
  const shown = unfolding.isWhole ? waiting : waiting.slice(0, unfolding.first)
  return html`<section class="panel" aria-labelledby="waiting">
    <h3 id="waiting">${text('summary.waiting')}</h3>
    <p class="muted small">${text(waiting.length > 0 ? 'summary.waitingLede' : 'summary.nobodyWaits')}</p>
    ${
      waiting.length > 0
        ? html`<table class="waiting">
            <caption class="visually-hidden">${text('summary.waiting')}</caption>
            <thead class="visually-hidden"><tr>
              <th scope="col">${text('summary.product')}</th><th scope="col">${text('summary.shoppers')}</th>
            </tr></thead>
            <tbody>
              ${shown.map(
                ({ name, shoppers, since, notified }) => html`<tr>
                  <th scope="row">
                    <bdi>${name}</bdi>
                    ${since ? html`<span class="way muted small">${text('summary.waitingSince', { day: formatDate(since, locale) })}</span>` : nothing}
                    ${bar(shoppers / most)}
                  </th>
                  <td class="end">
                    ${shoppers > 0 ? html`<span class="way">${text('summary.waitingHint', { count: shoppers })}</span>` : nothing}
                    ${notified > 0 ? html`<span class="way muted small">${text('summary.notified', { count: notified })}</span>` : nothing}
                  </td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing
    }
    ${unfoldButton(waiting.length, unfolding, text)}
  </section>`
}
