import { aTimeout, expect } from '@open-wc/testing'

import { alertWords, asked, askForCode, can, field, fill, lamp, openByPhone, signInNeeded, until } from './by-phone.ts'
import { announced, describeFrame, find, heard, part, press, reaches, sentence, steps, title, words } from './page.ts'
import {
  available,
  cartOf,
  checkoutUrl,
  type FakeAnswers,
  json,
  lineItem,
  mug,
  ownHandle,
  problem,
  proxy,
  twoLines,
} from './proxy.ts'

const gift = () => lineItem('gift', { name: 'Gift card', kind: 'gift-certificate', options: [], byText: false })
const texted = () => json({ checkoutUrl: checkoutUrl(), sentTo: '+49 ••• ••42' })

describeFrame('checking out by text', () => {
  const show = (answers: FakeAnswers = {}, cart = twoLines()) => openByPhone(cart, { '/checkout': texted, ...answers })
  const button = (frame: Element) => part(frame, 'text-checkout-button')

  it('asks for the phone, then texts the link and keeps it here too', async () => {
    const frame = await show({ '/checkout': [signInNeeded, texted] })
    expect(words(button(frame))).to.equal('Check out by text')
    expect(proxy.paths()).to.deep.equal(['/recover'])
    await askForCode(frame, button(frame))
    expect(frame.status).to.equal('signing-in')
    await fill(frame, '123456')
    await reaches(frame, 'finished')
    expect(title(frame)).to.equal('Your checkout is ready')
    expect(sentence(frame)).to.equal('We also texted the link to +49 ••• ••42.')
    expect(await announced(frame)).to.contain('Your checkout is ready')
    expect(words(button(frame))).to.equal('Go to checkout')
    expect(Boolean(find(frame, '[part="checkout-button"]'))).to.equal(false)
    expect(location.hash).to.equal('')
    expect(proxy.paths()).to.deep.equal(['/recover', '/checkout', '/sign-in/code', '/sign-in', '/checkout'])
    expect(proxy.last().body).to.deep.equal({ cartHandle: ownHandle, revision: twoLines().revision, via: 'text' })
  })

  it('moves nothing below the form once the code is right, and leads on where the form was', async () => {
    const frame = await show({ '/checkout': [signInNeeded, texted] })
    // The headline above may be longer or shorter, and a page that is not full gives its room to this button.
    frame.style.setProperty('--cart-recovery-min-height', '0')
    const bottomOf = (selector: string) => find(frame, selector)?.getBoundingClientRect().bottom ?? 0
    const place = () => Math.round(bottomOf('.other') - bottomOf('dl'))
    await askForCode(frame, button(frame))
    const before = place()
    await fill(frame, '123456')
    await reaches(frame, 'finished')
    expect(place()).to.be.closeTo(before, 1)
    expect(button(frame).matches(':focus')).to.equal(true)
  })

  it('says that the link was texted where the text message alone has it', async () => {
    for (const answer of [{ sentTo: '+49 ••• ••42' }, {}]) {
      const frame = await show({ '/checkout': () => json({ checkoutUrl: null, ...answer }) })
      await press(frame, button(frame))
      await reaches(frame, 'finished')
      expect(title(frame)).to.equal('Your checkout is ready')
      expect(sentence(frame)).to.contain('Its link is in the text message')
      expect(find(frame, 'cart-recovery-text-checkout')?.shadowRoot?.querySelectorAll('button').length).to.equal(0)
      expect(words(find(frame, 'cart-recovery-text-checkout') as Element)).to.equal(
        'sentTo' in answer ? 'Texted to +49 ••• ••42' : '',
      )
      frame.remove()
    }
  })

  it('says what the number is for', async () => {
    const frame = await show({ '/checkout': signInNeeded })
    await press(frame, button(frame))
    await until(frame, () => field(frame))
    expect(words(asked(frame))).to.contain('We’ll send a code, then the link to your checkout.')
    expect(frame.status).to.equal('signing-in')
  })

  it('goes to the checkout from here, and tells the shop before', async () => {
    const frame = await show()
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    setTimeout(() => button(frame).click())
    const event = await heard('cart-recovery-checkout')
    expect(event.lineItems).to.have.length(2)
    await aTimeout(20)
    expect(location.hash).to.equal('#checkout')
    expect(proxy.paths().filter((path) => path === '/checkout')).to.have.length(1)
  })

  it('says once its link has expired, and offers the checkouts again', async () => {
    const shortly = () => json({ checkoutUrl: checkoutUrl(), sentTo: '+49 ••• ••42', expiresInSeconds: 2 })
    const frame = await show({ '/checkout': shortly, '/availability': () => available(twoLines(), can) })
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    await reaches(frame, 'ready')
    expect(title(frame)).to.equal('Your checkout link has expired')
    expect(sentence(frame)).to.equal('If you haven’t ordered yet, check out again to get a new one.')
    expect(words(button(frame))).to.equal('Check out by text')
    expect(words(part(frame, 'checkout-button'))).to.contain('Check out')
    expect(proxy.paths()).to.deep.equal(['/recover', '/checkout', '/availability'])
  })

  it('says that no more can be texted just now, and offers the cart with the other checkout', async () => {
    const limited = () => problem('too-many-codes', { status: 429, retryAfterSeconds: 600 })
    const frame = await show({ '/checkout': limited, '/availability': () => available(twoLines(), can) })
    await press(frame, button(frame))
    await reaches(frame, 'failed')
    await until(frame, () => title(frame) === 'We can’t text you again just now')
    expect(sentence(frame)).to.contain('Nothing has been charged.')
    expect(steps(frame)[0]).to.equal('Check again')
  })

  it('leaves the address in no markup and in no store', async () => {
    const frame = await show()
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    const known = [frame.store.$recovery.get(), frame.store.$pendingAction.get(), { ...sessionStorage }]
    expect(JSON.stringify(known)).to.not.contain('#checkout')
    expect(Boolean(find(frame, 'a[href*="checkout"]'))).to.equal(false)
  })

  it('says whether the link was copied', async () => {
    const frame = await show()
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    let copied = ''
    const clipboard = {
      async writeText(text: string) {
        copied = text
      },
    }
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
    const copy = find<HTMLElement>(frame, '.sent .quiet')
    await press(frame, copy ?? undefined)
    await until(frame, () => copy?.textContent?.includes('Link copied'))
    expect(copied).to.equal(checkoutUrl())
    clipboard.writeText = () => Promise.reject(new Error('denied'))
    await press(frame, copy ?? undefined)
    await until(frame, () => find(frame, '.sent')?.textContent?.includes('couldn’t be copied'))
    Reflect.deleteProperty(navigator, 'clipboard')
  })

  it('takes the lines that the shopper touched', async () => {
    const frame = await show()
    frame.store.setQuantity('shirt', 1)
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    expect(proxy.last().body.lineItems).to.deep.equal([{ id: 'shirt', quantity: 1 }])
  })

  it('asks the shop first: the request says which way', async () => {
    const frame = await show()
    let via = ''
    window.addEventListener(
      'cart-recovery-checkout-request',
      (event) => {
        via = event.via
        event.preventDefault()
      },
      { once: true },
    )
    await press(frame, button(frame))
    await aTimeout(20)
    expect(via).to.equal('text')
    expect(proxy.paths()).to.deep.equal(['/recover'])
  })

  it('says before the tap what it cannot take', async () => {
    const frame = await show({}, cartOf(mug(), gift()))
    const notes = find(frame, '#notes')
    expect(notes?.textContent).to.contain('Gift card')
    expect(button(frame).getAttribute('aria-describedby')).to.equal('notes')
  })

  it('says before the tap that a discount stays behind', async () => {
    const words = 'Your discount only counts when you check out on this page, not by text.'
    for (const [status, isSaid] of [
      ['applied', true],
      ['at-checkout', true],
      ['expired', false],
    ] as const) {
      const frame = await show({}, { ...cartOf(mug()), offer: { status, label: 'WELCOME10' } })
      expect(find(frame, '#notes')?.textContent?.includes(words) ?? false, status).to.equal(isSaid)
      frame.remove()
    }
  })

  it('names a code of the link, of which nothing was said before, beside the link that was sent', async () => {
    const answer = () => json({ checkoutUrl: checkoutUrl(), codesToEnter: ['WELCOME10'] })
    const frame = await show({ '/checkout': answer })
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    expect(find(frame, '.sent')?.textContent).to.contain('WELCOME10')
  })

  it('is absent where nothing can go that way', async () => {
    const frame = await show({}, cartOf(lamp(), gift()))
    expect(Boolean(find(frame, 'cart-recovery-text-checkout'))).to.equal(false)
    expect(Boolean(part(frame, 'checkout-button'))).to.equal(true)
  })

  it('is absent where the store has none', async () => {
    const frame = await openByPhone(cartOf(lamp(), mug()), {}, { ...can, textCheckout: false })
    expect(Boolean(find(frame, 'cart-recovery-text-checkout'))).to.equal(false)
  })

  it('stops at stock that moved, and says so', async () => {
    const moved = cartOf(lineItem('shirt', { quantity: 2, availability: { status: 'partial', quantity: 1 } }), mug())
    const frame = await show({ '/checkout': () => problem('stock-moved', { status: 409, cart: moved }) })
    await press(frame, button(frame))
    await until(frame, () => frame.problem === 'stock-moved')
    expect(sentence(frame)).to.equal('Only 1 of “Linen shirt” left. Nothing has been charged.')
    expect(words(button(frame))).to.equal('Check out by text')
  })

  it('that failed is tried again the same way', async () => {
    const frame = await show({ '/checkout': [() => problem('upstream-down', { status: 503 }), texted] })
    await press(frame, button(frame))
    await reaches(frame, 'failed')
    await press(frame, part(frame, 'retry-button'))
    await reaches(frame, 'finished')
    expect(proxy.last().body.via).to.equal('text')
    expect(title(frame)).to.equal('Your checkout is ready')
  })

  it('does not offer an address that is none', async () => {
    const frame = await show({ '/checkout': () => json({ checkoutUrl: 'javascript:alert(1)' }) })
    await press(frame, button(frame))
    await reaches(frame, 'failed')
    expect(frame.problem).to.equal('internal-error')
  })

  it('is usable again after Back', async () => {
    const frame = await show()
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await reaches(frame, 'ready')
    expect(words(button(frame))).to.equal('Check out by text')
    expect(title(frame)).to.equal('Your cart is ready')
  })

  it('lets shopping go on where only a signed-in shopper has a cart to save to', async () => {
    const frame = await show({ '/restore': signInNeeded })
    frame.shopUrl = '#shop'
    await frame.updateComplete
    await press(frame, part(frame, 'restore-button'))
    await until(frame, () => location.hash === '#shop')
    expect(frame.status).to.equal('ready')
    expect(Boolean(field(frame))).to.equal(false)
    expect(alertWords(frame)).to.equal(undefined)
  })

  it('is accessible once the link was sent', async () => {
    const frame = await show({}, cartOf(mug(), gift()))
    await expect(frame).to.be.accessible()
    await press(frame, button(frame))
    await reaches(frame, 'finished')
    await expect(frame).to.be.accessible()
  })
})
