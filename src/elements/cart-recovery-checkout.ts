import { html, LitElement, nothing } from 'lit'
import { formatMoney } from '../format/index.ts'
import { openOf, type Recovery, type Summary } from '../state/index.ts'
import { styles } from './cart-recovery-checkout.styles.ts'
import { checkoutRequest, restoreRequest } from './events/events.ts'
import { FrameController } from './frame/frame-controller.ts'
import type { FrameSettings } from './frame/frame-settings.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'

/**
 * The button to the checkout, labelled with the total, and the way back into the shop. On a narrow page the first one
 * stays at the bottom of the screen.
 *
 * @slot express - Buttons that pay in one tap, above the button. Given to the frame, they come here.
 * @slot assurance - Directly below the button. The same.
 * @csspart checkout-button - Goes to the checkout.
 * @csspart restore-button - Keeps shopping with this cart.
 * @csspart undo-button - Undoes the last restore.
 * @fires cart-recovery-checkout-request - The shopper wants to check out. Cancelable.
 * @fires cart-recovery-restore-request - The shopper wants to keep shopping. Cancelable.
 */
export class CartRecoveryCheckoutElement extends LitElement {
  static override styles = [base, button, styles]

  readonly #frame = new FrameController(this, '$recovery')

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view) return nothing
    const { recovery, summary, settings } = view
    if (recovery.status === 'recovering')
      return html`<div class="bar" aria-hidden="true"><span class="skeleton"></span></div>`
    const open = openOf(recovery)
    if (!open || !summary?.itemCount || recovery.status === 'failed') return nothing
    const byText = html`<cart-recovery-text-checkout></cart-recovery-text-checkout>`
    const isTexted = 'byText' in recovery
    return html`
      ${isTexted ? html`<div class="bar">${byText}</div>` : nothing}
      ${open.abilities.checkout && !isTexted ? this.#renderCheckout(recovery, summary, settings) : nothing}
      ${open.abilities.textCheckout && summary.textable ? byText : nothing}
      <div class="other">${this.#renderOther(recovery, open.abilities.restore, settings)}</div>
    `
  }

  #renderCheckout({ status }: Recovery, summary: Summary, { text, locale }: FrameSettings) {
    const isLeaving = status === 'finishing' || status === 'finished'
    const total = formatMoney(summary.total, locale)
    const count = summary.itemCount
    const label = summary.changedCount > 0 ? text('checkOutItems', { count, total }) : text('checkOut', { total })
    return html`<slot name="express"></slot>
    <div class="bar">
      <button
        part="checkout-button"
        class="button primary"
        aria-disabled=${isLeaving || status === 'restoring' ? 'true' : nothing}
        @click=${this.#handleCheckout}
      >
        <span>${isLeaving ? text('checkOut.busy') : label}</span>
      </button>
    </div>
    <slot name="assurance"></slot>`
  }

  #renderOther(recovery: Recovery, restore: boolean, { text, shopUrl }: FrameSettings) {
    const { status } = recovery
    if (status === 'restored') {
      // The way into the shop is in the headline, where the page is now.
      return recovery.undoable ? this.#frame.view?.deferred?.undoButton(text('undo')) : nothing
    }
    if (!restore || 'byText' in recovery)
      return html`<a class="button quiet" href=${shopUrl}>${text('keepShopping')}</a>`
    const isEdited = this.#frame.view?.store.$lines.get().some(({ chosen, lineItem }) => chosen !== lineItem.quantity)
    return html`<button
      part="restore-button"
      class="button quiet"
      aria-disabled=${status === 'ready' ? nothing : 'true'}
      @click=${this.#handleRestore}
    >
      ${text(status === 'restoring' ? 'keepShopping.busy' : isEdited ? 'saveAndKeepShopping' : 'keepShopping')}
    </button>`
  }

  #handleCheckout() {
    const { view } = this.#frame
    if (view && /^(ready|restored)$/.test(view.recovery.status)) this.dispatchEvent(checkoutRequest(view.store))
  }

  #handleRestore() {
    const { view } = this.#frame
    if (view?.recovery.status === 'ready') this.dispatchEvent(restoreRequest(view.store))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-checkout': CartRecoveryCheckoutElement
  }
}
