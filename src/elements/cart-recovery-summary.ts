import { html, LitElement, nothing } from 'lit'
import { formatMoney, formatNumber } from '../format/index.ts'
import { openOf } from '../state/index.ts'
import { styles } from './cart-recovery-summary.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { offerSentence } from './text/offer-sentence.ts'

/**
 * The total of the lines. It follows every edit without a request.
 *
 * @csspart summary - The box with the total.
 * @csspart offer - Whether the discount that came with the message applies.
 */
export class CartRecoverySummaryElement extends LitElement {
  static override styles = [base, styles]

  readonly #frame = new FrameController(this, '$recovery')

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view) return nothing
    const { recovery, summary, settings } = view
    if (!summary?.itemCount) return nothing
    const { messages, locale } = settings
    const offer = openOf(recovery)?.cart.offer
    const sentence = offer && offerSentence(offer, settings)
    return html`
      <div part="summary">
        <p class="row">
          <span>
            <b>${messages.total}</b>
            <span class="muted">${messages.items(summary.itemCount, formatNumber(summary.itemCount, locale))}</span>
          </span>
          <span class="amount">${formatMoney(summary.total, locale)}</span>
        </p>
        ${sentence ? html`<p part="offer" class="small">${sentence}</p>` : nothing}
        <p class="muted small">${summary.discountsUncertain ? messages.discounts : summary.taxesUncertain ? messages.taxes : messages.delivery}</p>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-summary': CartRecoverySummaryElement
  }
}
