import { aTimeout, expect, waitUntil } from '@open-wc/testing'

import { CheckoutRequestEvent } from '../../src/elements/index.ts'
import {
  announced,
  describeFrame,
  find,
  focused,
  heard,
  openFrame,
  part,
  press,
  reaches,
  row,
  sentence,
  settled,
  steps,
  title,
  words,
} from './page.ts'
import {
  available,
  cartHandle,
  cartOf,
  checkoutUrl,
  type FakeAnswers,
  json,
  lineItem,
  mug,
  never,
  problem,
  proxy,
  recovered,
  twoLines,
} from './proxy.ts'

describeFrame('the checkout', () => {
  async function show(answers: FakeAnswers = {}) {
    return openFrame({
      '/recover': () => recovered(twoLines()),
      '/availability': () => available(twoLines()),
      '/checkout': () => json({ checkoutUrl: checkoutUrl() }),
      ...answers,
    })
  }

  it('is one tap away, and only the tap writes', async () => {
    const frame = await show()
    expect(proxy.paths()).to.deep.equal(['/recover'])
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(proxy.last().path).to.equal('/checkout')
    expect(proxy.last().body).to.deep.equal({ cartHandle, revision: twoLines().revision })
    expect(proxy.last().headers.get('Idempotency-Key')).to.match(/^[\w-]{20,}$/)
    expect(location.hash).to.equal('#checkout')
  })

  it('takes the lines that the shopper touched, and no others', async () => {
    const frame = await show()
    frame.store.setQuantity('shirt', 1)
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(proxy.last().body).to.deep.equal({
      cartHandle,
      revision: twoLines().revision,
      lineItems: [{ id: 'shirt', quantity: 1 }],
    })
  })

  it('is one request, however often it is tapped', async () => {
    const frame = await show({ '/checkout': never() })
    for (let tap = 0; tap < 5; tap += 1) part(frame, 'checkout-button').click()
    await reaches(frame, 'finishing')
    part(frame, 'checkout-button').click()
    window.dispatchEvent(new CheckoutRequestEvent())
    await aTimeout(20)
    expect(proxy.paths().filter((path) => path === '/checkout')).to.have.length(1)
    expect(part(frame, 'checkout-button').ariaDisabled).to.equal('true')
    expect(words(part(frame, 'checkout-button'))).to.equal('One moment…')
  })

  const notices: [string, object, string][] = [
    ['codes to enter again', { codesToEnter: ['TEN', 'FREESHIP'] }, 'Enter TEN and FREESHIP at the checkout.'],
    [
      'that a coupon is over',
      { offer: { status: 'expired', label: 'WINTER5' } },
      'WINTER5 isn’t valid or has expired.',
    ],
    [
      'that a coupon cannot be combined',
      { offer: { status: 'not-combinable', label: 'SPRING' } },
      'SPRING can’t be combined with the discount in your cart.',
    ],
    ['that it asks to sign in', { signInAtCheckout: true }, 'The checkout will ask you to sign in.'],
  ]
  for (const [what, notice, words] of notices) {
    it(`says before the page is left ${what}, and a second tap goes there`, async () => {
      const frame = await show({ '/checkout': () => json({ checkoutUrl: checkoutUrl(), ...notice }) })
      await waitUntil(() => customElements.get('cart-recovery-share'))
      const button = part(frame, 'checkout-button')
      button.focus()
      await press(frame, button)
      await waitUntil(() => title(frame) === 'Before you go')
      expect(sentence(frame)).to.equal(`${words} Nothing has been charged. Check out again to go there.`)
      expect(await announced(frame)).to.contain(words)
      expect(location.hash).to.equal('')
      expect(frame.status).to.equal('ready')
      expect(focused() === button, 'the button keeps the focus').to.equal(true)
      expect(button.ariaDisabled).to.not.equal('true')
      await press(frame, button)
      await reaches(frame, 'finished')
      expect(location.hash).to.equal('#checkout')
      expect(
        proxy.paths().filter((path) => path === '/checkout'),
        'the link is a new one',
      ).to.have.length(2)
    })
  }

  it('says it again where the shopper changes a line in between', async () => {
    const frame = await show({ '/checkout': () => json({ checkoutUrl: checkoutUrl(), codesToEnter: ['TEN'] }) })
    await press(frame, part(frame, 'checkout-button'))
    await waitUntil(() => title(frame) === 'Before you go')
    frame.store.setQuantity('shirt', 1)
    await settled(frame)
    expect(title(frame)).to.equal('Your cart is ready')
    await press(frame, part(frame, 'checkout-button'))
    await waitUntil(() => title(frame) === 'Before you go')
    expect(location.hash).to.equal('')
  })

  it('is told to the shop before the page is left', async () => {
    const frame = await show()
    let hash: string | undefined
    window.addEventListener(
      'cart-recovery-checkout',
      () => {
        hash = location.hash
      },
      { once: true },
    )
    setTimeout(() => part(frame, 'checkout-button').click())
    const event = await heard('cart-recovery-checkout')
    expect(hash).to.equal('')
    expect(event.lineItems).to.deep.equal(twoLines().lineItems)
    expect(event.total).to.deep.equal(twoLines().total)
    expect(JSON.stringify(event)).to.not.contain('#checkout')
  })

  it('can be answered by the shop instead, which is told the lines, their prices and the total', async () => {
    const frame = await show()
    frame.store.setQuantity('shirt', 1)
    let request: CheckoutRequestEvent | undefined
    window.addEventListener(
      'cart-recovery-checkout-request',
      (event) => {
        request = event
        event.preventDefault()
      },
      { once: true },
    )
    await press(frame, part(frame, 'checkout-button'))
    await aTimeout(20)
    expect(request?.lineItems.map(({ id, name, quantity, price }) => [id, name, quantity, price.amount])).to.deep.equal(
      [
        ['shirt', 'Linen shirt', 1, 2490],
        ['mug', 'Ceramic mug', 1, 1750],
      ],
    )
    expect(request?.total).to.deep.equal({ amount: 4240, currency: 'EUR' })
    expect(frame.status).to.equal('ready')
    expect(proxy.paths()).to.deep.equal(['/recover'])
  })

  it('can be asked for by any element of the page', async () => {
    const frame = await show()
    document.body.dispatchEvent(new CheckoutRequestEvent())
    await reaches(frame, 'finished')
  })

  const unsafe = [
    'javascript:alert(1)',
    'http://shop.example/checkout',
    'https://a@shop.example/',
    '//shop.example',
    '/checkout',
    `https://shop.example/${'x'.repeat(2048)}`,
  ]
  for (const url of unsafe) {
    it(`does not go to ${url.slice(0, 30)}`, async () => {
      const frame = await show({ '/checkout': () => json({ checkoutUrl: url }) })
      await press(frame, part(frame, 'checkout-button'))
      await reaches(frame, 'failed')
      expect(frame.problem).to.equal('internal-error')
      expect(location.hash).to.equal('')
    })
  }

  it('stops at stock that moved, says so, and takes the new cart with the next tap', async () => {
    const moved = cartOf(lineItem('shirt', { quantity: 2, availability: { status: 'partial', quantity: 1 } }), mug())
    const frame = await show({
      '/checkout': [
        () => problem('stock-moved', { status: 409, cart: moved }),
        () => json({ checkoutUrl: checkoutUrl() }),
      ],
    })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'ready')
    expect(frame.problem).to.equal('stock-moved')
    expect(frame.getAttribute('problem')).to.equal('stock-moved')
    expect(title(frame)).to.equal('Your cart changed just now')
    expect(sentence(frame)).to.equal('Only 1 of “Linen shirt” left. Nothing has been charged.')
    expect(await announced(frame)).to.contain('Only 1 of “Linen shirt” left.')
    expect(words(part(frame, 'checkout-button'))).to.equal('Check out 2 items · €42.40')
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(frame.problem).to.equal(undefined)
  })

  it('says when a price moved', async () => {
    const moved = cartOf(lineItem('shirt', { quantity: 2, price: { amount: 2600, currency: 'EUR' } }), mug())
    const frame = await show({ '/checkout': () => problem('stock-moved', { status: 409, cart: moved }) })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'ready')
    expect(sentence(frame)).to.equal('“Linen shirt” now costs €26.00, before it was €24.90. Nothing has been charged.')
  })

  it('keeps two prices apart where amounts are written from right to left', async () => {
    const moved = cartOf(lineItem('shirt', { quantity: 2, price: { amount: 2600, currency: 'EUR' } }), mug())
    const frame = await show({ '/checkout': () => problem('stock-moved', { status: 409, cart: moved }) })
    frame.locale = 'ar-EG'
    await press(frame, part(frame, 'checkout-button'))
    const apart = /\u2068Linen shirt\u2069.* \u2068[^\u2069]*٢٦[^\u2069]*\u2069.* \u2068[^\u2069]*٢٤[^\u2069]*\u2069/
    await waitUntil(() => apart.test(sentence(frame)), 'both prices, each by itself')
  })

  it('that nobody confirmed sends the shopper to look, not to tap again', async () => {
    const frame = await show({ '/checkout': () => problem('unconfirmed', { status: 502 }) })
    part(frame, 'checkout-button').focus()
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    expect(title(frame)).to.equal('We couldn’t confirm that')
    expect(steps(frame)[0]).to.equal('Check again')
    expect(find(frame, '[part="checkout-button"]')).to.equal(undefined)
    await press(frame, part(frame, 'retry-button'))
    await reaches(frame, 'ready')
    expect(proxy.paths()).to.deep.equal(['/recover', '/checkout', '/availability'])
  })

  it('that got lost on the way is unconfirmed', async () => {
    const frame = await show({ '/checkout': () => Promise.reject(new TypeError('network')) })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    expect(frame.problem).to.equal('unconfirmed')
  })

  it('can be tried again with a new key where nothing was done', async () => {
    const frame = await show({
      '/checkout': [() => problem('upstream-down', { status: 503 }), () => json({ checkoutUrl: checkoutUrl() })],
    })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    const first = proxy.last().headers.get('Idempotency-Key')
    await press(frame, part(frame, 'retry-button'))
    await reaches(frame, 'finished')
    expect(proxy.last().headers.get('Idempotency-Key')).to.not.equal(first)
  })

  it('is usable again after Back', async () => {
    const frame = await show()
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await reaches(frame, 'ready')
    expect(proxy.last().path).to.equal('/availability')
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
  })

  it('of more lines than one call may change goes by way of saving them', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => lineItem(`line-${index}`, { quantity: 2 }))
    const pending = (count: number) => lines.slice(0, count).map(({ id }) => ({ id, outcome: 'pending', quantity: 1 }))
    const restored = (count: number) => () => json({ cart: cartOf(...lines), outcomes: pending(count), undo: 'u' })
    const frame = await show({
      '/recover': () => recovered(cartOf(...lines)),
      '/checkout': [() => problem('too-many-changes', { status: 422 }), () => json({ checkoutUrl: checkoutUrl() })],
      '/restore': [restored(10), restored(0)],
    })
    for (const { id } of lines) frame.store.setQuantity(id, 1)
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(proxy.paths()).to.deep.equal(['/recover', '/checkout', '/restore', '/restore', '/checkout'])
  })

  it('keeps the shopping possible: the lines are saved, told, and can be undone', async () => {
    const saved = cartOf(lineItem('shirt', { quantity: 1 }), mug())
    const frame = await show({
      '/restore': () =>
        json({ cart: saved, outcomes: [{ id: 'shirt', outcome: 'applied', quantity: 1 }], undo: 'undo-text' }),
      '/undo': () => json({ cart: twoLines(), outcomes: [] }),
    })
    frame.store.setQuantity('shirt', 1)
    setTimeout(() => part(frame, 'restore-button').click())
    const event = await heard('cart-recovery-restored')
    expect(event.outcomes).to.have.length(1)
    await reaches(frame, 'restored')
    expect(proxy.last().body).to.deep.equal({
      cartHandle,
      revision: twoLines().revision,
      lineItems: [{ id: 'shirt', quantity: 1 }],
    })
    expect(title(frame)).to.equal('Your cart is saved')
    expect(row(frame, 'Linen shirt').outcome).to.equal('applied')
    await press(frame, part(frame, 'undo-button'))
    await reaches(frame, 'ready')
    expect(proxy.last().body).to.deep.equal({ cartHandle, revision: saved.revision, undo: 'undo-text' })
    expect(title(frame)).to.equal('Your cart is as it was')
    expect(row(frame, 'Linen shirt').line?.buyable).to.equal(2)
  })

  it('offers nothing to undo where nothing was written', async () => {
    const frame = await show({ '/restore': () => json({ cart: twoLines(), outcomes: [], undo: null }) })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(find(frame, '[part="undo-button"]')).to.equal(undefined)
    expect(steps(frame)).to.deep.equal(['Keep shopping'])
  })

  it('marks lines that could not be saved as chosen', async () => {
    const frame = await show({
      '/restore': () =>
        json({ cart: twoLines(), outcomes: [{ id: 'shirt', outcome: 'changed-elsewhere', quantity: 2 }], undo: null }),
    })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(words(part(row(frame, 'Linen shirt'), 'availability'))).to.equal('Changed in another window')
    expect(sentence(frame)).to.equal('We marked what couldn’t be saved as you chose it.')
  })

  it('is absent where the shop has none', async () => {
    const frame = await show({ '/recover': () => recovered(twoLines(), { checkout: false, restore: false }) })
    expect(find(frame, '[part="checkout-button"]')).to.equal(undefined)
    expect(find(frame, '[part="restore-button"]')).to.equal(undefined)
    expect(find<HTMLAnchorElement>(frame, '.other a')?.getAttribute('href')).to.equal('/')
    await settled(frame)
  })
})
