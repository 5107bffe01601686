import { aTimeout, expect, fixture, html } from '@open-wc/testing'

import type { Abilities, Consent } from '../../src/contract/browser.ts'
import { until } from './by-phone.ts'
import {
  all,
  deep,
  describeFrame,
  find,
  focused,
  frameOn,
  openFrame,
  part,
  press,
  reaches,
  sentence,
  settled,
  tidy,
  title,
  words,
} from './page.ts'
import {
  abilities,
  cartHandle,
  cartOf,
  type FakeAnswers,
  json,
  lineItem,
  mug,
  problem,
  proxy,
  twoLines,
} from './proxy.ts'

/** Where messages would go. */
const about = { phone: '+49 ••• ••42', email: 'i•••@s•••.example' }
const none: Consent = { email: false, sms: false, whatsapp: false }
const box = (frame: Element, name: string) => find<HTMLInputElement>(frame, `input[name="${name}"]`) as HTMLInputElement
const named = (frame: Element, text: string) =>
  all(frame, '[part="consent"] button').find(({ textContent }) => textContent?.includes(text))
const stopButton = (frame: Element) => named(frame, 'Stop all')
const said = (frame: Element) => find(part(frame, 'consent'), '[role="status"]')?.textContent?.trim()
const agreeing: FakeAnswers[string] = ({ body }) => json({ consent: { ...none, ...(body.channels as Consent) } })

