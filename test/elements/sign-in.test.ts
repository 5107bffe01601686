import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing'

import {
  alertWords,
  asked,
  askForCode,
  codeSent,
  field,
  fill,
  focusedPart,
  lamp,
  listed,
  named,
  openByPhone,
  phone,
  signedIn,
  signInNeeded,
  submit,
  subscribeButton,
  until,
} from './by-phone.ts'
import { all, deep, describeFrame, find, focused, part, press, settled, title, words } from './page.ts'
import { cartOf, type FakeAnswers, mug, problem, proxy } from './proxy.ts'

describeFrame('signing in', () => {
  async function show(answers: FakeAnswers = {}) {
    const frame = await openByPhone(cartOf(lamp(), mug()), { '/back-in-stock': [signInNeeded, listed], ...answers })
    await press(frame, subscribeButton(frame, 'Lamp'))
    await until(frame, () => field(frame))
    return frame
  }

  async function showCode(answers: FakeAnswers = {}) {
    const frame = await show(answers)
    await fill(frame, phone)
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    return frame
  }

  it('asks for a number that phones fill in', async () => {
    const frame = await show()
    const input = part(frame, 'phone-input') as HTMLInputElement
    expect([input.type, input.inputMode, input.autocomplete]).to.deep.equal(['tel', 'tel', 'tel'])
    expect(input.labels?.[0]?.textContent).to.equal('Mobile number')
  })

  it('asks for a code that phones fill in', async () => {
    const frame = await showCode()
    const input = part(frame, 'code-input') as HTMLInputElement
    expect([input.inputMode, input.getAttribute('autocomplete')]).to.deep.equal(['numeric', 'one-time-code'])
    expect(input.labels?.[0]?.textContent).to.equal('Code')
  })

  it('sends nothing to what can be no number, and says so', async () => {
    const frame = await show()
    for (const wrong of ['', 'hello', '0151 2345642', '+49']) {
      await fill(frame, wrong)
      await submit(frame)
      expect(alertWords(frame), wrong).to.equal('Please enter the whole number, and check its country.')
      expect(field(frame)?.ariaInvalid ?? field(frame)?.getAttribute('aria-invalid')).to.equal('true')
      expect(focused() === field(frame)).to.equal(true)
    }
    expect(field(frame)?.getAttribute('aria-describedby')?.split(' ')).to.include('problem')
    expect(proxy.paths()).to.not.include('/sign-in/code')
  })

  it('takes a code pasted with its message, and tries it by itself', async () => {
    const frame = await showCode()
    await fill(frame, 'Your code is 123 456.')
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(proxy.requests.find(({ path }) => path === '/sign-in')?.body.code).to.equal('123456')
  })

  it('waits for a whole code, and takes one of another length by the button', async () => {
    const frame = await showCode()
    await fill(frame, '1234')
    expect(proxy.paths()).to.not.include('/sign-in')
    await submit(frame)
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(proxy.requests.find(({ path }) => path === '/sign-in')?.body.code).to.equal('1234')
  })

  it('says when a code is wrong, and takes the next', async () => {
    const frame = await showCode({ '/sign-in': [() => problem('code-wrong', { status: 422 }), signedIn] })
    await fill(frame, '111111')
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('That code isn’t right. Check the newest message.')
    expect(field(frame)?.getAttribute('aria-invalid')).to.equal('true')
    expect(focused() === field(frame)).to.equal(true)
    await fill(frame, '123456')
    await until(frame, () => title(frame) === 'You’re on the list')
  })

  it('says when there were too many tries', async () => {
    const frame = await showCode({
      '/sign-in': () => problem('too-many-codes', { status: 429, retryAfterSeconds: 600 }),
    })
    await fill(frame, '111111')
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.contain('Too many tries')
  })

  it('says when a number gets no message, and keeps what was typed', async () => {
    const frame = await show({ '/sign-in/code': () => problem('sms-refused', { status: 422 }) })
    await fill(frame, phone)
    await submit(frame)
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('Texts don’t reach this number. Try another mobile number.')
    expect(field(frame)?.value).to.equal(phone)
    expect(focused() === field(frame)).to.equal(true)
  })

  it('sends again once the time is over, to the same number', async () => {
    const frame = await showCode({ '/sign-in/code': [() => codeSentFor(1), codeSent] })
    const again = named(frame, 'Send again')
    expect(again?.textContent).to.equal('Send again in 1 sec')
    expect(again?.ariaDisabled).to.equal('true')
    await press(frame, again)
    expect(proxy.paths().filter((path) => path === '/sign-in/code')).to.have.length(1)
    await until(frame, () => named(frame, 'Send again')?.textContent === 'Send again')
    await press(frame, named(frame, 'Send again'))
    await until(frame, () => words(asked(frame)).includes('Sent again to'))
    expect(proxy.last().body.phone).to.equal(phone)
    expect(named(frame, 'Send again')?.ariaDisabled).to.equal('true')
    expect(find(asked(frame), '[role="status"]')?.textContent).to.contain('Sent again')
  })

  it('does not send another one to a number that was just sent one', async () => {
    const frame = await showCode({ '/back-in-stock': signInNeeded })
    await press(frame, named(frame, 'Not now'))
    await askForCode(frame, subscribeButton(frame, 'Lamp'))
    expect(proxy.paths().filter((path) => path === '/sign-in/code')).to.have.length(1)
  })

  it('lets the shopper use another number', async () => {
    const frame = await showCode()
    await press(frame, named(frame, 'Use another number'))
    expect(focusedPart()).to.equal('phone-input')
    await fill(frame, '+39 06 1234567')
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    expect(proxy.last().body.phone).to.equal('+39 06 1234567')
  })

  it('leaves the number nowhere', async () => {
    const frame = await showCode()
    expect(JSON.stringify(frame.store.$pendingAction.get())).to.not.contain('2345642')
    await fill(frame, '123456')
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(JSON.stringify([frame.store.$pendingAction.get(), { ...sessionStorage }, location.href])).to.not.contain(
      '2345642',
    )
  })

  it('goes with the cart', async () => {
    const frame = await show({ '/availability': () => problem('cart-gone') })
    await frame.store.refresh()
    await settled(frame)
    expect(frame.status).to.equal('failed')
    expect(frame.store.$pendingAction.get().status).to.equal('idle')
  })

  it('leaves the checkout within reach', async () => {
    const frame = await show()
    expect(part(frame, 'checkout-button').ariaDisabled).to.equal(null)
    await press(frame, part(row(frame), 'remove-button'))
    expect(frame.status).to.equal('signing-in')
  })

  it('is accessible, light and dark, at every step', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`)
    const frame = await show({ '/sign-in': () => problem('code-wrong', { status: 422 }) })
    page.append(frame)
    await settled(frame)
    await expect(page).to.be.accessible()
    await submit(frame)
    page.style.cssText = 'background: #14110f; color: #f3efe9'
    await settled(frame)
    await expect(page).to.be.accessible()
    await fill(frame, phone)
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    await fill(frame, '111111')
    await until(frame, () => alertWords(frame))
    await expect(page).to.be.accessible()
  })

  for (const width of [320, 160]) {
    it(`fits into ${width} pixels, mirrored or not`, async () => {
      const page = await fixture<HTMLElement>(html`<div></div>`)
      page.style.cssText = `width: ${width}px; overflow: auto`
      const frame = await showCode()
      page.append(frame)
      for (const dir of ['ltr', 'rtl']) {
        document.documentElement.dir = dir
        await settled(frame)
        await nextFrame()
        expect(page.scrollWidth, dir).to.be.at.most(width)
      }
    })
  }

  it('has its heading one level below the headline', async () => {
    const frame = await showCode()
    const level = () => asked(frame).shadowRoot?.querySelector('h3')?.getAttribute('aria-level')
    expect(level()).to.equal(null)
    for (const [headline, own] of [
      ['1', '2'],
      ['4', '5'],
      ['6', '6'],
    ] as const) {
      frame.setAttribute('heading-level', headline)
      await settled(frame)
      expect(level(), headline).to.equal(own)
    }
  })

  it('gives fingers room, and does without inline styles', async () => {
    const page = await fixture<HTMLElement>(html`<div style="width: 360px"></div>`)
    const frame = await showCode()
    page.append(frame)
    await settled(frame)
    await aTimeout(50)
    for (const target of all(asked(frame), 'button, input')) {
      expect(target.getBoundingClientRect().height, target.outerHTML).to.be.at.least(43.5)
    }
    // A policy refuses styles in markup; the form's room is set by script, which it lets through.
    const inline = deep(frame).flatMap((element) => element.getAttribute('style') ?? [])
    expect(inline.filter((style) => !/^min-block-size: [\d.]+px;$/.test(style))).to.deep.equal([])
  })
})

const codeSentFor = (retryAfterSeconds: number) =>
  new Response(JSON.stringify({ sentTo: '+49 ••• ••42', retryAfterSeconds }), { status: 202 })
const row = (frame: Element) => all(frame, 'cart-recovery-line-item')[1] as HTMLElement
