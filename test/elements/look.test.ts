import { expect, fixture, html, nextFrame } from '@open-wc/testing'

import type { Cart } from '../../src/contract/browser.ts'
import { all, deep, describeFrame, find, frameOn, openFrame, openLink, part, press, reaches, settled } from './page.ts'
import { cartOf, checkoutUrl, json, lineItem, mug, never, problem, proxy, recovered, twoLines } from './proxy.ts'

const everything = () =>
  cartOf(
    lineItem('shirt', { quantity: 3, availability: { status: 'partial', quantity: 1 } }),
    mug({ previousPrice: { amount: 1500, currency: 'EUR' } }),
    lineItem('lamp', { name: 'Lamp', availability: { status: 'out-of-stock' } }),
    lineItem('gift', { name: 'Gift', kind: 'gift-certificate', availability: { status: 'unknown' } }),
  )

describeFrame('the look', () => {
  async function show(cart: Cart, template = html`<cart-recovery contact-url="/help"></cart-recovery>`) {
    return openFrame(
      {
        '/recover': () => recovered({ ...cart, offer: { status: 'applied', label: 'WELCOME10' } }),
        '/restore': () => json({ cart, outcomes: [], undo: 'undo' }),
        '/checkout': () => json({ checkoutUrl: checkoutUrl() }),
      },
      'ready',
      template,
    )
  }

  it('is accessible while the cart is on its way', async () => {
    const frame = await openFrame({ '/recover': never() }, 'recovering')
    await expect(frame).to.be.accessible()
    expect(all(frame, '[aria-hidden="true"] .skeleton')).to.not.have.length(0)
  })

  it('is accessible with every kind of line', async () => {
    const frame = await show(everything())
    await expect(frame).to.be.accessible()
    await press(frame, find(frame, '.remove'))
    await expect(frame).to.be.accessible()
  })

  it('is accessible on a dark page, even one that never said so', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`)
    page.style.cssText = 'background: #14110f; color: #f3efe9'
    const frame = await show(everything())
    page.append(frame)
    await settled(frame)
    await expect(page).to.be.accessible()
  })

  it('is accessible on tinted paper, and mutes nothing twice', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`)
    page.style.cssText = 'background: #f7f3ec; color: #24211c'
    const frame = await show(everything())
    page.append(frame)
    await settled(frame)
    await expect(page).to.be.accessible()
    const opacities = deep(frame).map((element) => /\/ ([\d.]+)\)/.exec(getComputedStyle(element).color)?.[1] ?? '1')
    expect([...new Set(opacities)].sort()).to.deep.equal(['0.74', '1'])
  })

  it('is accessible when something failed', async () => {
    const frame = await openFrame(
      { '/recover': () => problem('busy', { retryAfterSeconds: 60 }) },
      'failed',
      html`<cart-recovery contact-url="/help"></cart-recovery>`,
    )
    await expect(frame).to.be.accessible()
  })

  it('is accessible once the cart is saved', async () => {
    const frame = await show(twoLines())
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    await expect(frame).to.be.accessible()
  })

  it('has its live region before there is anything to say', async () => {
    const frame = await openFrame({ '/recover': never() }, 'recovering')
    expect(find(frame, '[role="status"]')?.textContent).to.equal('')
  })

  it('can be styled by part, through every shadow root', async () => {
    const frame = await show(everything())
    const style = document.createElement('style')
    const names = [
      'line-item',
      'image',
      'name',
      'options',
      'quantity',
      'remove-button',
      'price',
      'price-change',
      'availability',
      'summary',
      'offer',
      'checkout-button',
      'restore-button',
      'status',
    ]
    style.textContent = names.map((name) => `cart-recovery::part(${name}) { outline-color: rgb(1, 2, 3) }`).join('')
    document.head.append(style)
    for (const name of names) expect(getComputedStyle(part(frame, name)).outlineColor, name).to.equal('rgb(1, 2, 3)')
    style.remove()
  })

  it('reflects where things are, for styling', async () => {
    const frame = await show(twoLines())
    expect(frame.getAttribute('status')).to.equal('ready')
    expect(frame.matches(':state(ready)')).to.equal(true)
    expect(frame.matches(':state(recovering)')).to.equal(false)
  })

  it('takes the shop’s font, and its colour for the button', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`)
    page.style.cssText = 'font-family: serif; --cart-recovery-accent: rgb(10, 80, 60)'
    const frame = await show(twoLines())
    page.append(frame)
    await settled(frame)
    const button = getComputedStyle(part(frame, 'checkout-button'))
    expect(button.fontFamily).to.equal('serif')
    expect(button.backgroundColor).to.equal('rgb(10, 80, 60)')
  })

  it('moves nothing that was on the page when the cart arrives', async () => {
    let arrive = (_: Response) => {}
    const answer = new Promise<Response>((resolve) => {
      arrive = resolve
    })
    proxy.answer({ '/recover': answer })
    const page = await fixture<HTMLElement>(html`<div style="width: 360px"></div>`)
    openLink()
    const frame = await frameOn('recovering')
    page.append(frame)
    await settled(frame)
    await nextFrame()
    const before = new Map(deep(frame).map((element) => [element, element.getBoundingClientRect()]))
    arrive(recovered(everything()))
    await reaches(frame, 'ready')
    for (const [element, { top, left, height }] of before) {
      const now = element.getBoundingClientRect()
      if (height === 0 || now.height === 0) continue
      expect([now.top, now.left], element.outerHTML).to.deep.equal([top, left])
    }
  })

  it('is mirrored where the page is', async () => {
    document.documentElement.dir = 'rtl'
    const frame = await show(everything())
    const [image, price] = [part(frame, 'image'), part(frame, 'price')].map((element) =>
      element.getBoundingClientRect(),
    )
    expect(image?.left).to.be.greaterThan(price?.left ?? Number.POSITIVE_INFINITY)
  })

  for (const width of [320, 160]) {
    it(`fits into ${width} pixels`, async () => {
      const page = await fixture<HTMLElement>(html`<div></div>`)
      page.style.cssText = `width: ${width}px; overflow: auto`
      const frame = await show(everything())
      page.append(frame)
      await settled(frame)
      await nextFrame()
      expect(page.scrollWidth).to.be.at.most(width)
    })
  }

  it('gives fingers room', async () => {
    const page = await fixture<HTMLElement>(html`<div style="width: 360px"></div>`)
    const frame = await show(everything())
    page.append(frame)
    await settled(frame)
    await nextFrame()
    for (const target of all(frame, 'button, input, a.button')) {
      expect(target.getBoundingClientRect().height, target.outerHTML).to.be.at.least(43.5)
    }
  })

  it('does without inline styles', async () => {
    const frame = await show(everything())
    expect(deep(frame).filter((element) => element.hasAttribute('style'))).to.have.length(0)
  })
})