describeFrame('consent', () => {
  async function show(
    answers: FakeAnswers = {},
    consent: Consent | null = none,
    can: Partial<Abilities> = { consent: true },
    cart = twoLines(),
  ) {
    return openFrame(
      {
        '/recover': () => json({ cartHandle, cart, abilities: { ...abilities, ...can }, ...(consent && { consent }) }),
        '/consent': agreeing,
        '/reminders': () => json({ channels: ['email', 'sms', 'whatsapp'], about }),
        ...answers,
      },
      'ready',
      html`<cart-recovery shop-url="/shop"></cart-recovery>`,
    )
  }

  async function showBoxes(...given: Parameters<typeof show>) {
    const frame = await show(...given)
    await until(frame, () => all(frame, 'input[type="checkbox"]').length, 'the boxes')
    return frame
  }

  it('has one box for each way the store can write, none of them ticked, in words that say what for', async () => {
    const frame = await showBoxes()
    const boxes = all(frame, 'input[type="checkbox"]') as HTMLInputElement[]
    expect(boxes.map(({ checked, labels }) => [checked, labels?.[0]?.textContent?.trim()])).to.deep.equal([
      [false, `Remind me about this cart by WhatsApp ${about.phone}`],
      [false, `Remind me about this cart by text message ${about.phone}`],
      [false, `Remind me about this cart by e-mail ${about.email}`],
    ])
    expect(words(part(frame, 'consent'))).to.contain('Optional. Untick it any time to stop.')
    expect(proxy.paths()).to.deep.equal(['/recover', '/reminders'])
  })

  it('shows only the ways there are', async () => {
    const frame = await showBoxes({}, { email: true })
    expect(all(frame, 'input[type="checkbox"]')).to.have.length(1)
    expect(box(frame, 'email').checked).to.equal(true)
  })

  it('offers no box that reaches nothing, nor one that this page may not agree to', async () => {
    for (const [channels, count] of [
      [['email'], 1],
      [[], 0],
    ] as const) {
      const frame = await show({ '/reminders': () => json({ channels, about: {} }) })
      await until(frame, () => stopButton(frame) && proxy.paths().includes('/reminders'))
      // One box fewer would be there from the start: the answer has to be read first.
      await aTimeout(50)
      expect(all(frame, 'input[type="checkbox"]')).to.have.length(count)
      expect(stopButton(frame)?.textContent?.trim()).to.equal(
        'Stop all reminders from this shop (WhatsApp, text message, and e-mail)',
      )
      frame.remove()
      proxy.close()
      tidy()
    }
  })

  it('stops all reminders with one tap, also where it offers none', async () => {
    const frame = await show({ '/reminders': () => json({ channels: [] }) })
    await until(frame, () => stopButton(frame))
    await press(frame, stopButton(frame))
    await until(frame, () => said(frame) === 'Saved. No more reminders by WhatsApp, text message, and e-mail.')
    expect(proxy.last().body.channels).to.deep.equal({ whatsapp: false, sms: false, email: false })
    await expect(frame).to.be.accessible()
  })

  it('asks for no yes where nothing can be bought', async () => {
    const soldOut = cartOf(lineItem('a', { availability: { status: 'out-of-stock' } }))
    const frame = await show({}, none, { consent: true }, soldOut)
    await until(frame, () => stopButton(frame))
    await settled(frame)
    expect(all(frame, 'input[type="checkbox"]')).to.have.length(0)
  })

  it('asks for a yes where all is sold out, if that is what back in stock takes, and then offers to tell of it', async () => {
    const soldOut = cartOf(lineItem('a', { name: 'Lamp', availability: { status: 'out-of-stock' } }))
    const frame = await showBoxes(
      {
        '/reminders': () => json({ channels: ['whatsapp'], about, backInStock: true }),
        '/availability': () =>
          json({
            cart: soldOut,
            abilities: { ...abilities, consent: true, backInStock: true },
            consent: { ...none, whatsapp: true },
          }),
      },
      none,
      { consent: true, backInStock: false },
      soldOut,
    )
    expect(words(frame)).not.to.contain('Notify me')
    await press(frame, box(frame, 'whatsapp'))
    await until(frame, () => words(frame).includes('Notify me'))
    expect(box(frame, 'whatsapp').checked).to.equal(true)
    expect(said(frame)).to.equal('Saved. We may remind you by WhatsApp.')
    await expect(frame).to.be.accessible()
  })

  it('says how long the promise holds where the order ends it', async () => {
    const cart = cartOf(lineItem('a', { name: 'Lamp', availability: { status: 'out-of-stock' } }), mug())
    const frame = await showBoxes(
      {
        '/reminders': () => json({ channels: ['whatsapp'], about, backInStock: true }),
        '/back-in-stock': () =>
          json({ lineItems: [{ id: 'a', subscribed: true, availability: { status: 'out-of-stock' } }] }),
      },
      { ...none, whatsapp: true },
      { consent: true, backInStock: true },
      cart,
    )
    await press(frame, part(frame, 'subscribe-button'))
    await until(frame, () => title(frame) === 'You’re on the list')
    expect(sentence(frame)).to.equal('We’ll let you know when “Lamp” is back. That ends once you order this cart.')
  })

  it('goes with the last piece that can be bought, and comes back with it', async () => {
    const frame = await showBoxes({}, none, { consent: true }, cartOf(mug()))
    await press(frame, part(frame, 'remove-button'))
    await until(frame, () => all(frame, 'input[type="checkbox"]').length === 0)
    await press(frame, part(frame, 'remove-button'))
    await until(frame, () => all(frame, 'input[type="checkbox"]').length === 3)
  })

  it('is not below a checkout that failed', async () => {
    const frame = await showBoxes({ '/checkout': () => problem('upstream-down', { status: 503 }) })
    await press(frame, part(frame, 'checkout-button'))
    await reaches(frame, 'failed')
    expect(all(frame, 'input[type="checkbox"]')).to.have.length(0)
    expect(stopButton(frame)).to.equal(undefined)
  })

  it('says that a number asked for no messages, and leaves the box alone', async () => {
    const frame = await showBoxes({ '/consent': () => problem('consent-refused') })
    await press(frame, box(frame, 'sms'))
    await until(frame, () => said(frame)?.includes('asked us not to write'), 'the refusal')
    expect(box(frame, 'sms').checked).to.equal(false)
    expect(words(part(frame, 'consent'))).not.to.contain('Try again')
  })

  it('is saved at once, and ticked once it is saved', async () => {
    let release = (_: Response) => {}
    const answer = new Promise<Response>((resolve) => {
      release = resolve
    })
    const frame = await showBoxes({ '/consent': answer })
    await press(frame, box(frame, 'sms'))
    await until(frame, () => said(frame) === 'Saving…')
    expect([box(frame, 'sms').checked, box(frame, 'sms').getAttribute('aria-busy')]).to.deep.equal([false, 'true'])
    release(json({ consent: { ...none, sms: true } }))
    await until(frame, () => box(frame, 'sms').checked)
    expect(said(frame)).to.equal('Saved. We may remind you by text message.')
    const { path, body, init, headers } = proxy.last()
    expect([path, init.method, body]).to.deep.equal(['/consent', 'PUT', { cartHandle, channels: { sms: true } }])
    expect(headers.get('Idempotency-Key')).to.not.equal(null)
  })

  it('can be taken back the same way', async () => {
    const frame = await showBoxes({}, { ...none, email: true })
    await press(frame, box(frame, 'email'))
    await until(frame, () => !box(frame, 'email').checked)
    expect(proxy.last().body.channels).to.deep.equal({ email: false })
    expect(said(frame)).to.equal('Saved. No more reminders by e-mail.')
  })

  it('says when it could not be saved, stays as it was, and can be tried again', async () => {
    const frame = await showBoxes({ '/consent': [() => problem('upstream-down', { status: 503 }), agreeing] })
    await press(frame, box(frame, 'email'))
    await until(frame, () => said(frame) === 'We couldn’t save that. Your choice is as it was.')
    expect(box(frame, 'email').checked).to.equal(false)
    expect(frame.status).to.equal('ready')
    await expect(frame).to.be.accessible()
    await press(frame, named(frame, 'Try again'))
    await until(frame, () => box(frame, 'email').checked)
    expect(named(frame, 'Try again')).to.equal(undefined)
  })

  it('keeps the focus on the box while it is saved', async () => {
    const frame = await showBoxes()
    box(frame, 'whatsapp').focus()
    box(frame, 'whatsapp').click()
    await until(frame, () => box(frame, 'whatsapp').checked)
    expect(focused() === box(frame, 'whatsapp')).to.equal(true)
  })

  it('is not there where the store offers no channel', async () => {
    for (const [consent, can] of [
      [null, { consent: true }],
      [none, { consent: false }],
      [{}, { consent: true }],
    ] as const) {
      const frame = await show({}, consent, { ...can, textCheckout: true })
      await until(frame, () => part(frame, 'text-checkout-button'), 'what is loaded later')
      expect(all(frame, 'cart-recovery-consent')).to.have.length(0)
      frame.remove()
      proxy.close()
      tidy()
    }
  })

  it('comes after the lines and the buttons, and moves nothing above it', async () => {
    const page = await fixture<HTMLElement>(html`<div style="width: 360px"></div>`)
    const frame = await show({}, none, { consent: true }, cartOf(...['a', 'b', 'c'].map((id) => lineItem(id))))
    page.append(frame)
    await settled(frame)
    const above = deep(frame).filter((element) => element.getBoundingClientRect().height > 0 && !isBelow(element))
    const places = above.map((element) => [element, element.getBoundingClientRect().top] as const)
    await until(frame, () => part(frame, 'consent'))
    const { top } = part(frame, 'consent').getBoundingClientRect()
    expect(top).to.be.greaterThan(part(frame, 'summary').getBoundingClientRect().bottom)
    for (const [element, before] of places) {
      // The bar sticks to the bottom of the window until the end of the cart is in sight.
      if (element.closest('.bar')) continue
      expect(element.getBoundingClientRect().top, element.outerHTML).to.equal(before)
    }
  })

  it('is kept through a restore of the lines', async () => {
    const frame = await showBoxes({ '/restore': () => json({ cart: twoLines(), outcomes: [], undo: null }) })
    await press(frame, box(frame, 'email'))
    await until(frame, () => box(frame, 'email').checked)
    await press(frame, part(frame, 'restore-button'))
    await reaches(frame, 'restored')
    expect(box(frame, 'email').checked).to.equal(true)
  })

  it('is shown after a reload as it is by then', async () => {
    proxy.answer({
      '/reminders': () => json({ channels: ['sms'] }),
      '/availability': () =>
        json({ ...{ cart: twoLines(), abilities: { ...abilities, consent: true } }, consent: { sms: true } }),
    })
    sessionStorage.setItem('cart-recovery', JSON.stringify({ cartHandle, choices: {}, keptAt: Date.now() }))
    const frame = await frameOn()
    await until(frame, () => box(frame, 'sms'))
    expect(box(frame, 'sms').checked).to.equal(true)
  })

  it('is accessible, light and dark, and fits', async () => {
    const page = await fixture<HTMLElement>(html`<div style="width: 320px; overflow: auto"></div>`)
    const frame = await showBoxes()
    page.append(frame)
    await settled(frame)
    await expect(page).to.be.accessible()
    expect(page.scrollWidth).to.be.at.most(320)
    for (const label of all(frame, 'label')) expect(label.getBoundingClientRect().height).to.be.at.least(43.5)
    page.style.cssText = 'background: #14110f; color: #f3efe9'
    await press(frame, box(frame, 'email'))
    await until(frame, () => box(frame, 'email').checked)
    await expect(page).to.be.accessible()
  })

  it('can be styled by its part', async () => {
    const frame = await showBoxes()
    const style = document.createElement('style')
    style.textContent = 'cart-recovery::part(consent) { outline-color: rgb(1, 2, 3) }'
    document.head.append(style)
    expect(getComputedStyle(part(frame, 'consent')).outlineColor).to.equal('rgb(1, 2, 3)')
    style.remove()
  })
})

/** What may move: it stands below the boxes. */
function isBelow(element: Element) {
  return element.matches('slot[name="footer"], cart-recovery-consent') || element.shadowRoot !== null
}
