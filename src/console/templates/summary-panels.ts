import { html, nothing } from 'lit'

import type { MerchantSummary } from '../../contract/browser.ts'
import { formatNumber } from '../../format/index.ts'
import type { ConsoleSettings } from '../frame/context.ts'
import { formatAmounts, formatShare } from '../text/format.ts'
import { toLostChart } from '../text/lost-to-stock.ts'
import { bar } from './bar.ts'
import { panelTable } from './panel-table.ts'
import { type Unfolding, unfoldButton } from './unfolding.ts'

const steps = ['sent', 'opened', 'checkedOut', 'ordered'] as const

/** How far the carts got. */
export function funnelPanel(funnel: MerchantSummary['funnel'], settings: ConsoleSettings) {
  const { text, locale } = settings
  const rows = steps.map((step) => ({
    name: text(`summary.${step}`),
    count: formatNumber(funnel[step], locale),
    of: formatShare(funnel[step], funnel.sent, locale),
    share: funnel[step] / Math.max(1, funnel.sent),
  }))
  return html`<section class="panel" aria-labelledby="funnel">
    <h3 id="funnel">${text('summary.funnel')}</h3>
    <p class="muted small">${text('summary.funnelLede')}</p>
    <div class="funnel" role="img" aria-label=${text('summary.funnelChart', funnel)}>
      ${rows.map(
        ({ name, count, of, share }) => html`<p class="bar-text">
            <b>${name}</b>
            <span class="number"><b>${count}</b> ${of ? html`<span class="muted small">${text('summary.ofAll', { share: of })}</span>` : nothing}</span>
          </p>
          ${bar(share)}`,
      )}
    </div>
    ${panelTable(
      text('summary.funnel'),
      [text('summary.step'), text('summary.carts'), text('summary.share')],
      rows.map(({ name, count, of }) => [name, count, of]),
      settings,
    )}
    <p class="footnote muted small">${text('summary.scanners')}</p>
  </section>`
}

/** Which links brought shoppers back. */
export function channelsPanel(channels: MerchantSummary['channels'], { text, locale }: ConsoleSettings) {
  const most = Math.max(1, ...channels.map(({ recovered }) => recovered.carts))
  return html`<section class="panel" aria-labelledby="channels">
    <h3 id="channels">${text('summary.channels')}</h3>
    <p class="muted small">${text(channels.length > 0 ? 'summary.channelsLede' : 'summary.noChannels')}</p>
    <ul>
      ${channels.map(
        ({ channel, opened, recovered }) => html`<li>
          <p class="bar-text">
            <b>${text(`channel.${channel}`)}</b>
            <span><b class="amounts"><bdi>${formatAmounts(recovered.value, locale)}</bdi></b>
            <span class="muted small">${text('summary.channelHint', { recovered: recovered.carts, opened })}</span></span>
          </p>
          ${bar(recovered.carts / most)}
        </li>`,
      )}
    </ul>
  </section>`
}

/** What shoppers came back for and could not buy, and how many of them wait for it. */
export function lostPanel(
  { lostToStock, waiting = [] }: Pick<MerchantSummary, 'lostToStock' | 'waiting'>,
  unfolding: Unfolding,
  { text, locale }: ConsoleSettings,
) {
  const { rows } = toLostChart(lostToStock, waiting, locale)
  const shown = unfolding.isWhole ? rows : rows.slice(0, unfolding.first)
  return html`<section class="panel" aria-labelledby="lost">
    <h3 id="lost">${text('summary.lost')}</h3>
    <p class="muted small">${text(rows.length > 0 ? 'summary.lostLede' : 'summary.nothingLost')}</p>
    ${
      rows.length > 0
        ? html`<table class="lost">
            <caption class="visually-hidden">${text('summary.lost')}</caption>
            <thead class="visually-hidden"><tr>
              <th scope="col">${text('summary.product')}</th><th scope="col">${text('summary.value')}</th>
            </tr></thead>
            <tbody>
              ${shown.map(
                ({ name, carts, value, share, waiting }) => html`<tr>
                  <th scope="row">
                    <bdi>${name}</bdi>
                    <span class="way muted small">${text('summary.lostHint', { count: carts })}${waiting > 0 ? ` · ${text('summary.waitingHint', { count: waiting })}` : ''}</span>
                    ${bar(share)}
                  </th>
                  <td class="end amounts"><bdi>${value || text('none')}</bdi></td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing
    }
    ${unfoldButton(rows.length, unfolding, text)}
  </section>`
}
