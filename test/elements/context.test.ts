import { ContextConsumer, ContextRoot } from '@lit/context'
import { expect, html } from '@open-wc/testing'
import { LitElement } from 'lit'

import { CartRecoveryElement, type FrameContext, frameContext } from '../../src/index.ts'
import { describeFrame, openFrame, settled } from './page.ts'
import { available, recovered, twoLines } from './proxy.ts'

class ShopTotal extends LitElement {
  readonly #frame = new ContextConsumer(this, { context: frameContext, subscribe: true })

  get context(): FrameContext | undefined {
    return this.#frame.value
  }

  protected override render() {
    return this.context?.store.$summary.get()?.total.amount
  }
}
customElements.define('shop-total', ShopTotal)

describeFrame('an element of the shop’s own', () => {
  const show = () =>
    openFrame(
      { '/recover': () => recovered(twoLines()), '/availability': () => available(twoLines()) },
      'ready',
      html`<cart-recovery><shop-total slot="footer"></shop-total></cart-recovery>`,
    )

  it('gets the store, the settings, and what is loaded after the paint', async () => {
    const frame = await show()
    const { context } = frame.querySelector('shop-total') as ShopTotal
    expect(context?.store === frame.store).to.equal(true)
    expect(context?.$settings.get().locale).to.equal('en')
    expect(context?.deferred?.shopper.canSwitchNumber).to.equal(false)
  })

  it('renders what the store holds', async () => {
    const frame = await show()
    const own = frame.querySelector('shop-total') as ShopTotal
    await settled(frame)
    expect(own.shadowRoot?.textContent).to.equal('6730')
  })

  it('that asked before there was a frame gets it from the root of the page', async () => {
    const page = document.createElement('div')
    const root = new ContextRoot()
    root.attach(page)
    document.body.append(page)
    const frame = document.createElement('late-frame')
    const own = document.createElement('shop-total') as ShopTotal
    frame.append(own)
    page.append(frame)
    expect(own.context).to.equal(undefined)
    customElements.define('late-frame', class extends CartRecoveryElement {})
    await own.updateComplete
    expect(own.context?.store === (frame as CartRecoveryElement).store).to.equal(true)
    root.detach(page)
    page.remove()
  })

  it('moves with its subscription from one frame to the next', async () => {
    const frame = await show()
    const own = frame.querySelector('shop-total') as ShopTotal
    const other = document.createElement('cart-recovery')
    document.body.append(other)
    other.append(own)
    await own.updateComplete
    expect(own.context?.store === other.store).to.equal(true)
    other.remove()
  })
})
