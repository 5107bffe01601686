import { html, LitElement, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'

import { styles } from './cart-recovery-line-items.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'

/**
 * The rows of the cart, in its own order. While the cart loads, it reserves their place.
 *
 * @csspart line-item - One row.
 */
export class CartRecoveryLineItemsElement extends LitElement {
  static override styles = [base, styles]

  readonly #frame = new FrameController(this, '$recovery')

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view) return nothing
    const { store, recovery, settings } = view
    if (recovery.status === 'recovering') return skeleton
    const lines = store.$lines.get()
    if (!lines.length) return nothing
    const locked = recovery.status !== 'ready' && recovery.status !== 'restored'
    // Keyed, so that focus, picture and typed text stay with their line when other lines come and go.
    const rows = repeat(
      lines,
      ({ lineItem }) => lineItem.id,
      (line) => html`<li>
        <cart-recovery-line-item part="line-item" .line=${line} .locked=${locked}></cart-recovery-line-item>
      </li>`,
    )
    return html`<ul role="list" aria-label=${settings.text('lineItems')}>${rows}</ul>`
  }
}

// The same geometry as three rows, so that nothing moves when the real ones replace it.
const skeletonRow = html`<li class="waiting">
  <span class="skeleton image"></span><span class="skeleton name"></span><span class="skeleton price"></span>
</li>`
const skeleton = html`<ul aria-hidden="true">${[skeletonRow, skeletonRow, skeletonRow]}</ul>`

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-line-items': CartRecoveryLineItemsElement
  }
}
