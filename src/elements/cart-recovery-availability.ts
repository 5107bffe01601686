import { html, LitElement, nothing } from 'lit'
import type { LineView } from '../state/index.ts'
import { styles } from './cart-recovery-availability.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { type IconName, icon } from './styles/icons.ts'
import { availabilityText, type DisplayedStatus, displayedStatus } from './text/availability-text.ts'

// Colour and drawing of each text. The drawing says what the colour says, for shoppers who do not see it.
const appearance: Record<DisplayedStatus, [tone: string, drawing: IconName]> = {
  available: ['positive', 'check'],
  'low-stock': ['caution', 'few'],
  partial: ['caution', 'few'],
  'out-of-stock': ['critical', 'gone'],
  unavailable: ['critical', 'gone'],
  discontinued: ['critical', 'gone'],
  unknown: ['', 'unsure'],
  checking: ['', 'few'],
}

/**
 * The availability of one line: here, few left, sold out, gone. Always text and a drawing, never colour alone.
 * Renders nothing for a removed line, and nothing where the platform shows no availability at all.
 *
 * @csspart availability - The text and the drawing beside it.
 */
export class CartRecoveryAvailabilityElement extends LitElement {
  static override styles = [base, styles]
  static override properties = {
    line: { attribute: false },
  }

  /** The line to show. */
  line?: LineView

  readonly #frame = new FrameController(this)

  protected override render(): unknown {
    const { view } = this.#frame
    if (!this.line || !view || this.line.removed || this.line.settledAtCheckout) return nothing
    const outcome = view.deferred?.outcome(this.line, view.deferred.text)
    const [tone, drawing] = outcome ? ['caution', outcome.drawing] : appearance[displayedStatus(this.line)]
    const text = outcome?.text ?? availabilityText(this.line, view.settings)
    return html`<span part="availability" class=${tone}>${icon(drawing)}<span>${text}</span></span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-availability': CartRecoveryAvailabilityElement
  }
}
