import { html, LitElement, nothing } from 'lit'

import type { CartRecoveryLineItemElement } from './cart-recovery-line-item.ts'
import { styles } from './cart-recovery-line-items.styles.ts'
import type { FrameView } from './frame/context.ts'
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
  #rows = new Map<string, CartRecoveryLineItemElement>()

  protected override render(): unknown {
    const { view } = this.#frame
    if (!view) return nothing
    const { store, recovery, settings } = view
    if (recovery.status === 'recovering') return skeleton
    if (!store.$lines.get().length) return nothing
    return html`<ul role="list" aria-label=${settings.text('lineItems')}></ul>`
  }

  protected override updated() {
    const list = this.renderRoot.querySelector('[aria-label]')
    const { view } = this.#frame
    if (list && view) this.#placeRows(list, view)
  }

  /** Rows are kept by line, so that focus, picture and typed text stay where they are when other lines come and go. */
  #placeRows(list: Element, { store, recovery }: FrameView) {
    const lines = store.$lines.get()
    const kept = this.#rows
    this.#rows = new Map(lines.map(({ lineItem: { id } }) => [id, kept.get(id) ?? createRow()]))
    for (const [id, { parentElement }] of kept) if (!this.#rows.has(id)) parentElement?.remove()
    let next = list.firstElementChild
    let whole = ''
    for (const line of lines) {
      const row = this.#rows.get(line.lineItem.id)
      if (!row?.parentElement) continue
      if (line.lineItem.kind !== 'bundled') whole = line.lineItem.name
      row.whole = whole
      row.line = line
      row.locked = recovery.status !== 'ready' && recovery.status !== 'restored'
      if (row.parentElement === next) next = next.nextElementSibling
      else list.insertBefore(row.parentElement, next)
    }
  }
}

function createRow() {
  const row = document.createElement('cart-recovery-line-item')
  row.part.add('line-item')
  document.createElement('li').append(row)
  return row
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
