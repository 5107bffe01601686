import { html, LitElement, nothing } from 'lit'
import { formatMoney, isolate } from '../format/index.ts'
import type { LineView } from '../state/index.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { chips } from './styles/chips.styles.ts'
import { lastSum } from './text/sum-rows.ts'

type LineItem = LineView['lineItem']
type Substitute = NonNullable<LineItem['substitutes']>[number]

/**
 * Other sizes and colours of a sold-out line. A tap puts one in its place, with its price; until the checkout another tap takes that
 * back. Renders nothing for a line without any.
 *
 * @csspart substitutes - The choices, or what was chosen instead.
 * @csspart substitute-button - Puts one in the line's place.
 * @csspart substitute-undo-button - Puts the line back.
 */
export class CartRecoverySubstitutesElement extends LitElement {
  static override styles = [base, button, chips]
  static override properties = {
    line: { attribute: false },
  }

  /** The line that is sold out. */
  line?: LineView

  readonly #frame = new FrameController(this, '$recovery')
  #hadFocus = false

  protected override willUpdate() {
    this.#hadFocus = this.shadowRoot?.activeElement != null
  }

  protected override render(): unknown {
    const { view } = this.#frame
    const { lineItem } = this.line ?? {}
    if (!lineItem || !view?.deferred) return nothing
    const { text, substitutes } = view.deferred
    const { status } = view.recovery
    const isLocked = status !== 'ready' && status !== 'restored'
    const before = substitutes.insteadOf(lineItem.id)
    if (before) {
      const choice = choiceOf(before, lineItem, view)
      return html`<div part="substitutes" class="chips">
        <span class="instead muted small">${text('insteadOf', { choice })}</span>
        <button
          part="substitute-undo-button" class="button quiet" aria-label=${text('backTo', { choice })}
          aria-disabled=${isLocked ? 'true' : nothing} @click=${() => this.#undo(view, before, choice)}
        ><span>${view.settings.text('undo')}</span></button>
      </div>`
    }
    const taken = this.#takenBeside(view, lineItem)
    const free = lineItem.substitutes?.filter(({ variantId }) => !taken.has(variantId)) ?? []
    if (!free.length) return nothing
    return html`<div part="substitutes" class="chips" role="group" aria-label=${text('othersOf', { item: lineItem.name })}>
      <span class="muted small" aria-hidden="true">${text('others')}</span>
      ${free.map((substitute) => this.#renderChoice(view, lineItem, substitute, isLocked))}
    </div>`
  }

  protected override updated() {
    // The tapped button is replaced by what follows from it.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.renderRoot.querySelector('button')?.focus()
    this.#hadFocus = false
  }

  #renderChoice(view: FrameView, lineItem: LineItem, substitute: Substitute, isLocked: boolean) {
    const { settings, deferred } = view
    const { amount } = substitute.price
    const choice = choiceOf(substitute, lineItem, view)
    const price = formatMoney(substitute.price, settings.locale)
    const label = amount === lineItem.price.amount ? choice : (deferred?.text('choiceAt', { choice, price }) ?? choice)
    return html`<button
      part="substitute-button" class="button" aria-disabled=${isLocked ? 'true' : nothing}
      aria-label=${deferred?.text('takeInstead', { choice: label, item: lineItem.name })}
      @click=${() => this.#choose(view, lineItem, substitute, choice)}
    ><span>${label}</span></button>`
  }

  #choose(view: FrameView, lineItem: LineItem, { variantId }: Substitute, choice: string) {
    const { deferred } = view
    deferred?.substitutes.choose(lineItem.id, variantId)
    const sentence = deferred?.text('announce.taken', { item: lineItem.name, choice, ...newSum(view) })
    if (sentence && deferred?.substitutes.insteadOf(lineItem.id)) deferred.substitutes.announce(lineItem, sentence)
  }

  #undo(view: FrameView, before: LineItem, choice: string) {
    const { deferred } = view
    deferred?.substitutes.undo(before.id)
    const sentence = deferred?.text('announce.back', { item: before.name, choice, ...newSum(view) })
    if (sentence && !deferred?.substitutes.insteadOf(before.id)) deferred?.substitutes.announce(before, sentence)
  }

  /** Variants that stand in for other lines: the same one twice would be one line. */
  #takenBeside({ store }: FrameView, { id }: LineItem): Set<string> {
    const others = store.$lines.get().filter(({ lineItem }) => lineItem.id !== id)
    return new Set(others.flatMap(({ lineItem }) => lineItem.variantId ?? []))
  }
}

/** What differs from the other, as a list of the language: the size, or size and colour. */
function choiceOf(
  { options }: Pick<Substitute, 'options'>,
  other: Pick<Substitute, 'options'>,
  view: FrameView,
): string {
  const values = options.flatMap(({ name, value }) =>
    other.options.some((option) => option.name === name && option.value === value) ? [] : [isolate(value)],
  )
  return new Intl.ListFormat(view.settings.language, { type: 'unit', style: 'short' }).format(values)
}

/** What the cart comes to after the tap, which the view was made before. */
function newSum({ store, settings }: FrameView) {
  const summary = store.$summary.get()
  return summary ? lastSum(summary, settings) : { sum: '', total: '' }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-substitutes': CartRecoverySubstitutesElement
  }
}
