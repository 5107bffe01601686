import { expect, waitUntil } from '@open-wc/testing'

import type { LineItem } from '../../src/contract/browser.ts'
import {
  all,
  announced,
  describeFrame,
  find,
  focused,
  openFrame,
  part,
  press,
  row,
  settled,
  title,
  words,
} from './page.ts'
import {
  available,
  cartOf,
  checkoutUrl,
  type FakeAnswers,
  json,
  lineItem,
  mug,
  problem,
  proxy,
  recovered,
} from './proxy.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const made = (size: string, colour: string) => [
  { name: 'Size', value: size },
  { name: 'Colour', value: colour },
]
const offer = (size: string, colour: string, amount = 11900) => ({
  ...{ variantId: `${size}-${colour}`, name: 'Jumper', options: made(size, colour), price: euros(amount) },
})

/** A jumper that is sold out in M and Forest. */
const jumper = (fields: Partial<LineItem> = {}) =>
  lineItem('jumper', {
    ...{ name: 'Jumper', variantId: 'M-Forest', options: made('M', 'Forest'), price: euros(11900) },
    availability: { status: 'out-of-stock', quantity: 0 },
    substitutes: [offer('S', 'Forest'), offer('M', 'Oat', 9900), offer('L', 'Ink')],
    ...fields,
  })

const choices = (frame: Element) => all(row(frame, 'Jumper'), '[part="substitute-button"]')
const undoButton = (frame: Element) => find(row(frame, 'Jumper'), '[part="substitute-undo-button"]')
const cart = () => cartOf(jumper(), mug())

describeFrame('substitutes', () => {
  async function show(answers: FakeAnswers) {
    const frame = await openFrame(answers)
    // They are loaded after the cart.
    await waitUntil(() => choices(frame).length > 0, 'the choices')
    return frame
  }

  it('offers what differs of each, and its price where that differs too', async () => {
    const frame = await show({ '/recover': recovered(cart()) })
    expect(choices(frame).map((button) => button.textContent?.trim())).to.deep.equal(['S', 'Oat · €99.00', 'L, Ink'])
    expect(choices(frame).map((button) => button.getAttribute('aria-label'))).to.deep.equal([
      'S instead of Jumper',
      'Oat · €99.00 instead of Jumper',
      'L, Ink instead of Jumper',
    ])
    expect(find(row(frame, 'Jumper'), '[role="group"]')?.ariaLabel).to.equal('Other choices for Jumper')
    await expect(frame).to.be.accessible()
  })

  it('puts one in the place of the line in one tap, says so once, and takes it along to the checkout', async () => {
    const frame = await show({ '/recover': recovered(cart()), '/checkout': json({ checkoutUrl: checkoutUrl() }) })
    choices(frame)[1]?.focus()
    await press(frame, choices(frame)[1])
    expect(words(row(frame, 'Jumper')))
      .to.contain('Colour: Oat')
      .and.to.contain('€99.00')
      .and.to.contain('Available')
    expect(words(row(frame, 'Jumper')))
      .to.contain('Instead of Forest')
      .and.not.to.contain('Sold out')
    expect(part(frame, 'checkout-button').textContent).to.contain('€116.50')
    expect(title(frame)).to.equal('Your cart is ready')
    expect(await announced(frame)).to.match(/^Jumper: Oat instead\. Subtotal €116\.50\./)
    expect(focused()).to.equal(undoButton(frame))
    await expect(frame).to.be.accessible()
    await press(frame, part(frame, 'checkout-button'))
    expect(proxy.last().body.lineItems).to.deep.equal([{ id: 'jumper', quantity: 1, variantId: 'M-Oat' }])
  })

  it('takes that back on the page, where the focus stays', async () => {
    const frame = await show({ '/recover': recovered(cart()) })
    await press(frame, choices(frame)[0])
    const undo = undoButton(frame)
    expect(undo?.ariaLabel).to.equal('Undo, back to M')
    undo?.focus()
    await press(frame, undo)
    expect(words(row(frame, 'Jumper')))
      .to.contain('Size: M')
      .and.to.contain('Sold out')
    expect(focused()).to.equal(choices(frame)[0])
    expect(await announced(frame)).to.match(/^Jumper: back to M, which isn’t available\. Subtotal €17\.50\./)
    expect(proxy.paths()).to.deep.equal(['/recover'])
  })

  it('offers nothing that stands in for another line', async () => {
    const other = jumper({ id: 'other', name: 'Second', variantId: 'XL-Forest', options: made('XL', 'Forest') })
    const frame = await show({ '/recover': recovered(cartOf(jumper(), other)) })
    await press(frame, choices(frame)[0])
    expect(all(row(frame, 'Second'), '[part="substitute-button"]').length).to.equal(2)
    await press(frame, undoButton(frame))
    expect(all(row(frame, 'Second'), '[part="substitute-button"]').length).to.equal(3)
  })

  it('shows what moved at the checkout, and keeps what is still offered', async () => {
    const now = cartOf(jumper({ substitutes: [offer('S', 'Forest', 12900)] }), mug())
    const frame = await show({
      '/recover': recovered(cart()),
      '/availability': available(now),
      '/checkout': problem('stock-moved', { cart: now }),
    })
    await press(frame, choices(frame)[0])
    await press(frame, part(frame, 'checkout-button'))
    await waitUntil(() => words(frame).includes('Nothing has been charged.'))
    await settled(frame)
    expect(words(row(frame, 'Jumper')))
      .to.contain('€129.00')
      .and.to.contain('Instead of M')
  })

  it('renders nothing for a line without any, and for one that is removed', async () => {
    const frame = await show({ '/recover': recovered(cartOf(jumper(), mug())) })
    expect(find(row(frame, 'Ceramic mug'), 'cart-recovery-substitutes')).to.equal(undefined)
    await press(frame, choices(frame)[0])
    await press(frame, find(row(frame, 'Jumper'), '.remove'))
    expect(find(row(frame, 'Jumper'), 'cart-recovery-substitutes')).to.equal(undefined)
  })
})
