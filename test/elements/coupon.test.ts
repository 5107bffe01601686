import { expect, html } from '@open-wc/testing'

import type { Cart } from '../../src/contract/browser.ts'
import { until } from './by-phone.ts'
import { all, deep, describeFrame, find, focused, openFrame, part, press, settled, words } from './page.ts'
import { abilities, cartHandle, cartOf, type FakeAnswers, json, lineItem, problem, proxy } from './proxy.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const mug = lineItem('mug', { name: 'Ceramic mug', quantity: 2, price: euros(9000) })
const plain = cartOf(mug)
/** 180 euros, less two discounts and with taxes. */
const reduced: Cart = {
  ...plain,
  total: euros(17_500),
  discounts: [
    { label: 'Welcome', amount: euros(1800) },
    { label: '<b>ربيع</b>', amount: euros(900) },
  ],
  offer: { status: 'applied', label: 'Welcome' },
}

const rowsOf = (frame: Element) =>
  all(part(frame, 'summary'), 'dl > div').map((row) => [
    words(row.children[0] as Element),
    words(row.children[1] as Element),
  ])
const amountOfButton = (frame: Element) => words(part(frame, 'checkout-button'))

describeFrame('the sum', () => {
  const show = (cart: Cart, answers: FakeAnswers = {}) =>
    openFrame({ '/recover': () => json({ cartHandle, cart, abilities }), ...answers })

  it('is the subtotal alone where nothing comes off', async () => {
    const frame = await show(plain)
    expect(rowsOf(frame)).to.deep.equal([['Subtotal 2 items', '€180.00']])
    expect(words(part(frame, 'summary'))).to.contain('Delivery is added at the checkout.')
    expect(amountOfButton(frame)).to.equal('Check out · €180.00')
  })

  it('has a row for each discount in the merchant’s words, for taxes, and the total that the button says', async () => {
    const frame = await show(reduced)
    expect(rowsOf(frame)).to.deep.equal([
      ['Subtotal 2 items', '€180.00'],
      ['Welcome', '-€18.00'],
      ['<b>ربيع</b>', '-€9.00'],
      ['Taxes and fees', '€22.00'],
      ['Total before delivery', '€175.00'],
    ])
    expect(amountOfButton(frame)).to.equal('Check out · €175.00')
    expect(all(part(frame, 'summary'), 'bdi').map((name) => name.textContent)).to.contain('<b>ربيع</b>')
    expect(part(frame, 'offer'), 'the row says that it is applied').to.equal(undefined)
    await expect(frame).to.be.accessible()
  })

  it('guesses no discount after an edit, and says so', async () => {
    const frame = await show(reduced)
    frame.store.setQuantity('mug', 1)
    await settled(frame)
    expect(rowsOf(frame)).to.deep.equal([['Subtotal 1 item', '€90.00']])
    expect(words(part(frame, 'summary'))).to.contain('Discounts are worked out again at the checkout.')
    expect(amountOfButton(frame)).to.equal('Check out · €90.00')
    frame.store.setQuantity('mug', 2)
    await settled(frame)
    expect(rowsOf(frame)).to.have.length(5)
  })

  it('speaks of taxes only where the prices exclude them', async () => {
    const frame = await show({ ...plain, excludesTaxes: true })
    expect(words(part(frame, 'summary'))).to.contain('Delivery and taxes are added at the checkout.')
  })

  it('is written in any currency: without decimals, with three, and one that nobody knows', async () => {
    const cases: [string, string][] = [
      ['JPY', '¥18,000'],
      ['KWD', 'KWD 18.000'],
      ['XQZ', 'XQZ 180.00'],
    ]
    for (const [currency, written] of cases) {
      const price = { amount: 9000, currency }
      const frame = await show({ ...cartOf({ ...mug, price }), total: { amount: 18_000, currency } })
      expect(rowsOf(frame)[0]?.[1]?.replace(/\u00a0/g, ' ')).to.equal(written)
      frame.remove()
    }
  })
})

