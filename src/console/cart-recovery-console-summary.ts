import { html, LitElement, nothing } from 'lit'
import { state } from 'lit/decorators.js'

import type { MerchantSummary } from '../contract/browser.ts'
import { styles } from './cart-recovery-console-summary.styles.ts'
import { ConsoleController, type ConsoleSettings } from './frame/context.ts'
import { type ConsoleStore, type Period, periods } from './state/console-store.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { figures } from './templates/figures.ts'
import { messagesPanel } from './templates/messages-panel.ts'
import { emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { channelsPanel, funnelPanel, lostPanel } from './templates/summary-panels.ts'
import { trend } from './templates/trend.ts'
import type { Unfolding } from './templates/unfolding.ts'
import { waitingPanel } from './templates/waiting-panel.ts'
import { formatDay } from './text/format.ts'
import type { ConsoleText } from './text/messages.ts'

/**
 * Recovered revenue, what is still abandoned, how far carts got, which channel brought them back, and revenue lost to stock.
 * Every chart has a table with the same numbers.
 */
export class CartRecoveryConsoleSummaryElement extends LitElement {
  static override styles = [base, controls, table, styles]

  readonly #console = new ConsoleController(this, ({ $summary, $period }) => [$summary, $period])
  /** The lists that are shown as a whole. */
  @state() private unfolded: ReadonlySet<string> = new Set()

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { locale, text } = settings
    const data = store.$summary.get()
    const summary = latestValue(data)
    return html`<div class="view" aria-busy=${data.status === 'loading' ? 'true' : 'false'}>
      <div class="head">
        <div>
          <h2 tabindex="-1">${text('summary.title')}</h2>
          <p class="muted">
            ${summary ? text('summary.range', { from: formatDay(summary.from, locale), to: formatDay(summary.to, locale) }) : text('loading')}
          </p>
        </div>
        ${this.#renderPeriods(store, text)}
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, text, store.reload) : nothing}
      ${summary ? this.#renderSummary(summary, store, settings) : data.status === 'failed' ? nothing : skeleton(6)}
    </div>`
  }

  #renderPeriods(store: ConsoleStore, text: ConsoleText) {
    const choice = (period: Period) => html`<label class="period">
      <input
        type="radio" name="period" value=${period} .checked=${store.$period.get() === period}
        @change=${() => store.choosePeriod(period)}
      >
      <span>${text('summary.days', { count: period })}</span>
    </label>`
    return html`<fieldset class="periods">
      <legend class="visually-hidden">${text('summary.period')}</legend>
      ${periods.map(choice)}
    </fieldset>`
  }

  #renderSummary(summary: MerchantSummary, store: ConsoleStore, settings: ConsoleSettings) {
    const { text } = settings
    const { carts, funnel, lostToStock, messages, waiting } = summary
    const isEmpty = ![lostToStock, messages, waiting ?? []].some(({ length }) => length > 0)
    if (carts + funnel.sent + summary.refusals === 0 && isEmpty) {
      return emptyState('summary.empty', text, () => store.open({ name: 'carts' }))
    }
    const openCarts = () => {
      store.carts.filter({ sort: 'highest', status: 'abandoned' })
      store.open({ name: 'carts' })
    }
    const openMessages = () => {
      store.messages.filter({ status: 'withheld' })
      store.open({ name: 'messages' })
    }
    return html`
      ${figures(summary, settings, openCarts)}
      ${trend(summary.days, settings)}
      <div class="charts">
        <div>
          ${funnelPanel(funnel, settings)}
          ${channelsPanel(summary.channels, settings)}
          ${messagesPanel(summary, openMessages, settings)}
        </div>
        <div>
          ${lostPanel(summary, this.#unfolding('lost'), settings)}
          ${waiting ? waitingPanel(waiting, this.#unfolding('waiting'), settings) : nothing}
        </div>
      </div>
    `
  }

  #unfolding(list: string): Unfolding {
    const isWhole = this.unfolded.has(list)
    const toggle = () => {
      this.unfolded = new Set(isWhole ? [...this.unfolded].filter((one) => one !== list) : [...this.unfolded, list])
    }
    return { list, first: 5, isWhole, toggle }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-summary': CartRecoveryConsoleSummaryElement
  }
}
