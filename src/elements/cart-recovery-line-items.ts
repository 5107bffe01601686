import { html, LitElement, nothing } from 'lit'

import type { LineView } from '../state/index.ts'
import type { CartRecoveryLineItemElement } from './cart-recovery-line-item.ts'
import { styles } from './cart-recovery-line-items.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'

/**
 * The rows of the cart, in its own order. While the cart is on its way it holds their place.
 *
 * @csspart line-item - One row.
 */
export class CartRecoveryLineItemsElement extends LitElement {
  static override styles = [base, styles]

  readonly #frame = new FrameController(this, '$recovery')
  readonly #rows = new Map<string, CartRecoveryLineItemElement>()

  protected override render() {
    const { view } = this.#frame
    if (!view) return nothing
    if (view.recovery.status === 'recovering') return skeleton
    if (!view.store.$lines.get().length) return nothing
    return html`<ul role="list" aria-label=${view.settings.messages.lineItems}></ul>`
  }

  protected override updated() {
    const { view } = this.#frame
    const list = this.renderRoot.querySelector('[role]')
    if (view && list) this.#arrange(list, view.store.$lines.get(), /^(ready|restored)$/.test(view.recovery.status))
  }

  /**
   * One row per line, kept by the line's id: focus, picture and what is being typed stay with their line when
   * others come and go. These few lines are what Lit's `repeat` would do, for a tenth of its size.
   */
  #arrange(list: Element, lines: readonly LineView[], isOpen: boolean) {
    const ids = new Set(lines.map(({ lineItem }) => lineItem.id))
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue
      row.parentElement?.remove()
      this.#rows.delete(id)
    }
    let place = list.firstElementChild
    for (const line of lines) {
      const row = this.#rows.get(line.lineItem.id) ?? this.#createRow(line.lineItem.id)
      row.line = line
      row.locked = !isOpen
      const item = row.parentElement
      if (item === place) place = item?.nextElementSibling ?? null
      else if (item) list.insertBefore(item, place)
    }
  }

  #createRow(id: string) {
    const row = document.createElement('cart-recovery-line-item')
    row.part.add('line-item')
    document.createElement('li').append(row)
    this.#rows.set(id, row)
    return row
  }
}

// The same geometry as three rows: nothing jumps when they arrive.
const skeletonRow = html`<li class="waiting">
  <span class="skeleton image"></span><span class="skeleton name"></span><span class="skeleton price"></span>
</li>`
const skeleton = html`<ul aria-hidden="true">${[skeletonRow, skeletonRow, skeletonRow]}</ul>`

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-line-items': CartRecoveryLineItemsElement
  }
}
