import { html, LitElement, nothing } from 'lit'

import type { MerchantMessage, MerchantMessagesAnswer, MessageStatus } from '../contract/browser.ts'
import { ConsoleController } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { pager } from './templates/pager.ts'
import { selectField } from './templates/select-field.ts'
import { messageDetails, messagePill } from './templates/status-pill.ts'
import { formatMoment } from './text/format.ts'
import { messages } from './text/messages.ts'

const statuses = Object.keys(messages.messageStatus) as MessageStatus[]

/** Messages about carts, which are reports to automations and reminders, with their status. A row opens its cart. */
export class CartRecoveryConsoleReportsElement extends LitElement {
  static override styles = [base, controls, table]

  readonly #console = new ConsoleController(this, ({ reports }) => [reports.$data, reports.$position])

  protected override render() {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { reports } = store
    const data = reports.$data.get()
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${messages.reports.title}</h2>
          <p class="muted">${messages.reports.lede}</p>
        </div>
        <div class="filters">
          ${selectField({
            id: 'status',
            label: messages.reports.status,
            value: reports.$position.get().status ?? '',
            options: [['', messages.all], ...statuses.map((name) => [name, messages.messageStatus[name]] as const)],
            choose: (status) => reports.filter({ status }),
          })}
        </div>
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, store.reload) : nothing}
      ${this.#renderList(latestValue(data), data.status === 'loading', settings.locale)}
    </div>`
  }

  #renderList(answer: MerchantMessagesAnswer | undefined, isBusy: boolean, locale: string) {
    const { store } = this.#console
    if (!store) return nothing
    if (!answer) return isBusy ? skeleton(8) : nothing
    const { status, cursors } = store.reports.$position.get()
    if (answer.reports.length === 0 && cursors.length === 1) {
      return status
        ? emptyState(messages.reports.emptyFilter, () => store.reports.filter({}))
        : emptyState(messages.reports.empty, () => store.open({ name: 'carts' }))
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="visually-hidden">${messages.reports.caption}</caption>
        <thead>
          <tr>
            <th scope="col">${messages.reports.what}</th>
            <th scope="col" class="wide">${messages.reports.status}</th>
            <th scope="col" class="wide">${messages.reports.why}</th>
            <th scope="col" class="wide end">${messages.reports.when}</th>
          </tr>
        </thead>
        <tbody>${answer.reports.map((message) => this.#renderRow(message, locale))}</tbody>
      </table>
      ${pager({
        page: cursors.length,
        hasNext: answer.nextPage !== undefined,
        locale,
        next: store.reports.next,
        previous: store.reports.previous,
      })}
    `
  }

  #renderRow(message: MerchantMessage, locale: string) {
    const { cartId, status, platform, updatedAt } = message
    const name = messages.reports.name(message)
    const details = messageDetails(message, locale)
    const when = formatMoment(updatedAt, locale)
    return html`<tr @click=${() => this.#console.store?.open({ name: 'cart', id: cartId })}>
      <th scope="row">
        <button type="button" class="open" data-id=${cartId} aria-label=${messages.reports.open(name)}><span class="link">${name}</span></button>
        <span class="muted small">· ${platform}</span>
        <span class="narrow">${messagePill(status)} <span class="muted small">${when}</span></span>
        <span class="narrow muted small">${details}</span>
      </th>
      <td class="wide">${messagePill(status)}</td>
      <td class="wide muted small">${details}</td>
      <td class="wide end number small">${when}</td>
    </tr>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-reports': CartRecoveryConsoleReportsElement
  }
}
