import { html, LitElement, nothing } from 'lit'

import type { ShareAnswer } from '../contract/browser.ts'
import { formatEnd } from '../format/index.ts'
import { openOf } from '../state/index.ts'
import type { FrameView } from './frame/context.ts'
import { FrameController } from './frame/frame-controller.ts'
import { base } from './styles/base.styles.ts'
import { button } from './styles/button.styles.ts'
import { styles } from './styles/share.styles.ts'

/** What became of the last tap on "Copy link". `shown`: the browser refused its clipboard. */
type Copied = { status: 'copying' | 'failed' | 'enough' } | ({ status: 'copied' | 'shown' } & ShareAnswer)

/**
 * The link to the cart: how long the one that led here works, a button that copies another one, and the way out for who is not
 * the cart's shopper. Renders nothing without a cart.
 *
 * @csspart share-button - Copies a link to the cart.
 * @csspart share-link - The link in a field, where the browser refuses the clipboard.
 * @csspart leave-button - "Not your cart?": closes it on this page.
 */
export class CartRecoveryShareElement extends LitElement {
  static override styles = [base, button, styles]
  static override properties = {
    copied: { state: true },
  }

  private copied?: Copied | undefined
  readonly #frame = new FrameController(this, '$recovery')

  protected override willUpdate() {
    const { view } = this.#frame
    // The next cart has another link.
    if (view && !openOf(view.recovery)) this.copied = undefined
  }

  protected override render(): unknown {
    const { view } = this.#frame
    const open = view && openOf(view.recovery)
    if (!open || !view.deferred) return nothing
    const { copied } = this
    const { text } = view.deferred
    return html`
      ${open.linkEndsAt ? html`<p class="muted small"><bdi>${text('linkEnds', { end: formatEnd(open.linkEndsAt, view.settings) })}</bdi></p>` : nothing}
      ${
        open.abilities.share
          ? html`<button part="share-button" class="button quiet" aria-disabled=${copied?.status === 'copying' ? 'true' : nothing} @click=${this.#handleCopy}>
              ${text('shareCart')}
            </button>`
          : nothing
      }
      <button part="leave-button" class="button quiet" @click=${() => view.deferred?.link.leave()}>${text('notYours')}</button>
      ${
        copied?.status === 'shown'
          ? html`<input part="share-link" readonly aria-label=${text('shareCart.field')} .value=${copied.link} />`
          : nothing
      }
      <p class="small" role="status"><bdi>${this.#says(view)}</bdi></p>
    `
  }

  protected override updated() {
    // The link is selected, so that one more tap copies it.
    if (this.copied?.status === 'shown') this.renderRoot.querySelector('input')?.select()
  }

  #says({ deferred, settings }: FrameView) {
    const { copied } = this
    if (!deferred || !copied || copied.status === 'copying') return nothing
    if (!('link' in copied)) return deferred.text(`shareCart.${copied.status}`)
    return deferred.text(`shareCart.${copied.status}`, { end: formatEnd(copied.linkEndsAt, settings) })
  }

  readonly #handleCopy = async () => {
    const share = this.#frame.view?.deferred?.link.share()
    if (!share || this.copied?.status === 'copying') return
    this.copied = { status: 'copying' }
    const isCopied = await copy(share.then((result) => (result.ok ? result.value.link : Promise.reject(result))))
    const result = await share
    if (!this.copied) return
    if (result.ok) this.copied = { status: isCopied ? 'copied' : 'shown', ...result.value }
    else this.copied = { status: result.problem.code === 'busy' ? 'enough' : 'failed' }
  }
}

/** Writes to the clipboard what is still on its way: Safari allows that only in the tap itself. */
async function copy(coming: Promise<string>): Promise<boolean> {
  try {
    const text = coming.then((link) => new Blob([link], { type: 'text/plain' }))
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
    return true
  } catch {
    return false
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cart-recovery-share': CartRecoveryShareElement
  }
}
