import { html, LitElement, nothing } from 'lit'
import { formatMoney } from '../format/index.ts'
import { openOf } from '../state/index.ts'
import { styles } from './cart-recovery-summary.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { offerSentence } from './text/offer-sentence.ts'
import { sumHint, sumRows } from './text/sum-rows.ts'

/**
 * What the lines cost, each discount, and the total, as far as the platform tells. It follows every edit without a request.
 *
 * @csspart summary - The box with the total.
 * @slot delivery - One line under the subtotal. Given to the frame, it comes here.
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
    const { text, locale } = settings
    const { drops, rises } = summary
    const offer = openOf(recovery)?.cart.offer
    const isRow = offer?.status === 'applied' && summary.discounts.some(({ label }) => label === offer.label)
    const sentence = offer && !isRow && offerSentence(offer, settings)
    return html`
      <div part="summary">
        <dl>
          ${sumRows(summary, settings).map(
            ([name, amount], index) => html`<div>
              <dt><bdi>${name}</bdi> ${index ? nothing : html`<span class="muted">${text('items', { count: summary.itemCount })}</span>`}</dt>
              <dd><bdi>${amount}</bdi></dd>
            </div>`,
          )}
        </dl>
        <slot name="delivery"></slot>
        ${drops.count && !rises.count ? html`<p class="saved small">${text('youSave', { amount: formatMoney(drops.amount, locale) })}</p>` : nothing}
        ${sentence ? html`<p part="offer" class="small"><bdi>${sentence}</bdi></p>` : nothing}
        <p class="muted small"><bdi>${sumHint(summary, settings)}</bdi></p>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-summary': CartRecoverySummaryElement
  }
}
