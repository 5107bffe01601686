import { aTimeout, expect, waitUntil } from '@open-wc/testing'

import { type CartEventName, type Ecommerce, pushToDataLayer, reportCart } from '../../src/analytics/index.ts'
import type { LineItem } from '../../src/contract/browser.ts'
import { describeFrame, openFrame, part, press, reaches, settled } from './page.ts'
import {
  available,
  cartHandle,
  cartOf,
  checkoutUrl,
  type FakeAnswers,
  json,
  lineItem,
  recovered,
  token,
  twoLines,
} from './proxy.ts'

describeFrame('analytics', () => {
  const answers: FakeAnswers = {
    '/recover': () => recovered(twoLines()),
    '/checkout': () => json({ checkoutUrl: checkoutUrl() }),
  }
  let stop = () => {}
  afterEach(() => stop())

  function listen() {
    const told: [name: CartEventName, ecommerce: Ecommerce][] = []
    stop = reportCart((...report) => told.push(report))
    return told
  }

  it('hears of the cart, of each change, and of the checkout, in major units', async () => {
    const told = listen()
    const frame = await openFrame(answers)
    frame.store.setQuantity('shirt', 1)
    frame.store.setQuantity('shirt', 2)
    frame.store.remove('mug')
    await settled(frame)
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    const [shirt, mug] = twoLines().lineItems.map(({ sku, name, options: [option], price }) => ({
      item_id: sku,
      item_name: name,
      ...(option && { item_variant: option.value }),
      price: price.amount / 100,
    }))
    const amount = (shirt?.price ?? 0) * 200 + (mug?.price ?? 0) * 100
    const seen = told.map(([name, { value, items }]) => [name, value, items])
    expect(seen).to.deep.equal([
      [
        'view_cart',
        amount / 100,
        [
          { ...shirt, quantity: 2 },
          { ...mug, quantity: 1 },
        ],
      ],
      ['remove_from_cart', shirt?.price, [{ ...shirt, quantity: 1 }]],
      ['add_to_cart', shirt?.price, [{ ...shirt, quantity: 1 }]],
      ['remove_from_cart', mug?.price, [{ ...mug, quantity: 1 }]],
      ['begin_checkout', (shirt?.price ?? 0) * 2, [{ ...shirt, quantity: 2 }]],
    ])
    expect(new Set(told.map(([, { currency }]) => currency))).to.deep.equal(new Set(['EUR']))
  })

  it('counts a currency by its own decimals, leaves out what is sold out, and names the variant', async () => {
    const told = listen()
    const price = { amount: 1500, currency: 'KWD' }
    const options = [
      { name: 'Size', value: 'M' },
      { name: 'Gift wrap', value: '' },
    ]
    const robe = lineItem('robe', { quantity: 2, price, options })
    const gone = lineItem('gone', { price, availability: { status: 'out-of-stock' } })
    const cart = { ...cartOf(robe, gone), total: { amount: 4500, currency: 'KWD' } }
    await openFrame({ '/recover': () => recovered(cart) })
    const [[, { currency, value, items }]] = told as [(typeof told)[number]]
    expect([currency, value]).to.deep.equal(['KWD', 3])
    expect(items.map(({ item_variant, price, quantity }) => [item_variant, price, quantity])).to.deep.equal([
      ['M, Gift wrap', 1.5, 2],
    ])
  })

  it('counts the pieces that can be bought, once that is known, and changes of the shopper alone', async () => {
    const told = listen()
    const read = (quantity: number, availability: LineItem['availability']) =>
      cartOf(lineItem('shirt', { quantity, availability }))
    const checked = Promise.withResolvers<void>()
    const frame = await openFrame({
      '/recover': () => recovered(read(5, { status: 'unknown', checking: true })),
      '/availability': () => checked.promise.then(() => available(read(5, { status: 'partial', quantity: 2 }))),
    })
    expect(told).to.deep.equal([])
    checked.resolve()
    await waitUntil(() => told.length > 0)
    frame.store.setQuantity('shirt', 1)
    frame.store.setQuantity('shirt', 2)
    frame.store.remove('shirt')
    frame.store.restoreLine('shirt')
    const changes = told.map(([name, { items }]) => [name, items[0]?.quantity])
    expect(changes).to.deep.equal([
      ['view_cart', 2],
      ['remove_from_cart', 1],
      ['add_to_cart', 1],
      ['remove_from_cart', 2],
      ['add_to_cart', 2],
    ])
  })

  it('takes a cart that was changed elsewhere for no change of the shopper', async () => {
    const told = listen()
    const shirts = (quantity: number) => cartOf(lineItem('shirt', { quantity }))
    const frame = await openFrame({
      '/recover': () => recovered(shirts(3)),
      '/restore': () =>
        json({ cart: shirts(1), outcomes: [{ id: 'shirt', outcome: 'reduced', quantity: 1 }], undo: 'undo-text' }),
    })
    await frame.store.restore()
    await reaches(frame, 'restored')
    expect(frame.store.$lines.get()[0]?.chosen).to.equal(1)
    expect(told.map(([name]) => name)).to.deep.equal(['view_cart'])
  })

  it('gives the sum of the items as the value, whatever the cart takes off as a whole', async () => {
    const told = listen()
    const cart = { ...twoLines(), total: { amount: 5000, currency: 'EUR' } }
    const frame = await openFrame({ ...answers, '/recover': () => recovered(cart) })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(told.map(([name, { value }]) => [name, value])).to.deep.equal([
      ['view_cart', 67.3],
      ['begin_checkout', 67.3],
    ])
  })

  it('leaves what the shopper typed on the page: neither Google nor any event has it', async () => {
    const told = listen()
    const heard: Event[] = []
    const names = ['recovered', 'checkout-request', 'checkout'] as const
    for (const name of names)
      document.addEventListener(`cart-recovery-${name}`, (event) => heard.push(event), { once: true })
    const options = [
      { name: 'Wood', value: 'Oak' },
      { name: 'Engraving', value: 'For Ada Byron', typed: true },
    ]
    const board = lineItem('board', { quantity: 2, options })
    const frame = await openFrame({ ...answers, '/recover': () => recovered(cartOf(board)) })
    frame.store.setQuantity('board', 1)
    await settled(frame)
    expect(part(frame, 'options').textContent).to.contain('For Ada Byron')
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(told.flatMap(([, { items }]) => items.map((item) => item.item_variant))).to.deep.equal(['Oak', 'Oak', 'Oak'])
    expect(heard.map(({ type }) => type)).to.deep.equal(names.map((name) => `cart-recovery-${name}`))
    expect(JSON.stringify(heard.map((event) => ({ ...event }))))
      .to.contain('Oak')
      .and.not.contain('Ada Byron')
  })

  it('tells of a cart that was open before the shopper consented, once', async () => {
    await openFrame(answers)
    const told = listen()
    await aTimeout(0)
    expect(told.map(([name]) => name)).to.deep.equal(['view_cart'])
  })

  it('hears nothing more once it is ended', async () => {
    const told = listen()
    const frame = await openFrame(answers)
    stop()
    frame.store.remove('mug')
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(told).to.have.length(1)
  })

  it('clears what the data layer held before each push, and pushes no secret', async () => {
    const dataLayer: { event?: string; ecommerce?: unknown }[] = []
    stop = pushToDataLayer(dataLayer)
    await openFrame(answers)
    expect(dataLayer.map(({ event, ecommerce }) => event ?? ecommerce)).to.deep.equal([null, 'view_cart'])
    for (const secret of [token, cartHandle]) expect(JSON.stringify(dataLayer)).to.not.contain(secret)
  })
})
