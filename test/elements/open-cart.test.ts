import { expect, fixture, html } from '@open-wc/testing'

import {
  alertWords,
  asked,
  codeSent,
  field,
  fill,
  form,
  named,
  phone,
  signedIn,
  signInNeeded,
  submit,
  until,
} from './by-phone.ts'
import {
  all,
  announced,
  describeFrame,
  find,
  focused,
  frameOn,
  heard,
  openFrame,
  openLink,
  part,
  press,
  reaches,
  row,
  sentence,
  settled,
  steps,
  title,
} from './page.ts'
import { available, cartHandle, type FakeAnswers, problem, proxy, recovered, twoLines } from './proxy.ts'

const shop = html`<cart-recovery shop-url="/shop" contact-url="/help"></cart-recovery>`
const can = { signIn: true }

describeFrame('a cart that only its shopper may see', () => {
  async function show(answers: FakeAnswers = {}, template = shop) {
    const frame = await openFrame(
      {
        '/recover': () => recovered(null, can),
        '/sign-in/code': codeSent,
        '/sign-in': signedIn,
        '/availability': () => available(twoLines(), can),
        ...answers,
      },
      'signing-in',
      template,
    )
    await until(frame, () => field(frame), 'the phone field')
    return frame
  }

  async function signIn(frame: Awaited<ReturnType<typeof show>>) {
    await fill(frame, phone)
    await submit(frame)
    await until(frame, () => part(frame, 'code-input'))
    await fill(frame, '123456')
  }

  it('says so, and asks at once, without taking the focus', async () => {
    const frame = await show()
    expect(title(frame)).to.equal('Sign in to see your cart')
    expect(sentence(frame)).to.equal('We’ll text you a code, so that only you can open it.')
    expect(await announced(frame)).to.contain('Sign in to see your cart. We’ll text you a code')
    expect(focused() === document.body).to.equal(true)
    expect(all(frame, 'cart-recovery-sign-in')).to.have.length(1)
    expect(proxy.paths(), 'nothing is sent before the shopper says so').to.deep.equal(['/recover'])
  })

  it('lets everybody else go shopping, and has nothing to put off', async () => {
    const frame = await show()
    expect(named(frame, 'Not now')).to.equal(undefined)
    const link = find<HTMLAnchorElement>(asked(frame), 'a')
    expect([link?.textContent, link?.getAttribute('href')]).to.deep.equal(['Continue shopping', '/shop'])
  })

  it('opens after the code like any other, and is a recovery', async () => {
    const frame = await show()
    const recovery = heard('cart-recovery-recovered')
    await signIn(frame)
    await reaches(frame, 'ready')
    expect(row(frame, 'Linen shirt').line?.chosen).to.equal(2)
    expect(title(frame)).to.equal('Your cart is ready')
    expect(all(frame, 'cart-recovery-sign-in')).to.have.length(0)
    expect((await recovery).cart.lineItems).to.have.length(2)
    await until(frame, () => focused()?.localName === 'h2', 'the title, where whoever typed the code is taken')
  })

  it('opens again after a reload, and asks only if the session is over', async () => {
    const before = await show()
    before.remove()
    const alive = await frameOn('ready', shop)
    expect(row(alive, 'Linen shirt')).to.not.equal(undefined)
    alive.remove()
    proxy.answer({ '/availability': signInNeeded })
    const over = await frameOn('signing-in', shop)
    await until(over, () => field(over))
    expect(proxy.last().body.cartHandle).to.equal(cartHandle)
    expect(title(over)).to.equal('Sign in to see your cart')
  })

  it('of somebody else can be tried with another number', async () => {
    const frame = await show({
      '/availability': [() => problem('account-cart', { status: 403 }), () => available(twoLines(), can)],
    })
    await signIn(frame)
    await reaches(frame, 'failed')
    expect(title(frame)).to.equal('Sign in to see your cart')
    expect(steps(frame)).to.deep.equal(['Use another number', 'Continue shopping', 'Contact the shop'])
    await press(frame, part(frame, 'retry-button'))
    await until(frame, () => part(frame, 'phone-input'))
    await signIn(frame)
    await reaches(frame, 'ready')
  })

  it('says what is wrong with a code right there', async () => {
    const frame = await show({ '/sign-in': () => problem('code-wrong', { status: 422 }) })
    await signIn(frame)
    await until(frame, () => alertWords(frame))
    expect(alertWords(frame)).to.equal('That code isn’t right. Check the newest message.')
    expect(frame.status).to.equal('signing-in')
  })

  it('asks nobody whom the shop signed in itself', async () => {
    proxy.answer({
      '/recover': () => recovered(null, can),
      '/sign-in': signedIn,
      '/availability': () => available(twoLines(), can),
    })
    openLink()
    const frame = document.createElement('cart-recovery')
    frame.shopperToken = 'the-shops-own'
    document.body.append(frame)
    await reaches(frame, 'ready')
    expect(proxy.paths()).to.deep.equal(['/recover', '/sign-in', '/availability'])
    frame.remove()
  })

  it('is accessible, light, dark and mirrored, and fits', async () => {
    const page = await fixture<HTMLElement>(html`<div style="width: 320px; overflow: auto"></div>`)
    document.documentElement.dir = 'rtl'
    const frame = await show()
    page.append(frame)
    await settled(frame)
    await expect(page).to.be.accessible()
    expect(page.scrollWidth).to.be.at.most(320)
    page.style.cssText = 'background: #14110f; color: #f3efe9'
    await settled(frame)
    await expect(page).to.be.accessible()
    expect(form(frame)).to.not.equal(undefined)
  })
})
