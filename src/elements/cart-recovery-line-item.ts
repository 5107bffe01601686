import { html, LitElement, nothing, type PropertyValues } from 'lit'

import type { AvailabilityStatus, LineItemOption } from '../contract/browser.ts'
import type { LineView } from '../state/index.ts'
import { styles } from './cart-recovery-line-item.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import type { FrameSettings } from './frame/frame-settings.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { renderPrice, renderPriceNotes, renderQuantity } from './templates/line-item.ts'
import { safeUrl } from './text/safe-url.ts'

/**
 * One row of the cart: the item, its availability, quantity and price. A removed row stays in its place, with a button that
 * restores it.
 *
 * @csspart image - The picture, or the initial in its place.
 * @csspart name - The name, a link where the shop has a page for it.
 * @csspart options - Size, colour and the like.
 * @csspart quantity - The stepper around the number.
 * @csspart remove-button - Removes the line, and restores it.
 * @csspart price - The price of the line.
 * @csspart price-change - Says that the price changed.
 */
export class CartRecoveryLineItemElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    line: { attribute: false },
    availability: { reflect: true },
    outcome: { reflect: true },
    whole: { attribute: false },
    locked: { type: Boolean },
    imageFailed: { state: true },
  }

  /** The row to show. */
  line?: LineView
  /** Its availability, for styling. */
  availability?: AvailabilityStatus
  /** Its outcome when the cart was last written, for styling. */
  outcome?: string | undefined
  /** The name of what a bundled line is part of. */
  whole = ''
  /** True while nothing may be changed. */
  locked = false

  private imageFailed = false
  readonly #frame = new FrameController(this)
  #hadFocus = false

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('line')) return
    this.availability = this.line?.lineItem.availability.status ?? 'unknown'
    this.outcome = this.line?.outcome
    if (changed.get('line')?.lineItem.imageUrl !== this.line?.lineItem.imageUrl) this.imageFailed = false
    this.#hadFocus = this.shadowRoot?.activeElement != null
  }

  protected override render(): unknown {
    const { line, locked } = this
    const settings = this.#frame.view?.settings
    if (!line || !settings) return nothing
    const { lineItem, removed, buyable, editing, notifiable } = line
    const { text, pageUrl } = settings
    const { name, options, kind, price } = lineItem
    const href = safeUrl(lineItem.url, pageUrl)
    const isGone = buyable === 0
    const button = html`<button
      part="remove-button"
      class="remove"
      aria-disabled=${locked ? 'true' : nothing}
      aria-label=${text(removed ? 'putBackItem' : 'removeItem', { item: name })}
      @click=${this.#handleRemove}
    >${text(removed ? 'putBack' : 'remove')}</button>`
    // Name and picture lead to the same page: the keyboard stops at the name alone.
    return html`
      <div class=${`row ${kind} ${isGone ? 'gone' : ''}`}>
        ${href ? html`<a href=${href} tabindex="-1" aria-hidden="true">${this.#renderImage()}</a>` : this.#renderImage()}
        <span part="name">${href ? html`<a href=${href}><bdi>${name}</bdi></a>` : html`<bdi>${name}</bdi>`}</span>
        ${renderPrice(line, settings)}
        <div class="details muted small">
          ${kind === 'bundled' ? html`<span class="whole">${text('partOf', { item: this.whole })}</span>` : nothing}
          ${kind === 'promotional' && !price.amount ? html`<span>${text('gift')}</span>` : nothing}
          ${options.length ? html`<span part="options">${options.map((option) => renderOption(option, settings))}</span>` : nothing}
          ${renderPriceNotes(line, settings)}
          ${removed ? html`<span class="removed">${text('removed')}</span>` : nothing}
          <cart-recovery-availability .line=${line}></cart-recovery-availability>
        </div>
        ${
          isGone && !removed && !notifiable
            ? nothing
            : html`<div class="controls">
                ${
                  notifiable
                    ? html`<cart-recovery-back-in-stock .line=${line}></cart-recovery-back-in-stock>`
                    : html`${renderQuantity(line, settings, locked, this.#choose)} ${editing === 'none' ? nothing : button}`
                }
              </div>`
        }
        ${
          lineItem.substitutes && !removed
            ? html`<cart-recovery-substitutes .line=${line}></cart-recovery-substitutes>`
            : nothing
        }
      </div>
    `
  }

  protected override updated() {
    // Removing the line removes the stepper: the focus moves to the button that restores it.
    if (this.#hadFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>('.remove')?.focus()
    this.#hadFocus = false
  }

  #renderImage() {
    const url = safeUrl(this.line?.lineItem.imageUrl, this.#frame.view?.settings.pageUrl ?? '')
    if (!url || this.imageFailed) {
      return html`<span part="image" class="image" aria-hidden="true">${[...(this.line?.lineItem.name ?? '')][0]}</span>`
    }
    return html`<img
      part="image" class="image" src=${url} alt="" width="72" height="72" loading="lazy"
      referrerpolicy="no-referrer" @error=${this.#handleImageError}
    />`
  }

  readonly #choose = (chosen: number) => {
    if (this.line && !this.locked) this.#frame.view?.store.setQuantity(this.line.lineItem.id, chosen)
  }

  #handleRemove() {
    if (!this.line || this.locked) return
    const { id } = this.line.lineItem
    if (this.line.removed) this.#frame.view?.store.restoreLine(id)
    else this.#frame.view?.store.remove(id)
  }

  #handleImageError() {
    this.imageFailed = true
  }
}

/** A ticked box has a name alone. */
function renderOption({ name, value }: LineItemOption, { text }: FrameSettings) {
  return html`<bdi>${name && value ? text('option', { name, value }) : name || value}</bdi>`
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-line-item': CartRecoveryLineItemElement
  }
}
