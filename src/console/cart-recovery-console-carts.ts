import { html, LitElement, nothing } from 'lit'

import type { MerchantCart, MerchantCartsAnswer } from '../contract/browser.ts'
import { styles } from './cart-recovery-console-carts.styles.ts'
import { ConsoleController, type ConsoleSettings } from './frame/context.ts'
import type { ConsoleStore } from './state/console-store.ts'
import { latestValue } from './state/remote-data.ts'
import { base } from './styles/base.styles.ts'
import { controls } from './styles/controls.styles.ts'
import { table } from './styles/table.styles.ts'
import { cartFilters } from './templates/cart-filters.ts'
import { itemsText, lastMessage, reachedAt } from './templates/cart-labels.ts'
import { emptyNotice, emptyState, problemNotice, skeleton } from './templates/notices.ts'
import { pager } from './templates/pager.ts'
import { image } from './templates/safe-image.ts'
import { cartPill } from './templates/status-pill.ts'
import { toCsv } from './text/carts-csv.ts'
import { formatMoment, formatTotal } from './text/format.ts'

/** Abandoned carts in pages, with search, filters, order, and a file of all of them. A row opens its cart. */
export class CartRecoveryConsoleCartsElement extends LitElement {
  static override styles = [base, controls, table, styles]

  readonly #console = new ConsoleController(this, ({ carts, $download }) => [carts.$data, carts.$position, $download])
  /** Every platform that a listed cart had, so that a filter by one does not remove the others from its own options. */
  readonly #platforms = new Set<string>()

  protected override render(): unknown {
    const { store, settings } = this.#console
    if (!store || !settings) return nothing
    const { text } = settings
    const data = store.carts.$data.get()
    const answer = latestValue(data)
    const download = store.$download.get()
    const isWhole = answer?.nextPage === undefined && store.carts.$position.get().cursors.length === 1
    const hasNone = answer?.carts.length === 0 && isWhole && download.status !== 'running'
    for (const name of settings.platforms) this.#platforms.add(name)
    for (const cart of answer?.carts ?? []) this.#platforms.add(cart.platform)
    return html`<div class="view">
      <div class="head">
        <div>
          <h2 tabindex="-1">${text('carts.title')}</h2>
          <p class="muted">${text('carts.lede')}</p>
        </div>
        ${
          hasNone
            ? nothing
            : html`<button
                type="button" class="button" aria-disabled=${download.status === 'running' ? 'true' : 'false'}
                @click=${() => void this.#download(store)}
              >${text(download.status === 'running' ? 'carts.downloading' : 'carts.download')}</button>`
        }
      </div>
      ${download.status === 'failed' ? problemNotice(download.problem, text) : nothing}
      ${cartFilters(store.carts, [...this.#platforms].sort(), settings)}
      ${data.status === 'failed' ? problemNotice(data.problem, text, store.reload) : nothing}
      ${this.#renderList(answer, data.status === 'loading', store, settings)}
    </div>`
  }

  #renderList(
    answer: MerchantCartsAnswer | undefined,
    isBusy: boolean,
    { carts, reload }: ConsoleStore,
    settings: ConsoleSettings,
  ) {
    const { text } = settings
    if (!answer) return isBusy ? skeleton(8) : nothing
    const { cursors, sort: _sort, ...filter } = carts.$position.get()
    const pages = pager({
      page: cursors.length,
      hasNext: answer.nextPage !== undefined,
      text,
      next: carts.next,
      previous: carts.previous,
    })
    if (answer.carts.length === 0 && answer.nextPage !== undefined) {
      return [emptyNotice(text('carts.emptySoFar.title'), text('carts.emptySoFar.sentence')), pages]
    }
    if (answer.carts.length === 0 && cursors.length === 1) {
      return Object.values(filter).some(Boolean)
        ? emptyState('carts.emptyFilter', text, () => carts.filter({}))
        : emptyState('carts.empty', text, reload)
    }
    return html`
      <table class="rows" aria-busy=${isBusy ? 'true' : 'false'}>
        <caption class="visually-hidden">${text('carts.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">${text('carts.cart')}</th>
            <th scope="col" class="wide">${text('carts.message')}</th>
            <th scope="col" class="wide">${text('carts.status')}</th>
            <th scope="col" class="wide">${text('carts.abandoned')}</th>
            <th scope="col" class="end">${text('carts.value')}</th>
          </tr>
        </thead>
        <tbody>${answer.carts.map((cart) => this.#renderRow(cart, settings))}</tbody>
      </table>
      ${pages}
    `
  }

  #renderRow(cart: MerchantCart, settings: ConsoleSettings) {
    const { id, status, shopper, platform, imageUrl } = cart
    const { text, locale, pageUrl, platformName } = settings
    const when = html`<bdi>${whenOf(cart, settings)}</bdi>`
    const where = this.#platforms.size > 1 ? platformName(platform) : ''
    const total = formatTotal(cart, locale)
    const state = html`${cartPill(status, text)} <span class="muted small after">${reachedAt(cart, locale)}</span>`
    // The row handles the click, also that of its button: in WebKit a button cannot be made to cover its row.
    return html`<tr @click=${() => this.#console.store?.open({ name: 'cart', id })}>
      <th scope="row">
        <div class="cart">
          ${image(imageUrl, pageUrl, 44)}
          <div>
            <button type="button" class="open" data-id=${id}>
              <span class="link"><bdi>${shopper ?? text('carts.unknownShopper')}</bdi></span>
              <span class="items">${itemsText(cart, text)}</span>
            </button>
            <span class="narrow small">${state}</span>
            ${cart.lastMessage || cart.messages > 0 ? html`<span class="narrow small">${lastMessage(cart, settings)}</span>` : nothing}
            <span class="narrow muted small">${when}${where && ` · ${where}`}</span>
          </div>
        </div>
      </th>
      <td class="wide small">${lastMessage(cart, settings)}</td>
      <td class="wide">${state}</td>
      <td class="wide small">${when} <span class="muted after">${where}</span></td>
      <td class="end number">${total ? html`<bdi>${total}</bdi>` : html`<span class="muted">${text('none')}</span>`}</td>
    </tr>`
  }

  async #download(store: ConsoleStore) {
    const carts = await store.readAllCarts()
    const { settings } = this.#console
    if (!carts || !settings) return
    const { text } = settings
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([toCsv(carts, settings)], { type: 'text/csv' }))
    link.download = `${text('csv.file')}-${new Date().toISOString().slice(0, 10)}.csv`
    link.click()
    // Some browsers read the file a moment later.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
}

/** When a cart was abandoned, or else the first event that is known of it. */
function whenOf(cart: MerchantCart, { text, locale }: ConsoleSettings): string {
  const instant = [cart.abandonedAt, cart.openedAt, cart.checkedOutAt, cart.orderedAt].find(Boolean)
  return instant ? formatMoment(instant, locale) : text('carts.unknownTime')
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-console-carts': CartRecoveryConsoleCartsElement
  }
}
