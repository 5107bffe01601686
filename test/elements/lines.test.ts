import { aTimeout, expect, html, waitUntil } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'

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
  sentence,
  settled,
  steps,
  title,
  words,
} from './page.ts'
import { available, cartOf, lineItem, mug, proxy, recovered, twoLines } from './proxy.ts'

describeFrame('lines', () => {
  async function show(...lineItems: LineItem[]) {
    return openFrame({ '/recover': () => recovered(lineItems.length ? cartOf(...lineItems) : twoLines()) })
  }
  const removeButton = (frame: Element, name: string) => part(row(frame, name), 'remove-button')
  const field = (frame: Element, name: string) => find<HTMLInputElement>(row(frame, name), 'input') as HTMLInputElement
  const price = (frame: Element, name: string) => part(row(frame, name), 'price').textContent
  const type = async (frame: Parameters<typeof settled>[0], input: HTMLInputElement, value: string) => {
    input.value = value
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await settled(frame)
  }

  it('have names for those who listen', async () => {
    const frame = await show()
    const line = row(frame, 'Linen shirt')
    expect(field(frame, 'Linen shirt').ariaLabel).to.equal('Quantity of Linen shirt')
    expect(removeButton(frame, 'Linen shirt').ariaLabel).to.equal('Remove Linen shirt')
    expect(all(line, '.step').map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      'Decrease quantity, Linen shirt',
      'Increase quantity, Linen shirt',
    ])
  })

  it('change the total with every step, and ask nobody', async () => {
    const frame = await show()
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €67.30')
    await press(frame, all(row(frame, 'Linen shirt'), '.step')[1])
    expect(price(frame, 'Linen shirt')).to.equal('€74.70')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €92.20')
    expect(words(part(frame, 'summary'))).to.contain('4 items')
    expect(proxy.requests).to.have.length(1)
  })

  it('never step below one', async () => {
    const frame = await show()
    const [less] = all(row(frame, 'Ceramic mug'), '.step')
    expect(less?.ariaDisabled).to.equal('true')
    await press(frame, less)
    expect(field(frame, 'Ceramic mug').value).to.equal('1')
  })

  it('take a typed number, and only a possible one', async () => {
    const frame = await show(
      lineItem('shirt', { quantity: 2 }),
      mug({ availability: { status: 'low-stock', quantity: 3 } }),
    )
    await type(frame, field(frame, 'Linen shirt'), '7')
    expect(price(frame, 'Linen shirt')).to.equal('€174.30')
    for (const nonsense of ['-1', '2.5', '', 'e']) {
      await type(frame, field(frame, 'Linen shirt'), nonsense)
      expect(field(frame, 'Linen shirt').value, nonsense).to.equal('7')
    }
    await type(frame, field(frame, 'Linen shirt'), '1000000000')
    expect(field(frame, 'Linen shirt').value).to.equal('9999')
    await type(frame, field(frame, 'Ceramic mug'), '8')
    expect(field(frame, 'Ceramic mug').value).to.equal('3')
  })

  it('stay in place when removed, with a way back under the same finger', async () => {
    const frame = await show()
    const button = removeButton(frame, 'Linen shirt')
    button.focus()
    await press(frame, button)
    expect(words(row(frame, 'Linen shirt'))).to.contain('Removed')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €17.50')
    expect(focused()).to.equal(button)
    expect(button.ariaLabel).to.equal('Put back Linen shirt')
    await press(frame, button)
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €67.30')
    expect(focused()).to.equal(button)
  })

  it('come back with the quantity they had', async () => {
    const frame = await show()
    await type(frame, field(frame, 'Linen shirt'), '5')
    await press(frame, removeButton(frame, 'Linen shirt'))
    await press(frame, removeButton(frame, 'Linen shirt'))
    expect(field(frame, 'Linen shirt').value).to.equal('5')
  })

  it('are removed by typing nought, and leave the focus on the way back', async () => {
    const frame = await show()
    field(frame, 'Linen shirt').focus()
    await type(frame, field(frame, 'Linen shirt'), '0')
    expect(row(frame, 'Linen shirt').line?.removed).to.equal(true)
    expect(focused()).to.equal(removeButton(frame, 'Linen shirt'))
  })

  it('keep the focus and what is being typed when another line goes', async () => {
    const frame = await openFrame({
      '/recover': () => recovered(twoLines()),
      '/availability': () => available(cartOf(mug())),
    })
    const input = field(frame, 'Ceramic mug')
    input.focus()
    input.value = '12'
    await frame.store.revalidate()
    await settled(frame)
    expect(all(frame, 'cart-recovery-line-item')).to.have.length(1)
    expect(focused() === input).to.equal(true)
    expect(input.value).to.equal('12')
  })

  it('say how many there are, once more than that was asked about', async () => {
    const frame = await openFrame({
      '/recover': () => recovered(cartOf(mug())),
      '/availability': () => available(cartOf(mug({ availability: { status: 'available', quantity: 24 } }))),
    })
    await type(frame, field(frame, 'Ceramic mug'), '37')
    expect(await announced(frame)).to.equal('37 × Ceramic mug. Subtotal €647.50.')
    await waitUntil(() => words(part(row(frame, 'Ceramic mug'), 'availability')) === 'Only 24 of 37 available')
    expect(await announced(frame)).to.equal('Only 24 of “Ceramic mug” left. 24 × Ceramic mug. Subtotal €420.00.')
  })

  it('work from the keyboard alone', async () => {
    const frame = await show()
    removeButton(frame, 'Linen shirt').focus()
    await sendKeys({ press: 'Enter' })
    await settled(frame)
    expect(row(frame, 'Linen shirt').line?.removed).to.equal(true)
    await sendKeys({ press: 'Enter' })
    await settled(frame)
    expect(row(frame, 'Linen shirt').line?.removed).to.equal(false)
  })

  it('all removed are an empty cart, which asks nobody and can be put back', async () => {
    const frame = await show()
    await press(frame, removeButton(frame, 'Linen shirt'))
    await press(frame, removeButton(frame, 'Ceramic mug'))
    expect(title(frame)).to.equal('You removed everything')
    expect(steps(frame)).to.deep.equal(['Put back', 'Continue shopping'])
    expect(find(frame, '[part="checkout-button"]')).to.equal(undefined)
    await frame.checkout()
    await frame.store.restore()
    expect(proxy.paths()).to.deep.equal(['/recover'])
    await press(frame, find(frame, '.steps button'))
    expect(title(frame)).to.equal('Your cart is ready')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out · €67.30')
  })

  it('say aloud what was done, once', async () => {
    const frame = await show()
    expect(await announced(frame)).to.contain('Your cart is ready')
    await press(frame, removeButton(frame, 'Linen shirt'))
    expect(await announced(frame)).to.equal('Linen shirt is removed. Subtotal €17.50.')
    await press(frame, removeButton(frame, 'Linen shirt'))
    expect(await announced(frame)).to.equal('2 × Linen shirt. Subtotal €67.30.')
  })

  const truths: [LineItem['availability'], string, string][] = [
    [{ status: 'available' }, 'Available', '€49.80'],
    [{ status: 'low-stock', quantity: 4 }, 'Only 4 left', '€49.80'],
    [{ status: 'low-stock' }, 'Only a few left', '€49.80'],
    [{ status: 'partial', quantity: 1 }, 'Only 1 of 2 available', '€24.90'],
    [{ status: 'out-of-stock' }, 'Sold out — won’t be in your order', '€49.80'],
    [{ status: 'unavailable' }, 'Not for sale right now — won’t be in your order', '€49.80'],
    [{ status: 'discontinued' }, 'No longer sold — won’t be in your order', '€49.80'],
    [{ status: 'unknown' }, 'Not checked — the checkout will confirm', '€49.80'],
  ]
  for (const [availability, truth, cost] of truths) {
    it(`tell the truth about ${availability.status}${availability.quantity ? ` ${availability.quantity}` : ''}`, async () => {
      const frame = await show(lineItem('shirt', { quantity: 2, availability }), mug())
      const line = row(frame, 'Linen shirt')
      expect(words(part(line, 'availability'))).to.equal(truth)
      expect(line.availability).to.equal(availability.status)
      expect(line.getAttribute('availability')).to.equal(availability.status)
      expect(part(line, 'price').textContent).to.contain(cost)
      const isGone = cost === '€49.80' && truth.includes('won’t')
      expect(part(line, 'price').localName).to.equal(isGone ? 's' : 'span')
      expect(find(line, 'input')).to[isGone ? 'not' : 'be'].ok
    })
  }

  it('draw what is still being checked otherwise than what is not known', async () => {
    const unknown = { status: 'unknown' } as const
    const frame = await openFrame({
      '/recover': () =>
        recovered(
          cartOf(lineItem('shirt', { availability: { ...unknown, checking: true } }), mug({ availability: unknown })),
        ),
      '/availability': () => new Promise<Response>(() => {}),
    })
    const checking = part(row(frame, 'Linen shirt'), 'availability')
    expect(words(checking)).to.equal('Checking…')
    const notKnown = part(row(frame, 'Ceramic mug'), 'availability')
    expect(checking.querySelector('svg')?.innerHTML).to.not.equal(notKnown.querySelector('svg')?.innerHTML)
  })

  it('ask nothing while their frame is off the page, and are asked about once it is back', async () => {
    const frame = await openFrame({
      '/recover': () => recovered(twoLines()),
      '/availability': () => recovered(twoLines()),
    })
    const asked = () => proxy.paths().filter((path) => path === '/availability').length
    const { parentNode } = frame
    await waitUntil(() => customElements.get('cart-recovery-share'), 'what follows a tap')
    frame.store.setQuantity('shirt', 9)
    await settled(frame)
    frame.remove()
    await aTimeout(400)
    expect(asked()).to.equal(0)
    parentNode?.append(frame)
    await waitUntil(() => asked() === 1, 'the question')
    await waitUntil(() => frame.store.$lines.get().every(({ checking }) => !checking), 'the answer')
  })

  it('count what changed, and check out the rest', async () => {
    const frame = await show(
      lineItem('shirt', { quantity: 3, availability: { status: 'partial', quantity: 1 } }),
      mug({ availability: { status: 'out-of-stock' } }),
    )
    expect(title(frame)).to.equal('Your cart, with 2 changes')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out 1 item · €24.90')
  })

  it('sold out altogether leave no checkout, but a way on', async () => {
    const frame = await show(
      lineItem('shirt', { availability: { status: 'out-of-stock' } }),
      mug({ availability: { status: 'discontinued' } }),
    )
    expect(title(frame)).to.equal('These items aren’t available')
    expect(steps(frame)).to.deep.equal(['Continue shopping', 'Check again'])
    expect(find(frame, '[part="checkout-button"]')).to.equal(undefined)
  })

  it('never call an unknown line available', async () => {
    const frame = await show(lineItem('shirt', { availability: { status: 'unknown' } }))
    expect(sentence(frame)).to.equal('We couldn’t check one item just now. The checkout will.')
  })

  it('say what they are part of, stand below it, and that a gift is free', async () => {
    const nothing = { amount: 0, currency: 'EUR' }
    const frame = await show(
      lineItem('set', { name: 'Breakfast set' }),
      lineItem('bowl', { name: 'Bowl', kind: 'bundled', price: nothing }),
      mug({ kind: 'bundled', price: nothing }),
      lineItem('tote', { name: 'Tote', kind: 'promotional', price: nothing }),
    )
    for (const name of ['Bowl', 'Ceramic mug']) {
      expect(words(row(frame, name)), name)
        .to.contain('Part of Breakfast set')
        .and.not.contain('€')
    }
    expect(words(row(frame, 'Tote')))
      .to.contain('Free')
      .and.contain('Gift')
    const [set, bowl] = ['Breakfast set', 'Bowl'].map(
      (name) => part(row(frame, name), 'image').getBoundingClientRect().x,
    )
    expect(bowl).to.be.greaterThan(set ?? Number.NaN)
  })

  it('say what their price was', async () => {
    const dearer = lineItem('shirt', { previousPrice: { amount: 2000, currency: 'EUR' } })
    const cheaper = mug({ previousPrice: { amount: 1900, currency: 'EUR' } })
    const frame = await show(dearer, cheaper)
    expect(words(part(row(frame, 'Linen shirt'), 'price-change'))).to.equal('↑ Price went up from €20.00 to €24.90')
    expect(words(part(row(frame, 'Ceramic mug'), 'price-change'))).to.equal('↓ Price dropped from €19.00 to €17.50')
    expect(title(frame)).to.equal('Your cart, with 2 changes')
  })

  it('of a platform that shows no availability have no words on it, and can only be looked at', async () => {
    const unknown = { availability: { status: 'unknown' } } as const
    const frame = await openFrame(
      {
        '/recover': () =>
          recovered(
            {
              ...cartOf(lineItem('shirt', { ...unknown, quantity: 2 }), mug(unknown)),
              offer: { status: 'at-checkout', percent: 10 },
            },
            { editLines: false, restore: false },
          ),
      },
      'ready',
      html`<cart-recovery shop-url="/shop"></cart-recovery>`,
    )
    expect(title(frame)).to.equal('Your cart is ready')
    expect(sentence(frame)).to.equal('What’s available is settled at the checkout.')
    expect(all(frame, '[part="availability"], [part="remove-button"], input, .step')).to.have.length(0)
    expect(words(part(row(frame, 'Linen shirt'), 'quantity'))).to.equal('Quantity: 2')
    expect(part(frame, 'offer').textContent).to.equal('10% off — applied at checkout')
    const keepShopping = find<HTMLAnchorElement>(frame, '.other a')
    expect([keepShopping?.textContent, keepShopping?.getAttribute('href')]).to.deep.equal(['Keep shopping', '/shop'])
    expect(part(frame, 'checkout-button').textContent?.trim()).to.contain('Check out · ')
    await expect(frame).to.be.accessible()
  })

  it('can be edited as their kind allows', async () => {
    const frame = await show(
      lineItem('gift', { kind: 'gift-certificate', name: 'Gift' }),
      lineItem('child', { kind: 'bundled', name: 'Strap' }),
      lineItem('thing', { kind: 'digital', name: 'E-book' }),
    )
    const controls = (name: string) => [
      Boolean(find(row(frame, name), 'input')),
      Boolean(find(row(frame, name), '.remove')),
    ]
    expect(controls('Gift')).to.deep.equal([false, true])
    expect(controls('Strap')).to.deep.equal([false, false])
    expect(controls('E-book')).to.deep.equal([true, true])
  })

  it('cannot be edited where the shop allows none', async () => {
    const frame = await openFrame({ '/recover': () => recovered(twoLines(), { editLines: false }) })
    expect(find(frame, 'input')).to.equal(undefined)
    expect(find(frame, '.remove')).to.equal(undefined)
  })

  it('show catalogue text as text, and no address that is not safe', async () => {
    const attack = '<img src=x onerror=alert(1)>'
    const frame = await show(
      lineItem('shirt', {
        name: attack,
        url: 'javascript:alert(1)',
        imageUrl: 'data:image/svg+xml,<svg/>',
        options: [{ name: attack, value: '\u202eevil' }],
      }),
      mug({ url: '/mug', imageUrl: '/test/elements/mug.svg' }),
    )
    expect(part(row(frame, attack), 'name').textContent).to.equal(attack)
    expect(find(row(frame, attack), 'a')).to.equal(undefined)
    expect(part(row(frame, attack), 'image').localName).to.equal('span')
    expect(find<HTMLAnchorElement>(row(frame, 'Ceramic mug'), 'a')?.pathname).to.equal('/mug')
    expect(part(row(frame, 'Ceramic mug'), 'image').localName).to.equal('img')
  })

  it('keep within their row whatever a catalogue calls them, and at a price of nothing', async () => {
    const names = [
      'x'.repeat(200),
      `${'long '.repeat(40)}name`,
      '👩‍👩‍👧‍👦'.repeat(30),
      '\u202eturned\u2066 and not closed',
    ]
    const price = (index: number) => ({ price: { amount: index * 1250, currency: 'ZZZ' } })
    const frame = await show(...names.map((name, index) => lineItem(`line-${index}`, { name, ...price(index) })))
    const page = document.documentElement
    expect(page.scrollWidth).to.be.at.most(page.clientWidth)
    for (const element of all(frame, 'cart-recovery-line-item')) {
      expect(element.scrollWidth, words(element)).to.be.at.most(element.clientWidth)
    }
    const prices = all(frame, '[part="price"]').map(words)
    expect(prices.slice(0, 2)).to.deep.equal(['Free', 'ZZZ 12.50'])
  })

  it('draw a bag where the picture does not come', async () => {
    const frame = await show(mug({ imageUrl: 'https://images.example/mug.jpg' }))
    part(frame, 'image').dispatchEvent(new Event('error'))
    await settled(frame)
    expect(part(frame, 'image').localName).to.equal('span')
  })

  it('render one row for one change, however many there are', async () => {
    const frame = await show(
      ...Array.from({ length: 250 }, (_, index) => lineItem(`line-${index}`, { name: `Thing ${index}` })),
    )
    const rows = all(frame, 'cart-recovery-line-item') as ReturnType<typeof row>[]
    const rendered = new Set<Element>()
    for (const element of rows) element.addController({ hostUpdated: () => void rendered.add(element) })
    await press(frame, all(rows[200] as Element, '.step')[1])
    expect([...rendered]).to.deep.equal([rows[200]])
  })

  it('show amounts in the currency’s own digits and the shopper’s language', async () => {
    const frame = await openFrame({
      '/recover': () =>
        recovered(
          cartOf(
            lineItem('shirt', { price: { amount: 12800, currency: 'JPY' } }),
            mug({ price: { amount: 1250, currency: 'JPY' } }),
          ),
        ),
    })
    frame.locale = 'de'
    await waitUntil(() => title(frame) === 'Ihr Warenkorb ist bereit', 'German')
    expect(price(frame, 'Linen shirt')).to.match(/^12\.800\s¥$/)
  })
})