describeFrame('a code', () => {
  const applied = { ...reduced, offer: { status: 'applied', label: 'Welcome' } }
  const refused = (status: string) => ({ ...plain, offer: { status, label: 'SPRING' } })
  const restored = (cart: object) => json({ cart, outcomes: [], undo: null })

  async function show(restore: FakeAnswers[string], can: object = { coupon: true }) {
    const frame = await openFrame(
      { '/recover': () => json({ cartHandle, cart: plain, abilities: { ...abilities, ...can } }), '/restore': restore },
      'ready',
      html`<cart-recovery shop-url="/shop"></cart-recovery>`,
    )
    if ('coupon' in can) await until(frame, () => part(frame, 'coupon'), 'the field')
    return frame
  }
  const input = (frame: Element) => part(frame, 'coupon-input') as HTMLInputElement
  const said = (frame: Element) => find(part(frame, 'coupon'), '[role="status"]')?.textContent

  async function enter(frame: Awaited<ReturnType<typeof show>>, code: string) {
    part(frame, 'coupon').setAttribute('open', '')
    input(frame).value = code
    await press(frame, find(part(frame, 'coupon'), 'form button'))
    await until(frame, () => !input(frame).readOnly, 'the answer')
    await settled(frame)
  }

  it('is asked for in a folded field, where the store takes one', async () => {
    const frame = await show(() => restored(applied))
    expect(part(frame, 'coupon').hasAttribute('open')).to.equal(false)
    expect(words(find(frame, 'summary') as Element)).to.equal('Have a code?')
    await expect(frame).to.be.accessible()
  })

  it('is not asked for where the store takes none', async () => {
    const frame = await show(() => restored(applied), {})
    expect(deep(frame).some((element) => element.localName === 'cart-recovery-coupon')).to.equal(false)
  })

  it('is applied, announced and shown with its amount; what was chosen stays', async () => {
    const frame = await show(() => restored(applied))
    await enter(frame, ' WELCOME ')
    const { body } = proxy.requests.find(({ path }) => path.endsWith('/restore')) ?? {}
    expect([body?.coupon, body?.lineItems]).to.deep.equal(['WELCOME', []])
    expect(rowsOf(frame)).to.have.length(5)
    expect(said(frame)).to.equal('Welcome is applied.')
    expect(input(frame).value).to.equal('')
    expect(frame.status).to.equal('ready')
  })

  for (const [status, sentence] of [
    ['expired', 'SPRING isn’t valid or has expired.'],
    ['not-applicable', 'SPRING doesn’t go with this cart.'],
    ['not-combinable', 'SPRING can’t be combined with the discount in your cart.'],
  ] as const) {
    it(`that is ${status} is explained, and the checkout stays open`, async () => {
      const frame = await show(() => restored(refused(status)))
      await enter(frame, 'SPRING')
      expect(said(frame)).to.equal(sentence)
      expect(input(frame).ariaInvalid).to.equal('true')
      expect(input(frame).value).to.equal('SPRING')
      expect(part(frame, 'checkout-button').ariaDisabled).to.not.equal('true')
      await expect(frame).to.be.accessible()
    })
  }

  for (const [code, sentence] of [
    ['too-many-coupons', 'Too many codes for now. You can enter yours at the checkout.'],
    ['upstream-down', 'We couldn’t check this code. You can enter it at the checkout.'],
  ] as const) {
    it(`of which nothing is known (${code}) is left to the checkout`, async () => {
      const frame = await show(() => problem(code, { status: 429 }))
      await enter(frame, 'SPRING')
      expect(said(frame)).to.equal(sentence)
      expect(frame.status).to.equal('ready')
    })
  }

  it('that is none is not sent, and the field has the focus', async () => {
    const frame = await show(() => restored(applied))
    await enter(frame, '  ')
    expect(proxy.paths().filter((path) => path.endsWith('/restore'))).to.have.length(0)
    expect(focused() === input(frame)).to.equal(true)
  })
})
