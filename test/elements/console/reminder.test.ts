import { expect, waitUntil } from '@open-wc/testing'

import {
  all,
  announced,
  button,
  field,
  fill,
  find,
  focused,
  heading,
  loaded,
  openView,
  press,
  settled,
  shown,
  silent,
  words,
} from './console.ts'
import { type Answers, cartAnswer, json, merchantRoutes, problem, type ReceivedRequest, report } from './merchant.ts'

const route = 'POST /carts/opened/reminder'

describe('the console’s reminder', () => {
  let routes: ReturnType<typeof merchantRoutes>

  /** Opens the form. */
  async function write(changes: Answers = {}) {
    routes = merchantRoutes(changes)
    const frame = await openView({ name: 'cart', id: 'opened' })
    await press(frame, 'Write a reminder')
    return frame
  }

  /** Goes on to the confirmation. */
  async function confirm(changes: Answers = {}) {
    const frame = await write(changes)
    await fill(frame, 'subject', ' Still here ')
    await fill(frame, 'message', 'Hello {link} bye')
    await fill(frame, 'offer', '15')
    await tick(frame)
    await press(frame, 'Preview and confirm')
    return frame
  }

  async function tick(frame: Element) {
    find<HTMLInputElement>(frame, '[name="consent"]')?.click()
    await settled(frame)
  }

  const ends = (frame: Element) => waitUntil(() => find(frame, '.notice h2')).then(() => settled(frame))
  const preview = (frame: Element) => find(frame, '.text')?.textContent

  afterEach(() => routes.close())

  it('starts with words that can be sent as they are, and without consent', async () => {
    const frame = await write()
    expect(focused()?.textContent).to.equal('Reminder')
    expect(field(frame, 'message').value).to.contain('{link}')
    expect(find<HTMLInputElement>(frame, '[name="consent"]')?.checked).to.equal(false)
    expect(words(frame)).to.contain('It never overrides a refusal.')
    expect(words(frame)).to.contain('Applied at checkout.')
    await expect(frame).to.be.accessible()
  })

  it('is not sent without the recorded word that the shopper agreed', async () => {
    const frame = await write()
    await press(frame, 'Preview and confirm')
    expect(heading(frame)).to.equal('Reminder')
    expect(find(frame, '[name="consent"]')?.matches(':invalid')).to.equal(true)
  })

  it('takes no subject of spaces', async () => {
    const frame = await write()
    await tick(frame)
    await fill(frame, 'subject', '   ')
    await press(frame, 'Preview and confirm')
    expect(heading(frame)).to.equal('Reminder')
    await fill(frame, 'subject', 'Words')
    await press(frame, 'Preview and confirm')
    expect(heading(frame)).to.equal('Send this reminder?')
  })

  for (const [value, taken] of [
    ['0', false],
    ['101', false],
    ['1.5', false],
    ['1', true],
    ['100', true],
    ['', true],
  ] as const) {
    it(`${taken ? 'takes' : 'takes no'} offer of "${value}" percent`, async () => {
      const frame = await write()
      await tick(frame)
      await fill(frame, 'offer', value)
      await press(frame, 'Preview and confirm')
      expect(heading(frame)).to.equal(taken ? 'Send this reminder?' : 'Reminder')
    })
  }

  it('previews exactly the text, never markup', async () => {
    const frame = await write()
    await fill(frame, 'subject', '<b>Bold</b>')
    await fill(frame, 'message', 'One\n\n  two <img src=x onerror=alert(1)> {link}\nthree')
    await fill(frame, 'offer', '20')
    expect(find(frame, '.subject')?.textContent).to.equal('<b>Bold</b>')
    expect(preview(frame)).to.equal(
      'One\n\n  two <img src=x onerror=alert(1)> [the shopper’s own link to the cart]\nthree',
    )
    expect(getComputedStyle(find(frame, '.text') as Element).whiteSpace).to.contain('pre')
    expect(all(frame, '.letter b, .letter img')).to.have.length(0)
    expect(shown(frame, '.offer')).to.deep.equal(['20% off, applied at checkout'])
    expect(find(frame, '#offer-hint')?.textContent).to.equal('Applied at checkout. 20% of this cart is €14.98.')
    await fill(frame, 'offer', '')
    expect(find(frame, '#offer-hint')?.textContent).to.equal('Applied at checkout.')
  })

  it('previews the link below a message that does not place it', async () => {
    const frame = await write()
    await fill(frame, 'message', 'Hello')
    expect(preview(frame)).to.equal('Hello\n\n[the shopper’s own link to the cart]')
    expect(all(frame, '.offer')).to.have.length(0)
  })

  it('asks before it sends, naming the masked address, and that it is once', async () => {
    const frame = await confirm()
    expect(focused()?.textContent).to.equal('Send this reminder?')
    expect(words(frame)).to.match(/It goes to .?m•••@example\.com.?, once\./)
    expect(routes.of(route)).to.have.length(0)
    await expect(frame).to.be.accessible()
  })

  it('sends what was shown, and says so', async () => {
    const frame = await confirm()
    await press(frame, 'Send reminder')
    await ends(frame)
    const [sent] = routes.of(route) as [ReceivedRequest]
    expect(sent.body).to.deep.equal({
      type: 'email',
      subject: 'Still here',
      message: 'Hello {link} bye',
      offerDiscount: 15,
      consent: true,
    })
    expect(sent.headers.get('idempotency-key')).to.match(/^[\w-]{8,}$/)
    expect(focused()?.textContent).to.equal('Reminder sent')
    await expect(frame).to.be.accessible()
  })

  it('says aloud what became of it, and nothing more in the next view', async () => {
    for (const [answer, said] of [
      [() => json({ reminder: report('new', { kind: 'reminder' }) }), 'Reminder sent'],
      [() => problem('unconfirmed'), 'We don’t know whether it was sent'],
      [() => problem('no-contact'), 'Reminder not sent'],
    ] as const) {
      const frame = await confirm({ [route]: answer })
      await press(frame, 'Send reminder')
      await ends(frame)
      await announced(frame, said)
      await press(frame, 'Back to the cart')
      await silent(frame)
      frame.remove()
      routes.close()
    }
  })

  it('does not go on saying that it is sending while it may be tried again', async () => {
    const frame = await confirm({ [route]: () => problem('busy') })
    await press(frame, 'Send reminder')
    await silent(frame)
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['The platform is busy'])
  })

  it('leaves out an offer that was not made', async () => {
    const frame = await write()
    await tick(frame)
    await press(frame, 'Preview and confirm')
    await press(frame, 'Send reminder')
    expect(routes.of(route)[0]?.body).to.not.have.property('offerDiscount')
  })

  it('sends once, however often the button is pressed', async () => {
    let arrive = (_: Response) => {}
    const frame = await confirm({
      [route]: () =>
        new Promise<Response>((resolve) => {
          arrive = resolve
        }),
    })
    const send = button(frame, 'Send reminder')
    send.click()
    send.click()
    await settled(frame)
    expect(send.getAttribute('aria-disabled')).to.equal('true')
    send.click()
    await announced(frame, 'Sending…')
    await press(frame, 'Change it')
    arrive(json({ reminder: report('new', { kind: 'reminder' }) }))
    await ends(frame)
    expect(routes.of(route)).to.have.length(1)
    expect(heading(frame)).to.equal('Reminder sent')
  })

  it('reads the cart again, which then says that there was one', async () => {
    const frame = await confirm({
      'GET /carts/opened': [() => json(cartAnswer()), () => json(cartAnswer({ reminderRefusal: 'already-reminded' }))],
    })
    await press(frame, 'Send reminder')
    await ends(frame)
    await press(frame, 'Back to the cart')
    await loaded(frame)
    expect(shown(frame, '.refusal').join()).to.contain('Nobody gets two.')
  })

  it('does not know what it does not know, and offers no second try', async () => {
    for (const answer of [
      () => problem('unconfirmed'),
      () => json({ reminder: report('new', { status: 'unconfirmed' }) }),
      () => Promise.reject(new TypeError('reset')),
      () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    ]) {
      const frame = await confirm({ [route]: answer })
      await press(frame, 'Send reminder')
      await ends(frame)
      expect(focused()?.textContent).to.equal('We don’t know whether it was sent')
      expect(words(frame)).to.contain('again in ten minutes')
      expect(shown(frame, 'button.primary')).to.deep.equal([])
      frame.remove()
      routes.close()
    }
  })

  for (const [code, reason] of [
    ['already-reminded', 'Nobody gets two.'],
    ['already-ordered', 'Nobody is written to after the order.'],
    ['consent-refused', 'doesn’t want to be written to'],
    ['no-contact', 'no address to write to'],
    ['not-sent', 'The platform refused to send it.'],
    ['not-supported', 'sends no reminders'],
  ] as const) {
    it(`says why it was not sent: ${code}`, async () => {
      const frame = await confirm({ [route]: () => problem(code) })
      await press(frame, 'Send reminder')
      await ends(frame)
      expect(focused()?.textContent).to.equal('Reminder not sent')
      expect(shown(frame, '.notice').join()).to.contain(reason)
    })
  }

  it('says why it was withheld, where the answer tells', async () => {
    const withheld = report('new', { status: 'withheld', reason: 'no-consent' })
    const frame = await confirm({ [route]: () => json({ reminder: withheld }) })
    await press(frame, 'Send reminder')
    await ends(frame)
    expect(shown(frame, '.notice').join()).to.contain('has not agreed')
  })

  it('can be tried again with the same key where nothing was sent', async () => {
    const frame = await confirm({ [route]: [() => problem('busy'), () => json({ reminder: report('new') })] })
    await press(frame, 'Send reminder')
    await waitUntil(() => find(frame, '[role="alert"]'))
    await settled(frame)
    expect(words(frame)).to.contain('Nothing was sent.')
    await press(frame, 'Send reminder')
    await ends(frame)
    const keys = routes.of(route).map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).to.have.length(2)
    expect(new Set(keys).size).to.equal(1)
  })

  it('takes a no to a field back to that field, with everything in it', async () => {
    const frame = await confirm({ [route]: () => problem('invalid-request', { detail: 'message: too long' }) })
    await press(frame, 'Send reminder')
    await waitUntil(() => find(frame, 'textarea'))
    await settled(frame)
    expect(focused()?.id).to.equal('message')
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true')
    expect(field(frame, 'message').value).to.equal('Hello {link} bye')
    await expect(frame).to.be.accessible()
  })

  it('can be changed after the preview, and is then another one', async () => {
    const frame = await confirm({ [route]: [() => problem('busy'), () => json({ reminder: report('new') })] })
    await press(frame, 'Send reminder')
    await waitUntil(() => find(frame, '[role="alert"]'))
    await press(frame, 'Change it')
    expect(focused()?.textContent).to.equal('Reminder')
    expect(field(frame, 'subject').value).to.equal(' Still here ')
    await press(frame, 'Preview and confirm')
    await press(frame, 'Send reminder')
    await ends(frame)
    const keys = routes.of(route).map(({ headers }) => headers.get('idempotency-key'))
    expect(new Set(keys).size).to.equal(2)
  })

  it('keeps what was written while other views are looked at', async () => {
    const frame = await write()
    await fill(frame, 'subject', 'Half a sen')
    await press(frame, 'Summary')
    await press(frame, 'Carts')
    await loaded(frame)
    find(frame, '[data-id="opened"]')?.click()
    await settled(frame)
    await loaded(frame)
    await press(frame, 'Write a reminder')
    expect(field(frame, 'subject').value).to.equal('Half a sen')
  })
})
