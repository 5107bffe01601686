import { html, LitElement, nothing } from 'lit'

import type { MerchantMessagesAnswer, MessageStatus } from '../contract/browser.ts'
import { ConsoleController, type ConsoleSettings } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { itemsText } from './templates/cart-labels.ts'
import { emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { pager } from './templates/pager.ts'
import { selectField } from './templates/select-field.ts'
import { messageDetails, messagePill, messageWay } from './templates/status-pill.ts'
import { formatMoment } from './text/format.ts'

const statuses = [
  'pending',
  'sent',
  'unconfirmed',
  'cancelled',
  'withheld',
  'failed',
] as const satisfies MessageStatus[]

/** Messages about carts, which are reports to automations and reminders, with their status. A row opens its cart. */
export class CartRecoveryConsoleMessagesElement extends LitElement {
  static override styles = [base, controls, table]

  readonly #console = new ConsoleController(this, ({ messages }) => [messages.$data, messages.$position])

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { text } = settings
    const list = store.messages
    const data = list.$data.get()
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${text('messageList.title')}</h2>
          <p class="muted">${text('messageList.lede')}</p>
        </div>
        <div class="filters">
          ${selectField({
            id: 'status',
            label: text('messageList.status'),
            value: list.$position.get().status ?? '',
            options: [['', text('all')], ...statuses.map((name) => [name, text(`messageStatus.${name}`)] as const)],
            choose: (status) => list.filter({ status }),
          })}
        </div>
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, text, store.reload) : nothing}
      ${this.#renderList(latestValue(data), data.status === 'loading', settings)}
    </div>`
  }

  #renderList(answer: MerchantMessagesAnswer | undefined, isBusy: boolean, settings: ConsoleSettings) {
    const { store } = this.#console
    const { text } = settings
    if (!store) return nothing
    if (!answer) return isBusy ? skeleton(8) : nothing
    const { status, cursors } = store.messages.$position.get()
    if (answer.reports.length === 0 && cursors.length === 1) {
      return status
        ? emptyState('messageList.emptyFilter', text, () => store.messages.filter({}))
        : emptyState('messageList.empty', text, () => store.open({ name: 'carts' }))
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="visually-hidden">${text('messageList.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">${text('messageList.what')}</th>
            <th scope="col" class="wide">${text('messageList.status')}</th>
            <th scope="col" class="wide">${text('messageList.why')}</th>
            <th scope="col" class="wide end">${text('messageList.when')}</th>
          </tr>
        </thead>
        <tbody>${answer.reports.map((message) => this.#renderRow(message, settings))}</tbody>
      </table>
      ${pager({
        page: cursors.length,
        hasNext: answer.nextPage !== undefined,
        text,
        next: store.messages.next,
        previous: store.messages.previous,
      })}
    `
  }

  #renderRow(message: MerchantMessagesAnswer['reports'][number], settings: ConsoleSettings) {
    const { text, locale } = settings
    const { cartId, kind, status, updatedAt, about } = message
    const details = messageDetails(message, settings)
    const when = formatMoment(updatedAt, locale)
    return html`<tr @click=${() => this.#console.store?.open({ name: 'cart', id: cartId })}>
      <th scope="row">
        <button type="button" class="open" data-id=${cartId}>
          <span class="link"><bdi>${about?.shopper ?? text('carts.unknownShopper')}</bdi></span>
          ${about?.firstItem ? html`<span class="items">${itemsText(about, text)}</span>` : nothing}
        </button>
        <span class="muted small way">${text(`messageList.${kind}`)} · ${messageWay(message, settings)}</span>
        <span class="narrow">${messagePill(status, text)} <span class="muted small">${when}</span></span>
        <span class="narrow muted small">${details}</span>
      </th>
      <td class="wide">${messagePill(status, text)}</td>
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
