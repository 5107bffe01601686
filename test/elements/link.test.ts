import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing'

import { CartRecoveryElement } from '../../src/elements/index.ts'
import {
  all,
  deep,
  describeFrame,
  frameOn,
  heard,
  openFrame,
  openLink,
  reaches,
  row,
  sentence,
  settled,
  tidy,
  title,
} from './page.ts'
import { available, cartHandle, cartOf, lineItem, problem, proxy, recovered, token, twoLines } from './proxy.ts'

const answers = { '/recover': () => recovered(twoLines()), '/availability': () => available(twoLines()) }

describeFrame('a link', () => {
  beforeEach(() => {
    proxy.answer(answers)
  })
  it('becomes the cart, with one request', async () => {
    openLink()
    const frame = await frameOn()
    expect(title(frame)).to.equal('Your cart is ready')
    expect(all(frame, 'cart-recovery-line-item')).to.have.length(2)
    expect(proxy.paths()).to.deep.equal(['/recover'])
    expect(proxy.last().body).to.deep.equal({ token })
  })

  it('is out of the address before the first request, and nowhere in the page', async () => {
    openLink()
    let address = ''
    proxy.answer({
      '/recover': () => {
        address = location.href
        return recovered(twoLines())
      },
    })
    const frame = await frameOn()
    expect(address).to.not.contain(token)
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).to.not.contain(token)
    expect(
      deep(frame)
        .map((element) => element.outerHTML)
        .join(''),
    ).to.not.contain(token)
    expect(JSON.stringify(performance.getEntries())).to.not.contain(token)
  })

  it('sends nothing that says where the shopper came from', async () => {
    openLink()
    await frameOn()
    const { init } = proxy.last()
    expect(init).to.include({
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      method: 'POST',
    })
  })

  it('leaves every other byte of the address as it was', async () => {
    openLink(`z=1&a=%7e+x&t=${token}&a=2&empty=`)
    history.replaceState({ router: 1 }, '', `${location.href}#part%7E`)
    await frameOn()
    expect(location.href.endsWith('z=1&a=%7e+x&a=2&empty=#part%7E')).to.equal(true)
    expect(history.state).to.include({ router: 1 })
  })

  it('of an order confirmation page stays untouched', async () => {
    openLink(`t=${'ab'.repeat(32)}`)
    const frame = await frameOn('idle')
    await aTimeout(20)
    expect(location.search).to.contain('ab'.repeat(32))
    expect(frame.status).to.equal('idle')
    expect(proxy.requests).to.have.length(0)
  })

  it('with two different tokens fails without asking anybody', async () => {
    openLink(`t=${token}&t=another`)
    const frame = await frameOn('failed')
    expect(frame.problem).to.equal('invalid-link')
    expect(location.search).to.not.contain(token)
    expect(proxy.requests).to.have.length(0)
  })

  it('is read from the key the shop names', async () => {
    openLink(`cart=${token}`)
    await frameOn('ready', html`<cart-recovery token-param="cart"></cart-recovery>`)
    expect(proxy.last().body).to.deep.equal({ token })
  })

  it('is never a handle, which whoever sent the address would hold too', async () => {
    tidy()
    history.replaceState(null, '', `#cr=${cartHandle}`)
    const frame = await frameOn('idle')
    await aTimeout(20)
    expect(frame.status).to.equal('idle')
    expect(proxy.requests).to.have.length(0)
  })

  it('may be a mark of /open, which stays in the history’s state', async () => {
    openLink('cr-open=the-mark')
    await frameOn()
    expect(location.search).to.not.contain('cr-open')
    expect(history.state).to.include({ cartRecovery: 'the-mark' })
    expect(proxy.requests.map(({ path, body }) => [path, body])).to.deep.equal([['/recover', { opened: 'the-mark' }]])
  })

  it('by a mark wins over a cart that was kept, and a reload opens the one it led to', async () => {
    openLink('cr-open=one')
    const before = await frameOn()
    before.remove()
    openLink('cr-open=two')
    proxy.answer({ ...answers, '/recover': () => problem('upstream-down', { status: 503 }) })
    const failed = await frameOn('failed')
    expect(proxy.last().body).to.deep.equal({ opened: 'two' })
    failed.remove()
    proxy.answer(answers)
    const reloaded = await frameOn()
    expect(proxy.requests.map(({ body }) => body)).to.deep.equal([{ opened: 'two' }])
    reloaded.remove()
    proxy.answer(answers)
    await frameOn()
    expect(proxy.paths()).to.deep.equal(['/availability'])
  })

  it('by a mark whose cookie does not come says that the browser may block cookies', async () => {
    openLink('cr-open=the-mark')
    proxy.answer({ '/recover': () => problem('link-needed', { status: 401 }) })
    const frame = await frameOn('failed')
    await waitUntil(() => title(frame) === 'Open the message again')
    expect(sentence(frame)).to.contain('this browser blocks cookies')
  })

  it('is noticed when a router brings it without an event', async () => {
    const frame = await frameOn('idle')
    openLink()
    document.body.append(document.createElement('i'))
    await reaches(frame, 'ready')
    expect(location.search).to.not.contain(token)
  })

  it('is noticed when Back brings it', async () => {
    const frame = await frameOn('idle')
    openLink()
    window.dispatchEvent(new PopStateEvent('popstate'))
    await reaches(frame, 'ready')
  })

  it('waits for a frame that comes later', async () => {
    openLink()
    await aTimeout(20)
    expect(location.search).to.contain(token)
    await frameOn()
    expect(location.search).to.not.contain(token)
  })

  it('belongs to the first frame of the page', async () => {
    openLink()
    const pair = await fixture(html`<div><cart-recovery></cart-recovery><cart-recovery></cart-recovery></div>`)
    const [first, second] = pair.children as unknown as [CartRecoveryElement, CartRecoveryElement]
    await reaches(first, 'ready')
    await aTimeout(20)
    expect(second.status).to.equal('idle')
    expect(proxy.requests).to.have.length(1)
  })

  it('outlives its frame being moved', async () => {
    openLink()
    const frame = await frameOn()
    const { parentElement } = frame
    frame.remove()
    await aTimeout(0)
    parentElement?.append(frame)
    await settled(frame)
    expect(frame.status).to.equal('ready')
    expect(all(frame, 'cart-recovery-line-item')).to.have.length(2)
    row(frame, 'Linen shirt').shadowRoot?.querySelector<HTMLElement>('.remove')?.click()
    await settled(frame)
    expect(row(frame, 'Linen shirt').line?.removed).to.equal(true)
    expect(proxy.requests).to.have.length(1)
  })

  it('tells the shop about the cart, without token or handle', async () => {
    openLink()
    const frame = document.createElement('cart-recovery')
    setTimeout(() => document.body.append(frame))
    const event = await heard('cart-recovery-recovered')
    expect(event.cart.lineItems).to.have.length(2)
    expect(JSON.stringify(event)).to.not.contain(cartHandle)
    expect(event.cancelable).to.equal(false)
    frame.remove()
  })

  it('shows the words of the shop while there is none', async () => {
    const frame = await frameOn('idle', html`<cart-recovery>Nothing here.</cart-recovery>`)
    expect(frame.shadowRoot?.querySelector('slot')?.assignedNodes()[0]?.textContent).to.equal('Nothing here.')
  })

  it('asks again, once, about lines that were not known yet', async () => {
    proxy.close()
    const unknown = lineItem('shirt', { availability: { status: 'unknown', checking: true } })
    const frame = await openFrame({
      '/recover': () => recovered(cartOf(unknown)),
      '/availability': () => available(cartOf(lineItem('shirt'))),
    })
    await waitUntil(() => row(frame, 'Linen shirt').availability === 'available')
    await aTimeout(20)
    expect(proxy.paths()).to.deep.equal(['/recover', '/availability'])
    expect(row(frame, 'Linen shirt').availability).to.equal('available')
  })

  it('needs no registration for its classes', () => {
    expect(new CartRecoveryElement()).to.be.instanceOf(HTMLElement)
    expect(() => CartRecoveryElement).to.not.throw()
  })
})
