import { expect } from '@open-wc/testing'

import { describeFrame, frameOn, openLink, part, press, reaches, row } from './page.ts'
import { available, cartHandle, checkoutUrl, json, problem, proxy, recovered, token, twoLines } from './proxy.ts'

const entry = 'cart-recovery'
const kept = () => JSON.parse(sessionStorage.getItem(entry) ?? 'null')

describeFrame('a reload', () => {
  beforeEach(() => {
    proxy.answer({
      '/recover': () => recovered(twoLines()),
      '/availability': () => available(twoLines()),
      '/checkout': () => json({ checkoutUrl: checkoutUrl() }),
    })
  })
  it('finds the cart and the shopper’s choices again, with a clean address', async () => {
    openLink()
    const before = await frameOn()
    before.store.setQuantity('shirt', 1)
    expect(kept()).to.deep.include({ cartHandle, choices: { shirt: 1 } })
    before.remove()

    const frame = await frameOn()
    expect(proxy.paths()).to.deep.equal(['/recover', '/availability'])
    expect(row(frame, 'Linen shirt').line?.chosen).to.equal(1)
  })

  it('never finds a token', async () => {
    openLink()
    await frameOn()
    expect(sessionStorage.getItem(entry)).to.not.contain(token)
  })

  it('is not told to the shop as another recovery', async () => {
    sessionStorage.setItem(entry, JSON.stringify({ cartHandle, choices: {}, keptAt: Date.now() }))
    let recoveries = 0
    const count = () => {
      recoveries += 1
    }
    window.addEventListener('cart-recovery-recovered', count)
    await frameOn()
    window.removeEventListener('cart-recovery-recovered', count)
    expect(recoveries).to.equal(0)
  })

  it('after a day finds nothing', async () => {
    sessionStorage.setItem(entry, JSON.stringify({ cartHandle, choices: {}, keptAt: Date.now() - 25 * 3600_000 }))
    await frameOn('idle')
    expect(proxy.requests).to.have.length(0)
  })

  it('finds nothing where somebody else wrote into the entry', async () => {
    for (const text of ['{', '"x"', '{"cartHandle":1}', 'null']) {
      sessionStorage.setItem(entry, text)
      const frame = await frameOn('idle')
      frame.remove()
    }
    expect(proxy.requests).to.have.length(0)
  })

  it('after the cart’s end finds nothing', async () => {
    proxy.answer({ '/availability': () => problem('cart-gone') })
    sessionStorage.setItem(entry, JSON.stringify({ cartHandle, choices: {}, keptAt: Date.now() }))
    const frame = await frameOn('failed')
    expect(frame.problem).to.equal('cart-gone')
    expect(sessionStorage.getItem(entry)).to.equal(null)
  })

  it('coming back from the checkout keeps the cart', async () => {
    openLink()
    const frame = await frameOn()
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(kept()).to.include({ cartHandle })
  })

  it('without storage says what to do, because of a mark without any secret', async () => {
    const { getItem, setItem, removeItem } = Storage.prototype
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
    Object.assign(Storage.prototype, { getItem: blocked, setItem: blocked, removeItem: blocked })
    try {
      openLink()
      history.replaceState({ router: 7 }, '', location.href)
      const before = await frameOn()
      expect(history.state).to.deep.equal({ router: 7, cartRecovery: true })
      before.remove()
      const frame = await frameOn('failed')
      expect(frame.problem).to.equal('link-needed')
      expect(history.state).to.deep.equal({ router: 7 })
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem, removeItem })
    }
  })
})
