import { html, LitElement, nothing } from 'lit'

import type { MerchantSummary, Money } from '../contract/browser.ts'
import { formatMoney, formatNumber } from '../format/index.ts'
import { styles } from './cart-recovery-console-summary.styles.ts'
import { ConsoleController } from './frame/context.ts'
import { type ConsoleStore, type Period, periods } from './state/console-store.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { bar } from './templates/bar.ts'
import { emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { formatDay, formatShare } from './text/format.ts'
import { toLostChart } from './text/lost-to-stock.ts'
import { messages } from './text/messages.ts'

const steps = ['sent', 'opened', 'checkedOut', 'ordered'] as const

/** Recovered revenue, how far carts got, and revenue lost to stock. Every chart has a table with the same numbers. */
export class CartRecoveryConsoleSummaryElement extends LitElement {
  static override styles = [base, controls, table, styles]

  readonly #console = new ConsoleController(this, ({ $summary, $period }) => [$summary, $period])

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { locale } = settings
    const data = store.$summary.get()
    const summary = latestValue(data)
    return html`<div class="view" aria-busy=${data.status === 'loading' ? 'true' : 'false'}>
      <div class="head">
        <div>
          <h2 tabindex="-1">${messages.summary.title}</h2>
          <p class="muted">
            ${summary ? messages.summary.range(formatDay(summary.from, locale), formatDay(summary.to, locale)) : messages.loading}
          </p>
        </div>
        ${this.#renderPeriods(store, locale)}
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, store.reload) : nothing}
      ${summary ? this.#renderSummary(summary, store, locale) : data.status === 'failed' ? nothing : skeleton(6)}
    </div>`
  }

  #renderPeriods(store: ConsoleStore, locale: string) {
    const choice = (period: Period) => html`<label class="period">
      <input
        type="radio" name="period" value=${period} .checked=${store.$period.get() === period}
        @change=${() => store.choosePeriod(period)}
      >
      <span>${messages.summary.days(formatNumber(period, locale))}</span>
    </label>`
    return html`<fieldset class="periods">
      <legend class="visually-hidden">${messages.summary.period}</legend>
      ${periods.map(choice)}
    </fieldset>`
  }

  #renderSummary(summary: MerchantSummary, store: ConsoleStore, locale: string) {
    const { funnel, recovered, orderedWithoutLink, lostToStock } = summary
    const counts = [funnel.sent, recovered.carts, orderedWithoutLink.carts, lostToStock.length]
    if (counts.every((count) => count === 0)) {
      return emptyState(messages.summary.empty, () => store.open({ name: 'carts' }))
    }
    const number = (count: number) => formatNumber(count, locale)
    const { recoveredHint, withoutLinkHint } = messages.summary
    return html`
      <dl class="figures">
        ${figure(messages.summary.recovered, amounts(recovered.value, locale), recoveredHint(recovered.carts, number(recovered.carts)), 'main')}
        ${figure(messages.summary.rate, formatShare(funnel.ordered, funnel.sent, locale) || messages.none, messages.summary.rateHint)}
        ${figure(
          messages.summary.withoutLink,
          amounts(orderedWithoutLink.value, locale),
          withoutLinkHint(orderedWithoutLink.carts, number(orderedWithoutLink.carts)),
        )}
      </dl>
      <div class="charts">
        ${renderFunnel(funnel, locale)} ${renderLost(lostToStock, locale)}
      </div>
    `
  }
}

function figure(name: string, value: unknown, hint: string, appearance = '') {
  return html`<div class="figure ${appearance}">
    <dt>${name}</dt>
    <dd class="value">${value}</dd>
    <dd class="muted small">${hint}</dd>
  </div>`
}

/** One line for each currency: amounts of different currencies are never added up. */
function amounts(values: readonly Money[], locale: string) {
  if (values.length === 0) return messages.none
  return values.map((money) => html`<bdi>${formatMoney(money, locale, 'stripIfInteger')}</bdi>`)
}

function renderFunnel(funnel: MerchantSummary['funnel'], locale: string) {
  const rows = steps.map((step) => ({
    name: messages.summary.steps[step],
    count: formatNumber(funnel[step], locale),
    of: formatShare(funnel[step], funnel.sent, locale),
    share: funnel[step] / Math.max(1, funnel.sent),
  }))
  const spoken = rows.map(({ name, count }) => messages.summary.step(name, count)).join(', ')
  const { columns } = messages.summary
  return html`<section class="panel" aria-labelledby="funnel">
    <h3 id="funnel">${messages.summary.funnel}</h3>
    <p class="muted small">${messages.summary.funnelLede}</p>
    <div class="funnel" role="img" aria-label=${messages.summary.funnelChart(spoken)}>
      ${rows.map(
        ({ name, count, of, share }) => html`<p class="bar-text">
            <b>${name}</b>
            <span class="number"><b>${count}</b> ${of ? html`<span class="muted small">${messages.summary.ofAll(of)}</span>` : nothing}</span>
          </p>
          ${bar(share)}`,
      )}
    </div>
    ${renderTable(
      messages.summary.funnel,
      [columns.step, columns.carts, columns.share],
      rows.map(({ name, count, of }) => [name, count, of || messages.none]),
    )}
    <p class="footnote muted small">${messages.summary.scanners}</p>
  </section>`
}

function renderLost(lost: MerchantSummary['lostToStock'], locale: string) {
  const { rows, by } = toLostChart(lost, locale)
  const { columns, byValue, byCarts, lostChart } = messages.summary
  const spoken = lostChart(by === 'value' ? byValue : byCarts, rows.map(({ sentence }) => sentence).join('; '))
  return html`<section class="panel" aria-labelledby="lost">
    <h3 id="lost">${messages.summary.lost}</h3>
    <p class="muted small">${rows.length > 0 ? messages.summary.lostLede : messages.summary.nothingLost}</p>
    ${
      rows.length > 0
        ? html`<div class="lost" role="img" aria-label=${spoken}>
              ${rows.map(({ sentence, share }) => html`<p class="bar-text"><bdi>${sentence}</bdi></p>${bar(share)}`)}
            </div>
            ${renderTable(
              messages.summary.lost,
              [columns.product, columns.blocked, columns.value],
              rows.map(({ name, carts, value }) => [name, carts, value || messages.none]),
            )}
            <p class="footnote muted small">${messages.summary.scanners}</p>`
        : nothing
    }
  </section>`
}

function renderTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<details>
    <summary>${messages.summary.table}</summary>
    <table>
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>${columns.map((name, index) => html`<th scope="col" class=${index > 0 ? 'end' : ''}>${name}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) => html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            ${cells.map((cell) => html`<td class="end number"><bdi>${cell}</bdi></td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-summary': CartRecoveryConsoleSummaryElement
  }
}
