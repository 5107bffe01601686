import { expect, html } from '@open-wc/testing'

import type { BackInStockRequestEvent } from '../../src/elements/index.ts'
import { alertWords, lamp, openByPhone, subscribeButton, until, vase } from './by-phone.ts'
import { describeFrame, find, heard, part, press, row, sentence, settled, title, words } from './page.ts'
import { cartOf, mug, problem, proxy } from './proxy.ts'

const unable = { backInStock: false, signIn: false, textCheckout: false }
const withService = html`<cart-recovery back-in-stock></cart-recovery>`

/** A shop that answers with its own service. */
function answerBy(service: (event: BackInStockRequestEvent) => Promise<unknown>) {
  const stop = new AbortController()
  const asked: BackInStockRequestEvent[] = []
  const take = (event: BackInStockRequestEvent) => {
    asked.push(event)
    event.respondWith(service(event))
  }
  addEventListener('cart-recovery-back-in-stock-request', take, stop)
  return { asked, stop: () => stop.abort() }
}

describeFrame('back in stock by a service of the shop’s own', () => {
  it('offers nothing where neither proxy nor shop can tell', async () => {
    const frame = await openByPhone(cartOf(lamp(), vase(), mug()), {}, { ...unable, textCheckout: true })
    expect(part(frame, 'subscribe-button')).to.equal(undefined)
  })

  it('takes one tap and no phone, and asks the shop alone', async () => {
    const service = answerBy(async () => {})
    const told = heard('cart-recovery-subscribed')
    const frame = await openByPhone(cartOf(lamp(), mug()), {}, unable, withService)
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(words(row(frame, 'Lamp'))).to.contain('You’re on the list Stop notifying me')
    expect(service.asked.map(({ subscribed }) => subscribed)).to.deep.equal([true])
    expect((await told).lineItems.map(({ id }) => id)).to.deep.equal(['lamp'])
    expect(proxy.paths()).not.to.contain('/back-in-stock')

    await frame.store.refresh()
    await settled(frame)
    expect(words(row(frame, 'Lamp')), 'the list outlives a newer reading of the cart').to.contain('You’re on the list')
    await press(frame, part(row(frame, 'Lamp'), 'unsubscribe-button'))
    await until(frame, () => title(frame) === 'You’re off the list')
    expect(sentence(frame)).to.equal('We won’t write to you about “Lamp” any more.')
    expect(service.asked.map(({ subscribed }) => subscribed)).to.deep.equal([true, false])
    service.stop()
  })

  it('promises nothing that the service could not do', async () => {
    const service = answerBy(() => Promise.reject(new TypeError('away')))
    const frame = await openByPhone(cartOf(lamp(), mug()), {}, unable, withService)
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('The shop isn’t answering. Please try again in a moment.')
    const { left } = subscribeButton(frame, 'Lamp').getBoundingClientRect()
    expect(find(frame, '[role="alert"]')?.getBoundingClientRect().left, 'below the button').to.equal(left)
    expect(words(row(frame, 'Lamp'))).not.to.contain('You’re on the list')
    expect(subscribeButton(frame, 'Lamp')).to.be.instanceOf(HTMLButtonElement)
    service.stop()
  })

  it('asks the proxy where the shop leaves a request to it, which says that it cannot', async () => {
    const answers = { '/back-in-stock': () => problem('not-supported', { status: 501 }) }
    const frame = await openByPhone(cartOf(lamp(), mug()), answers, unable, withService)
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => frame.store.$pendingAction.get().status === 'failed')
    expect(proxy.paths()).to.contain('/back-in-stock')
  })
})
