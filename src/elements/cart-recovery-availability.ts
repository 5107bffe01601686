import { html, LitElement, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { formatNumber } from '../format/index.ts'
import type { LineView } from '../state/index.ts'
import { styles } from './cart-recovery-availability.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import type { FrameSettings } from './frame/frame-settings.ts'
import { base } from './styles/base.styles.ts'
import { type IconName, icon } from './styles/icons.ts'

// What a word looks like; the drawing says the same as the colour.
const looks: Record<keyof FrameSettings['messages']['availability'], [tone: string, drawing: IconName]> = {
  available: ['positive', 'check'],
  'low-stock': ['caution', 'few'],
  partial: ['caution', 'few'],
  'out-of-stock': ['critical', 'gone'],
  unavailable: ['critical', 'gone'],
  discontinued: ['critical', 'gone'],
  unknown: ['', 'unsure'],
  checking: ['', 'unsure'],
  reduced: ['caution', 'few'],
  'changed-elsewhere': ['caution', 'few'],
  failed: ['caution', 'unsure'],
}

/**
 * The truth about one line: here, few left, sold out, gone. Always words and a drawing, never colour alone.
 * Renders nothing for a line that the shopper removed, nor
 * where the platform shows no availability at all.
 *
 * @csspart availability - The words and the drawing beside them.
 */
export class CartRecoveryAvailabilityElement extends LitElement {
  static override styles = [base, styles]

  /** The line to speak of. */
  @property({ attribute: false }) line?: LineView

  readonly #frame = new FrameController(this)

  protected override render() {
    const settings = this.#frame.view?.settings
    if (!this.line || !settings || this.line.removed || this.line.settledAtCheckout) return nothing
    const { lineItem, chosen } = this.line
    const word = wordOf(this.line)
    const [tone, drawing] = looks[word]
    const { quantity } = lineItem.availability
    const words = settings.messages.availability[word](
      quantity === undefined ? '' : formatNumber(quantity, settings.locale),
      formatNumber(Math.max(chosen, lineItem.quantity), settings.locale),
    )
    return html`<span part="availability" class=${tone}>${icon(drawing)}<span>${words}</span></span>`
  }
}

/** What became of the line when it was last written comes first, then what is known of its stock. */
function wordOf({ lineItem, chosen, checking, outcome }: LineView): keyof typeof looks {
  if (outcome === 'changed-elsewhere' || outcome === 'reduced' || outcome === 'failed') return outcome
  const { status, quantity = 0 } = lineItem.availability
  if (checking) return 'checking'
  // A shopper who takes no more than what is left lacks nothing any more.
  return status === 'partial' && Math.max(chosen, lineItem.quantity) <= quantity ? 'low-stock' : status
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-availability': CartRecoveryAvailabilityElement
  }
}
