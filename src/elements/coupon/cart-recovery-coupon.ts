import { html, LitElement, nothing } from 'lit'

import { applyCoupon, openOf } from '../../state/index.ts'
import type { FrameView } from '../frame/context.ts'
import { FrameController } from '../frame/frame-controller.ts'
import { base } from '../styles/base.styles.ts'
import { button } from '../styles/button.styles.ts'
import { offerSentence } from '../text/offer-sentence.ts'
import { styles } from './cart-recovery-coupon.styles.ts'

/**
 * Takes a coupon's code, folded until it is asked for. Renders nothing where the store takes none. A code that is refused is
 * explained, and holds up nothing. While the cart is being written it takes none, and keeps its place.
 *
 * @csspart coupon - The folded field.
 * @csspart coupon-input - Where the code goes.
 */
export class CartRecoveryCouponElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    result: { state: true },
    isBusy: { state: true },
  }

  /** What became of the last code. */
  private result?: Tried | undefined
  private isBusy = false
  readonly #frame = new FrameController(this, '$recovery')

  protected override render(): unknown {
    const { view } = this.#frame
    const isOpen = view && openOf(view.recovery)?.abilities.coupon && view.summary?.itemCount
    if (!view?.deferred || !isOpen || view.recovery.status === 'failed') return nothing
    const isIdle = /^(ready|restored)$/.test(view.recovery.status)
    const { text } = view.deferred
    const isRefused = hasRefused(this.result)
    return html`
      <details part="coupon" ?inert=${!isIdle}>
        <summary><bdi>${text('coupon.title')}</bdi></summary>
        <form novalidate @submit=${this.#handleSubmit}>
          <label for="code">${text('code')}</label>
          <div class="row">
            <input
              id="code" part="coupon-input" name="coupon" maxlength="50" required
              autocomplete="off" autocapitalize="characters" spellcheck="false"
              aria-describedby="result" aria-invalid=${isRefused ? 'true' : nothing} ?readonly=${this.isBusy}
            />
            <button class="button" aria-disabled=${this.isBusy ? 'true' : nothing}>
              <span>${text(this.isBusy ? 'checking' : 'coupon.apply')}</span>
            </button>
          </div>
        </form>
        <p id="result" class=${isRefused ? 'small refused' : 'small'} role="status"><bdi>${this.result && sentenceOf(this.result, view, text)}</bdi></p>
      </details>
    `
  }

  readonly #handleSubmit = async (event: Event) => {
    event.preventDefault()
    const { view } = this.#frame
    const input = this.renderRoot.querySelector('input')
    const code = input?.value.trim()
    if (!view?.deferred || !input || this.isBusy) return
    if (!code) return input.focus()
    this.isBusy = true
    this.result = undefined
    const result = await applyCoupon(view.store, view.deferred.restoreClient, code)
    this.isBusy = false
    if (!result) return
    this.result = result
    if (hasRefused(result)) input.select()
    else input.value = ''
  }
}

type Tried = NonNullable<Awaited<ReturnType<typeof applyCoupon>>>

const hasRefused = (result: Tried | undefined) =>
  result !== undefined && !(result.ok && (result.value?.status ?? 'applied') === 'applied')

function sentenceOf(result: Tried, { settings }: FrameView, text: NonNullable<FrameView['deferred']>['text']): string {
  if (result.ok) return (result.value && offerSentence(result.value, settings)) ?? ''
  return text(result.problem.code === 'too-many-coupons' ? 'coupon.tooMany' : 'coupon.failed')
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-coupon': CartRecoveryCouponElement
  }
}
