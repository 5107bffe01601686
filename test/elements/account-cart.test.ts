import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing'

import type { CartRecoveryElement } from '../../src/elements/index.ts'
import { signedIn, signInNeeded } from './by-phone.ts'
import {
  all,
  announced,
  describeFrame,
  find,
  frameOn,
  heard,
  openFrame,
  openLink,
  part,
  press,
  reaches,
  row,
  sentence,
  steps,
  title,
} from './page.ts'
import {
  available,
  cartHandle,
  type FakeAnswers,
  json,
  ownHandle,
  problem,
  proxy,
  recovered,
  twoLines,
} from './proxy.ts'

const shop = html`<cart-recovery shop-url="/shop" sign-in-url="/login"></cart-recovery>`
const closed = () => problem('account-cart', { status: 403 })

describeFrame('a cart of a customer account', () => {
  const answers: FakeAnswers = {
    // The store signs shoppers in by phone, too: not for this cart.
    '/recover': () => json({ cartHandle, cart: null, signIn: 'shop', abilities: byPhone }),
    '/sign-in': signedIn,
    '/availability': () => available(twoLines()),
  }
  const byPhone = {
    editLines: true,
    restore: true,
    checkout: true,
    textCheckout: true,
    backInStock: true,
    signIn: true,
    consent: false,
  }

  it('leads to the shop’s sign-in, and asks for no phone number', async () => {
    const frame = await openFrame(answers, 'failed', shop)
    expect(frame.problem).to.equal('account-cart')
    // Rare words are loaded when they are needed.
    await waitUntil(() => title(frame) === 'Sign in to see your cart', 'the words')
    expect(sentence(frame)).to.equal('It’s saved in your account. Sign in at the shop, and it opens.')
    expect(steps(frame)).to.deep.equal(['Sign in', 'Continue shopping'])
    expect(find(frame, '.steps a')?.getAttribute('href')).to.equal('/login')
    expect(await announced(frame)).to.contain('Sign in to see your cart. It’s saved in your account.')
    expect(all(frame, 'cart-recovery-sign-in')).to.have.length(0)
    expect(proxy.paths()).to.deep.equal(['/recover'])
  })

  it('opens with the word that the shop had on the page already', async () => {
    proxy.answer(answers)
    openLink()
    const failures: Event[] = []
    const failed = (event: Event) => failures.push(event)
    window.addEventListener('cart-recovery-failed', failed)
    const frame = (await fixture(
      html`<cart-recovery .shopperToken=${'word'} sign-in-url="/login"></cart-recovery>`,
    )) as CartRecoveryElement
    await reaches(frame, 'ready')
    window.removeEventListener('cart-recovery-failed', failed)
    expect(proxy.requests.map(({ path, body }) => [path, body.shopperToken])).to.deep.equal([
      ['/recover', undefined],
      ['/sign-in', 'word'],
      ['/availability', undefined],
    ])
    expect(failures, 'nothing failed on the way').to.have.length(0)
    expect(row(frame, 'Linen shirt').line?.chosen).to.equal(2)
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain('word')
  })

  it('opens as soon as the shop sets its word, and is a recovery', async () => {
    const frame = await openFrame(answers, 'failed', shop)
    const recovery = heard('cart-recovery-recovered')
    frame.shopperToken = 'word'
    await reaches(frame, 'ready')
    expect((await recovery).cart.lineItems).to.have.length(2)
    expect(frame.shopperToken, 'each is used once').to.equal(undefined)
    expect(title(frame)).to.equal('Your cart is ready')
  })

  it('is there when the shopper comes back from the shop’s sign-in', async () => {
    const before = await openFrame(answers, 'failed', shop)
    before.remove()
    const statuses: string[] = []
    const template = html`<cart-recovery .shopperToken=${'word'} sign-in-url="/login"></cart-recovery>`
    const frame = (await fixture(template)) as CartRecoveryElement
    frame.store.$recovery.listen(({ status }) => statuses.push(status))
    await waitUntil(() => frame.status === 'ready')
    expect(statuses).to.not.include('failed')
    expect(proxy.requests.slice(1).map(({ path, body }) => [path, body.cartHandle])).to.deep.equal([
      ['/sign-in', cartHandle],
      ['/availability', ownHandle],
    ])
  })

  it('stays closed for somebody else, and a word that is refused is not sent again', async () => {
    const frame = await openFrame({ ...answers, '/sign-in': signInNeeded, '/availability': closed }, 'failed', shop)
    frame.shopperToken = 'of-somebody-else'
    await waitUntil(() => proxy.paths().includes('/sign-in'))
    await aTimeout(50)
    expect(proxy.paths()).to.deep.equal(['/recover', '/sign-in'])
    expect(frame.problem).to.equal('account-cart')
  })

  it('asks for the shop’s sign-in when its word has run out at the checkout', async () => {
    const frame = await openFrame(
      { ...answers, '/recover': () => recovered(twoLines()), '/checkout': closed },
      'ready',
      shop,
    )
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    expect(steps(frame)).to.deep.equal(['Sign in', 'Continue shopping'])
    frame.shopperToken = 'word'
    await reaches(frame, 'ready')
  })

  it('asks again after a reload once nobody vouches any more', async () => {
    const before = await openFrame(answers, 'failed', shop)
    before.remove()
    proxy.answer({ '/availability': closed })
    const frame = await frameOn('failed', shop)
    expect(frame.problem).to.equal('account-cart')
  })
})
