import { aTimeout, expect } from '@open-wc/testing'

import { describeFrame, heard, openFrame, part, press, reaches, sentence, steps, title } from './page.ts'
import {
  available,
  cartOf,
  checkoutUrl,
  type FakeAnswers,
  json,
  lineItem,
  never,
  problem,
  proxy,
  recovered,
  twoLines,
} from './proxy.ts'

describeFrame('a shop that adopts the cart', () => {
  const saved = (fields: object = { adoptCode: 'code-1' }) =>
    json({ cart: twoLines(), outcomes: [], undo: 'undo-text', ...fields })

  async function show(answers: FakeAnswers = {}, adoptUrl = '/cart-recovery/shop/adopt') {
    location.hash = ''
    const frame = await openFrame({
      '/recover': () => recovered(twoLines()),
      '/availability': () => available(twoLines()),
      '/restore': () => saved(),
      '/checkout': () => json({ checkoutUrl: checkoutUrl(), adoptCode: 'code-2' }),
      '/shop/adopt': () => new Response(null, { status: 204 }),
      ...answers,
    })
    frame.shopUrl = '#shop'
    if (adoptUrl) frame.adoptUrl = adoptUrl
    await frame.updateComplete
    // The part that asks the shop is loaded after the first paint.
    await aTimeout(50)
    return frame
  }

  it('has it with one tap, and then leaves for the shop', async () => {
    const frame = await show()
    setTimeout(() => part(frame, 'restore-button').click())
    await heard('cart-recovery-restored')
    expect(location.hash).to.equal('')
    await reaches(frame, 'restored')
    expect(proxy.paths()).to.deep.equal(['/recover', '/restore', '/shop/adopt'])
    const { body, headers, init } = proxy.last()
    expect(body).to.deep.equal({ code: 'code-1' })
    expect(headers.get('content-type')).to.equal('application/json')
    expect([init.method, init.credentials, init.keepalive]).to.deep.equal(['POST', 'same-origin', true])
    await aTimeout(0)
    expect(location.hash).to.equal('#shop')
    expect(sentence(frame)).to.equal('It’s in your cart at the shop.')
  })

  it('is waited for, and the tap cannot be made twice', async () => {
    const frame = await show({ '/shop/adopt': never })
    await press(frame, part(frame, 'restore-button'))
    await aTimeout(20)
    expect(frame.status).to.equal('restoring')
    part(frame, 'restore-button').click()
    part(frame, 'checkout-button').click()
    await aTimeout(20)
    expect(proxy.paths()).to.deep.equal(['/recover', '/restore', '/shop/adopt'])
    expect(location.hash).to.equal('')
  })

  for (const [what, answer] of [
    ['refuses', () => problem('adopt-code-expired', { status: 410 })],
    ['has trouble', () => new Response('<html>', { status: 502 })],
    ['answers with a page', () => new Response('<html>')],
    ['cannot be reached', () => Promise.reject(new TypeError('offline'))],
  ] as const) {
    it(`that ${what} is said, and the next tap has a new code`, async () => {
      const frame = await show({
        '/restore': [saved(), saved({ adoptCode: 'code-3', undo: null })],
        '/shop/adopt': [answer, () => new Response(null, { status: 204 })],
      })
      await press(frame, part(frame, 'restore-button'))
      await reaches(frame, 'restored')
      expect(title(frame)).to.equal('Your cart is saved')
      expect(sentence(frame)).to.equal('The shop couldn’t take it over just now. Try again, or check out here.')
      expect(steps(frame)).to.deep.equal(['Try again', 'Keep shopping'])
      expect(location.hash).to.equal('')
      expect(part(frame, 'checkout-button')).not.to.equal(undefined)
      await press(frame, part(frame, 'retry-button'))
      await reaches(frame, 'restored')
      expect(proxy.last().body).to.deep.equal({ code: 'code-3' })
      await aTimeout(0)
      expect(location.hash).to.equal('#shop')
      // What the first tap wrote can still be undone.
      expect(part(frame, 'undo-button')).not.to.equal(undefined)
    })
  }

  it('that cannot take this cart at all is not asked again', async () => {
    const frame = await show({ '/shop/adopt': () => problem('present-cart-refused', { status: 409 }) })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(sentence(frame)).to.contain('Your link opens it again, on any device.')
    expect(steps(frame)).not.to.contain('Try again')
    expect(location.hash).to.equal('')
  })

  it('does not make the shopper leave before they read what could not be saved', async () => {
    const [line] = twoLines().lineItems
    const outcomes = [{ id: line?.id, outcome: 'changed-elsewhere', quantity: 1 }]
    const frame = await show({ '/restore': () => saved({ adoptCode: 'code-1', outcomes }) })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    await aTimeout(0)
    expect(location.hash).to.equal('')
    expect(sentence(frame)).to.equal('We marked what couldn’t be saved as you chose it.')
  })

  it('is told of a checkout, which does not wait for it', async () => {
    const frame = await show({ '/shop/adopt': never })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'finished')
    expect(location.hash).to.equal('#checkout')
    expect(proxy.last().body).to.deep.equal({ code: 'code-2' })
    expect(proxy.last().init.keepalive).to.equal(true)
  })

  it('is asked on its own origin alone', async () => {
    for (const url of ['https://elsewhere.example/cart-recovery/shop/adopt', 'javascript:alert(1)', 'https://']) {
      const frame = await show({}, url)
      await press(frame, part(frame, 'restore-button'))
      await reaches(frame, 'restored')
      expect(proxy.paths()).to.deep.equal(['/recover', '/restore'])
      expect(sentence(frame)).to.contain('couldn’t take it over')
      frame.remove()
    }
  })

  it('is promised nowhere where there is none', async () => {
    for (const [url, fields] of [
      ['', undefined],
      ['/cart-recovery/shop/adopt', {}],
    ] as const) {
      const frame = await show({ '/restore': () => saved(fields) }, url)
      await press(frame, part(frame, 'restore-button'))
      await reaches(frame, 'restored')
      await aTimeout(20)
      expect(sentence(frame)).to.equal('Your link opens it again, on any device.')
      expect(proxy.paths()).to.deep.equal(['/recover', '/restore'])
      expect(location.hash).to.equal('')
      frame.remove()
    }
  })

  it('is not needed where the lines are in the shopper’s own cart', async () => {
    const frame = await show({ '/restore': () => saved({ isShoppersOwn: true }) })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(sentence(frame)).to.equal('It’s in your cart at the shop.')
    expect(proxy.paths()).to.deep.equal(['/recover', '/restore'])
  })

  it('says what could not be saved, too', async () => {
    const outcomes = [{ id: 'shirt', outcome: 'reduced', quantity: 1 }]
    const cart = cartOf(lineItem('shirt', { quantity: 1 }))
    const answers = { '/restore': () => saved({ adoptCode: 'c', outcomes, cart }) }
    const frame = await show({ ...answers, '/shop/adopt': () => new Response(null, { status: 500 }) })
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(sentence(frame)).to.equal(
      'We marked what couldn’t be saved as you chose it. The shop couldn’t take it over just now. Try again, or check out here.',
    )
  })
})
