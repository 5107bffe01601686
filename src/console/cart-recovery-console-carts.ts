import { html, LitElement, nothing } from 'lit'

import type { MerchantCart, MerchantCartStatus, MerchantCartsAnswer } from '../contract/browser.ts'
import { formatNumber } from '../format/index.ts'
import { ConsoleController } from './frame/context.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { pager } from './templates/pager.ts'
import { selectField } from './templates/select-field.ts'
import { cartPill } from './templates/status-pill.ts'
import { formatMoment, formatTotal } from './text/format.ts'
import { messages } from './text/messages.ts'

const statuses = Object.keys(messages.cartStatus) as MerchantCartStatus[]

/** Abandoned carts in pages, with filters. A row opens its cart. */
export class CartRecoveryConsoleCartsElement extends LitElement {
  static override styles = [base, controls, table]

  readonly #console = new ConsoleController(this, ({ carts }) => [carts.$data, carts.$position])
  /** Every platform that a listed cart had, so that a filter by one does not remove the others from its own options. */
  readonly #platforms = new Set<string>()

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { carts } = store
    const data = carts.$data.get()
    const { status = '', platform = '' } = carts.$position.get()
    for (const name of settings.platforms) this.#platforms.add(name)
    for (const cart of latestValue(data)?.carts ?? []) this.#platforms.add(cart.platform)
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${messages.carts.title}</h2>
          <p class="muted">${messages.carts.lede}</p>
        </div>
        <div class="filters">
          ${selectField({
            id: 'status',
            label: messages.carts.status,
            value: status,
            options: [['', messages.all], ...statuses.map((name) => [name, messages.cartStatus[name]] as const)],
            choose: (value) => carts.filter({ platform, status: value }),
          })}
          ${
            this.#platforms.size > 1 || platform
              ? selectField({
                  id: 'platform',
                  label: messages.carts.platform,
                  value: platform,
                  options: [['', messages.all], ...[...this.#platforms].sort().map((name) => [name, name] as const)],
                  choose: (value) => carts.filter({ status, platform: value }),
                })
              : nothing
          }
        </div>
      </div>
      ${data.status === 'failed' ? problemNotice(data.problem, store.reload) : nothing}
      ${this.#renderList(latestValue(data), data.status === 'loading', settings.locale)}
    </div>`
  }

  #renderList(answer: MerchantCartsAnswer | undefined, isBusy: boolean, locale: string) {
    const { store } = this.#console
    if (!store) return nothing
    if (!answer) return isBusy ? skeleton(8) : nothing
    const { status, platform, cursors } = store.carts.$position.get()
    if (answer.carts.length === 0 && cursors.length === 1) {
      return status || platform
        ? emptyState(messages.carts.emptyFilter, () => store.carts.filter({}))
        : emptyState(messages.carts.empty, store.reload)
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="visually-hidden">${messages.carts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">${messages.carts.left}</th>
            <th scope="col" class="wide">${messages.carts.status}</th>
            <th scope="col" class="wide">${messages.carts.platform}</th>
            <th scope="col" class="wide end">${messages.carts.messages}</th>
            <th scope="col" class="end">${messages.carts.total}</th>
          </tr>
        </thead>
        <tbody>${answer.carts.map((cart) => this.#renderRow(cart, locale))}</tbody>
      </table>
      ${pager({
        page: cursors.length,
        hasNext: answer.nextPage !== undefined,
        locale,
        next: store.carts.next,
        previous: store.carts.previous,
      })}
    `
  }

  #renderRow(cart: MerchantCart, locale: string) {
    const { id, status, platform } = cart
    const when = whenOf(cart, locale)
    const total = formatTotal(cart, locale)
    const sent = formatNumber(cart.messages, locale)
    // The row handles the click, also that of its button: in WebKit a button cannot be made to cover its row.
    return html`<tr @click=${() => this.#console.store?.open({ name: 'cart', id })}>
      <th scope="row">
        <button type="button" class="open" data-id=${id} aria-label=${messages.carts.open(when, total)}><span class="link">${when}</span></button>
        <span class="narrow">${cartPill(status)}</span>
        <span class="narrow muted small">${platform} · ${messages.carts.messageCount(cart.messages, sent)}</span>
      </th>
      <td class="wide">${cartPill(status)}</td>
      <td class="wide">${platform}</td>
      <td class="wide end number">${sent}</td>
      <td class="end number">${total ? html`<bdi>${total}</bdi>` : html`<span class="muted">${messages.none}</span>`}</td>
    </tr>`
  }
}

/** When a cart was abandoned, or else the first event that is known of it. */
function whenOf(cart: MerchantCart, locale: string): string {
  if (cart.abandonedAt) return formatMoment(cart.abandonedAt, locale)
  for (const step of ['openedAt', 'checkedOutAt', 'orderedAt'] as const) {
    const instant = cart[step]
    if (instant) return messages.carts.sinceThen(messages.carts.since[step], formatMoment(instant, locale))
  }
  return messages.carts.unknownTime
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-carts': CartRecoveryConsoleCartsElement
  }
}
