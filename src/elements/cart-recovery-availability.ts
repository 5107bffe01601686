import { html, LitElement, nothing } from 'lit'
import { formatNumber } from '../format/index.ts'
import type { LineView } from '../state/index.ts'
import { styles } from './cart-recovery-availability.styles.ts'
import { FrameController } from './frame/frame-controller.ts'
import type { FrameSettings } from './frame/frame-settings.ts'
import { property } from './property.ts'
import { base } from './styles/base.styles.ts'
import { type IconName, icon } from './styles/icons.ts'

// Colour and drawing of each text. The drawing says what the colour says, for shoppers who do not see it.
const appearance: Record<keyof FrameSettings['messages']['availability'], [tone: string, drawing: IconName]> = {
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
 * The availability of one line: here, few left, sold out, gone. Always text and a drawing, never colour alone.
 * Renders nothing for a removed line, and nothing where the platform shows no availability at all.
 *
 * @csspart availability - The text and the drawing beside it.
 */
export class CartRecoveryAvailabilityElement extends LitElement {
  static override styles = [base, styles]

  /** The line to show. */
  @property({ attribute: false }) line?: LineView

  readonly #frame = new FrameController(this)

  protected override render(): unknown {
    const settings = this.#frame.view?.settings
    if (!this.line || !settings || this.line.removed || this.line.settledAtCheckout) return nothing
    const { lineItem, chosen } = this.line
    const status = statusOf(this.line)
    const [tone, drawing] = appearance[status]
    const { quantity } = lineItem.availability
    const text = settings.messages.availability[status](
      quantity === undefined ? '' : formatNumber(quantity, settings.locale),
      formatNumber(Math.max(chosen, lineItem.quantity), settings.locale),
    )
    return html`<span part="availability" class=${tone}>${icon(drawing)}<span>${text}</span></span>`
  }
}

/** The outcome of the last write comes first, then what is known of the stock. */
function statusOf({ lineItem, chosen, checking, outcome }: LineView): keyof typeof appearance {
  if (outcome === 'changed-elsewhere' || outcome === 'reduced' || outcome === 'failed') return outcome
  const { status, quantity = 0 } = lineItem.availability
  if (checking) return 'checking'
  // A shopper who chose no more than is left gets all of it.
  return status === 'partial' && Math.max(chosen, lineItem.quantity) <= quantity ? 'low-stock' : status
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-availability': CartRecoveryAvailabilityElement
  }
}
