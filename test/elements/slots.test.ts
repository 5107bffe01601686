import { expect, html } from '@open-wc/testing'

import { all, describeFrame, find, openFrame, part, press, reaches, row, sentence, title, words } from './page.ts'
import { cartOf, type FakeAnswers, lineItem, mug, problem, recovered, twoLines } from './proxy.ts'

const page = html`<cart-recovery heading-level="1">
  <div slot="express" id="express">Pay at once</div>
  <div slot="assurance" id="assurance">Free returns</div>
  <div slot="delivery" id="delivery">Arrives on Tuesday</div>
  <div slot="suggestions" id="suggestions">More like this</div>
</cart-recovery>`
const soldOut = { availability: { status: 'out-of-stock' } } as const

describeFrame('the shop’s own content', () => {
  async function show(cart = twoLines(), answers: FakeAnswers = {}, template = page) {
    const frame = await openFrame({ '/recover': recovered(cart), ...answers }, 'ready', template)
    // The bar is where it stands in the page, and not at the bottom of the screen.
    scrollTo(0, document.documentElement.scrollHeight)
    return frame
  }
  const box = (frame: Element, id: string) => (frame.querySelector(`#${id}`) as Element).getBoundingClientRect()
  const isShown = (frame: Element, id: string) => box(frame, id).height > 0

  it('stands above and below the button, and under the sum', async () => {
    const frame = await show()
    const button = part(frame, 'checkout-button').getBoundingClientRect()
    const other = part(frame, 'restore-button').getBoundingClientRect()
    const sum = part(frame, 'summary').getBoundingClientRect()
    const [express, assurance, delivery] = ['express', 'assurance', 'delivery'].map((id) => box(frame, id))
    for (const own of [express, assurance, delivery]) expect(own?.height).to.be.above(0)
    expect(express?.bottom).to.be.at.most(button.top)
    expect(express?.top).to.be.at.least(sum.bottom)
    expect(assurance?.top).to.be.at.least(button.bottom)
    expect(assurance?.bottom).to.be.at.most(other.top)
    expect(delivery?.top).to.be.at.least(sum.top)
    expect(delivery?.bottom).to.be.at.most(sum.bottom)
    expect(isShown(frame, 'suggestions')).to.equal(false)
  })

  it('takes no room where the shop gives none', async () => {
    const full = await show()
    const heights = (frame: Element) => ({
      sum: part(frame, 'summary').offsetHeight,
      between:
        part(frame, 'checkout-button').getBoundingClientRect().top -
        part(frame, 'summary').getBoundingClientRect().bottom,
    })
    const filled = heights(full)
    full.remove()
    const empty = heights(await show(twoLines(), {}, html`<cart-recovery></cart-recovery>`))
    const line = 24
    expect(filled.sum - empty.sum).to.be.at.least(line)
    expect(filled.between - empty.between).to.be.at.least(line)
  })

  it('suggests other things after a sold-out cart alone', async () => {
    const frame = await show(cartOf(lineItem('shirt', soldOut)))
    expect(isShown(frame, 'suggestions')).to.equal(true)
    for (const id of ['express', 'assurance', 'delivery']) expect(isShown(frame, id)).to.equal(false)
    frame.remove()
    const partly = await show(cartOf(lineItem('shirt', soldOut), mug()))
    expect(isShown(partly, 'suggestions')).to.equal(false)
  })

  it('is gone with the button', async () => {
    const frame = await show(twoLines(), { '/checkout': problem('upstream-down', { status: 503 }) })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    for (const id of ['express', 'assurance']) expect(isShown(frame, id)).to.equal(false)
  })

  it('says its headline at the level of the page’s headings', async () => {
    const frame = await show()
    expect(find(frame, 'h2')?.ariaLevel).to.equal('1')
    for (const level of ['0', 'x', '12']) {
      frame.setAttribute('heading-level', level)
      await frame.updateComplete
      await (find(frame, 'cart-recovery-status') as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete
      expect(find(frame, 'h2')?.hasAttribute('aria-level')).to.equal(false)
    }
  })
})

describeFrame('pictures and prices', () => {
  it('a picture leads where the name does, and the keyboard stops at the name alone', async () => {
    const url = `${location.origin}/shirt`
    const frame = await openFrame({ '/recover': recovered(cartOf(lineItem('shirt', { url }), mug())) })
    const [picture, name, ...more] = all(row(frame, 'Linen shirt'), 'a') as HTMLAnchorElement[]
    expect(more).to.have.length(0)
    expect([picture?.href, picture?.tabIndex, picture?.ariaHidden]).to.deep.equal([url, -1, 'true'])
    expect(picture?.querySelector('[part="image"]')).to.not.equal(null)
    expect([name?.href, name?.tabIndex]).to.deep.equal([url, 0])
    expect(all(row(frame, 'Ceramic mug'), 'a')).to.have.length(0)
  })

  it('a price that dropped stands beside the old one, and the sum says what that saves', async () => {
    const previousPrice = { amount: 2990, currency: 'EUR' }
    const cheaper = lineItem('shirt', { quantity: 2, previousPrice })
    const frame = await openFrame({ '/recover': recovered(cartOf(cheaper, mug())) })
    const price = part(row(frame, 'Linen shirt'), 'price')
    expect([price.firstChild?.nextSibling?.textContent, price.querySelector('s')?.textContent]).to.deep.equal([
      '€49.80',
      '€59.80',
    ])
    expect(price.querySelector('s')?.ariaHidden).to.equal('true')
    expect(words(part(frame, 'summary'))).to.contain('You save €10.00')
    expect([title(frame), sentence(frame)]).to.deep.equal(['Good news: 1 price dropped', 'You save €10.00.'])
    expect(part(row(frame, 'Ceramic mug'), 'price').querySelector('s')).to.equal(null)
  })

  it('nothing is saved where another price rose', async () => {
    const was = (amount: number) => ({ previousPrice: { amount, currency: 'EUR' } })
    const frame = await openFrame({ '/recover': recovered(cartOf(lineItem('shirt', was(2990)), mug(was(1000)))) })
    expect(words(part(frame, 'summary'))).to.not.contain('You save')
    expect(title(frame)).to.equal('Your cart, with 2 changes')
    expect(sentence(frame)).to.equal(
      '1 price dropped, you save €5.00. 1 price went up, you pay €7.50 more. We marked what changed.',
    )
  })

  it('a price that moved between the page and the tap marks its row', async () => {
    const dearer = cartOf(lineItem('shirt', { quantity: 2 }), mug({ price: { amount: 2100, currency: 'EUR' } }))
    const frame = await openFrame({
      '/recover': recovered(twoLines()),
      '/checkout': problem('stock-moved', { status: 409, cart: dearer }),
    })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'ready')
    expect(part(row(frame, 'Ceramic mug'), 'price-change').textContent).to.equal(
      '↑ Price went up from €17.50 to €21.00',
    )
    expect(part(row(frame, 'Linen shirt'), 'price-change')).to.equal(undefined)
  })
})

describeFrame('a network that comes back', () => {
  it('is used once the browser says so, for what only read', async () => {
    const answers = [() => Promise.reject(new TypeError('no network')), () => recovered(twoLines())]
    const frame = await openFrame({ '/recover': answers }, 'failed')
    const isBack = new Promise((resolve) => frame.addEventListener('cart-recovery-recovered', resolve, { once: true }))
    window.dispatchEvent(new Event('online'))
    await isBack
    await reaches(frame, 'ready')
    expect(words(frame)).to.contain('Ceramic mug')
  })
})
