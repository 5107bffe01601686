import { html, LitElement, nothing } from 'lit'

import type { MerchantCart, MerchantCartStatus, MerchantCartsAnswer } from '../contract/browser.ts'
import { formatNumber } from '../format/index.ts'
import { ConsoleController } from './frame/context.ts'
import { knownOf } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { bones, cartPill, chooser, emptyState, pager, problemNotice } from './templates/notices.ts'
import { formatMoment, formatTotal } from './text/format.ts'
import { messages } from './text/messages.ts'

const statuses = Object.keys(messages.cartStatus) as MerchantCartStatus[]

/** The carts that were left, with a filter, a page at a time. A row leads to its cart. */
export class CartRecoveryConsoleCartsElement extends LitElement {
  static override styles = [base, controls, table]

  readonly #console = new ConsoleController(this, ({ carts }) => [carts.$reading, carts.$place])
  /** Every platform a cart was seen of: a filter does not take the others out of its own list. */
  readonly #platforms = new Set<string>()

  protected override render() {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { carts } = store
    const reading = carts.$reading.get()
    const place = carts.$place.get()
    const { status = '', platform = '' } = place
    for (const name of settings.platforms) this.#platforms.add(name)
    for (const cart of knownOf(reading)?.carts ?? []) this.#platforms.add(cart.platform)
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${messages.carts.title}</h2>
          <p class="muted">${messages.carts.lede}</p>
        </div>
        <div class="filters">
          ${chooser({
            id: 'status',
            label: messages.carts.status,
            value: status,
            options: [['', messages.all], ...statuses.map((name) => [name, messages.cartStatus[name]] as const)],
            choose: (value) => carts.filter({ platform, status: value }),
          })}
          ${
            this.#platforms.size > 1 || platform
              ? chooser({
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
      ${reading.status === 'failed' ? problemNotice(reading.problem, store.reload) : nothing}
      ${this.#renderList(knownOf(reading), reading.status === 'loading', settings.locale)}
    </div>`
  }

  #renderList(answer: MerchantCartsAnswer | undefined, isBusy: boolean, locale: string) {
    const { store } = this.#console
    if (!store) return nothing
    if (!answer) return isBusy ? bones(8) : nothing
    const { status, platform, pages } = store.carts.$place.get()
    if (answer.carts.length === 0 && pages.length === 1) {
      return status || platform
        ? emptyState(messages.carts.emptyFilter, () => store.carts.filter({}))
        : emptyState(messages.carts.empty, store.reload)
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="unseen">${messages.carts.caption}</caption>
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
        page: pages.length,
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
    // The row takes the press, its button’s too: in WebKit a button cannot be made to cover its row.
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

/** When a cart was left, or else the first thing that is known to have happened to it. */
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
