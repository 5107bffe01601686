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
export class CartRecoveryConsoleMessagesElement extends LitElement {
  static override styles = [base, controls, table]

  readonly #console = new ConsoleController(this, ({ messages }) => [messages.$data, messages.$position])

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const list = store.messages
    const data = list.$data.get()
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${messages.messageList.title}</h2>
          <p class="muted">${messages.messageList.lede}</p>
        </div>
        <div class="filters">
          ${selectField({
            id: 'status',
            label: messages.messageList.status,
            value: list.$position.get().status ?? '',
            options: [['', messages.all], ...statuses.map((name) => [name, messages.messageStatus[name]] as const)],
            choose: (status) => list.filter({ status }),
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
    const { status, cursors } = store.messages.$position.get()
    if (answer.reports.length === 0 && cursors.length === 1) {
      return status
        ? emptyState(messages.messageList.emptyFilter, () => store.messages.filter({}))
        : emptyState(messages.messageList.empty, () => store.open({ name: 'carts' }))
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="visually-hidden">${messages.messageList.caption}</caption>
        <thead>
          <tr>
            <th scope="col">${messages.messageList.what}</th>
            <th scope="col" class="wide">${messages.messageList.status}</th>
            <th scope="col" class="wide">${messages.messageList.why}</th>
            <th scope="col" class="wide end">${messages.messageList.when}</th>
          </tr>
        </thead>
        <tbody>${answer.reports.map((message) => this.#renderRow(message, locale))}</tbody>
      </table>
      ${pager({
        page: cursors.length,
        hasNext: answer.nextPage !== undefined,
        locale,
        next: store.messages.next,
        previous: store.messages.previous,
      })}
    `
  }

  #renderRow(message: MerchantMessage, locale: string) {
    const { cartId, status, platform, updatedAt } = message
    const name = messages.messageList.name(message)
    const details = messageDetails(message, locale)
    const when = formatMoment(updatedAt, locale)
    return html`<tr @click=${() => this.#console.store?.open({ name: 'cart', id: cartId })}>
      <th scope="row">
        <button type="button" class="open" data-id=${cartId} aria-label=${messages.messageList.open(name)}><span class="link">${name}</span></button>
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
    'cart-recovery-console-messages': CartRecoveryConsoleMessagesElement
  }
}
