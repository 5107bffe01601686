import { expect, html } from '@open-wc/testing'

import {
  all,
  announced,
  button,
  fill,
  find,
  focused,
  heading,
  key,
  loaded,
  openConsole,
  openView,
  press,
  settled,
  shown,
  words,
} from './console.ts'
import {
  type Answers,
  cart,
  cartAnswer,
  carts,
  json,
  merchantKey,
  merchantRoutes,
  never,
  problem,
  report,
  reports,
} from './merchant.ts'

describe('the console’s carts and messages', () => {
  let routes: ReturnType<typeof merchantRoutes>
  const serve = (changes: Answers = {}) => {
    routes = merchantRoutes(changes)
  }
  const rows = (frame: Element) => shown(frame, 'tbody tr')

  afterEach(() => {
    routes.close()
    document.documentElement.dir = ''
  })

  it('lists carts as a table', async () => {
    serve()
    const frame = await openView({ name: 'carts' })
    expect(rows(frame)).to.have.length(5)
    expect(rows(frame)[1]).to.match(/Mara L\. Linen shirt \+ 2 more.*Abandoned.*€2,310\.50/)
    expect(shown(frame, 'thead th')).to.deep.equal(['Cart', 'Last message', 'Status', 'Abandoned', 'Value'])
    expect(find(frame, 'caption')?.textContent).to.equal('Abandoned carts')
    await announced(frame, '5 carts on page 1.')
    await expect(frame).to.be.accessible()
  })

  it('tells carts apart whose abandonment is not known', async () => {
    const nothing = { amount: 0, currency: 'EUR' }
    const before = { abandonedAt: null, openedAt: null }
    const list = [
      cart('unseen', { ...before, total: null }),
      cart('opened', { abandonedAt: null }),
      cart('ordered', { ...before, orderedAt: cart('').abandonedAt }),
      cart('emptied', { status: 'closed', total: nothing }),
      cart('free', { total: nothing }),
      cart('unread', { total: nothing, firstItem: undefined }),
    ]
    serve({ 'GET /carts': () => json({ carts: list }) })
    const frame = await openView({ name: 'carts' })
    const times = all(frame, 'td:nth-child(4)').map((cell) => cell.textContent?.trim() ?? '')
    expect(times[0]).to.match(/^Time not known/)
    for (const time of times.slice(1)) expect(time).to.match(/^Mar 2, /)
    const totals = all(frame, 'tbody td:last-child').map((cell) => cell.textContent?.trim())
    expect(totals).to.deep.equal(['–', '€74.90', '€74.90', '–', '€0.00', '–'])
  })

  it('opens a cart wherever its row is pressed', async () => {
    serve()
    const frame = await openView({ name: 'carts' })
    const date = find(frame, '.open .link') as HTMLElement
    expect(getComputedStyle(date).textDecorationLine).to.equal('underline')
    for (const side of ['left', 'right'] as const) {
      const row = all(frame, 'tbody tr')[0] as HTMLElement
      const box = row.getBoundingClientRect()
      const at = { left: box.left + 4, right: box.right - 4 }[side]
      const root = row.getRootNode() as ShadowRoot
      ;(root.elementFromPoint(at, box.top + box.height / 2) as HTMLElement).click()
      expect(frame.store.$view.get(), side).to.deep.equal({ name: 'cart', id: 'opened' })
      frame.store.open({ name: 'carts' })
      await settled(frame)
      await loaded(frame)
    }
  })

  it('shows placeholders for rows, and hides them from screen readers', async () => {
    serve({ 'GET /carts': never })
    const frame = await openConsole()
    await frame.signIn(merchantKey)
    await press(frame, 'Carts')
    expect(all(frame, '[aria-hidden="true"] > .skeleton')).to.not.have.length(0)
    await announced(frame, 'Loading…')
    await expect(frame).to.be.accessible()
  })

  it('filters by status and platform, from the first page', async () => {
    serve({ 'GET /carts': [() => json({ carts: carts(), nextPage: 'p2' }), () => json({ carts: carts() })] })
    const frame = await openView({ name: 'carts' })
    await press(frame, 'Next page')
    await fill(frame, 'status', 'recovered')
    find(frame, 'details summary')?.click()
    await fill(frame, 'platform', 'shop-two')
    expect(routes.of('GET /carts').map(({ query }) => query)).to.deep.equal([
      {},
      { page: 'p2' },
      { status: 'recovered' },
      { status: 'recovered', platform: 'shop-two' },
    ])
  })

  it('searches, sorts, and limits by day and value, from the first page', async () => {
    serve()
    const frame = await openView({ name: 'carts' })
    await fill(frame, 'search', ' mug ')
    await loaded(frame)
    await fill(frame, 'sort', 'highest')
    find(frame, 'details summary')?.click()
    await fill(frame, 'valueFrom', '50.5')
    await fill(frame, 'from', '2026-11-01')
    await fill(frame, 'until', '2026-11-02')
    await loaded(frame)
    const first = new Date(2026, 10, 1)
    const after = new Date(2026, 10, 3)
    expect(routes.of('GET /carts').at(-1)?.query).to.deep.equal({
      ...{ search: 'mug', sort: 'highest', valueFrom: '50.5' },
      ...{ from: first.toISOString(), until: after.toISOString() },
    })
    expect(routes.of('GET /carts')).to.have.length(6)
    expect((find(frame, '#until') as HTMLInputElement).value).to.equal('2026-11-02')
    await expect(frame).to.be.accessible()
  })

  it('says that there is more to look through where a page found nothing', async () => {
    serve({ 'GET /carts': ({ query }) => json(query.page ? { carts: carts() } : { carts: [], nextPage: 'p2' }) })
    const frame = await openView({ name: 'carts' })
    expect(shown(frame, '.empty h3')).to.deep.equal(['Nothing found yet'])
    await press(frame, 'Next page')
    await loaded(frame)
    expect(rows(frame)).to.have.length(5)
  })

  it('tells the last message, ours or the platform’s', async () => {
    const last = { kind: 'report', platform: 'buzzbip', channel: 'whatsapp', status: 'withheld' } as const
    const at = new Date(Date.now() - 2 * 3_600_000).toISOString()
    const list = [
      cart('ours', { lastMessage: { ...last, at } }),
      cart('theirs', { messages: 2, platform: 'bigcommerce' }),
      cart('none', { messages: 0 }),
    ]
    const platforms = [
      { name: 'buzzbip', title: 'Buzzbip' },
      { name: 'bigcommerce', title: 'BigCommerce' },
    ]
    serve({ 'GET /carts': () => json({ carts: list, platforms }) })
    const frame = await openView({ name: 'carts' })
    frame.style.width = '350px'
    await settled(frame)
    expect(shown(frame, '.narrow').join()).to.match(/Withheld.*2 messages by BigCommerce/)
    expect(shown(frame, '.narrow').join()).to.not.match(/None/)
    const cells = all(frame, 'td:nth-child(2)').map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())
    expect(cells).to.deep.equal(['WhatsApp, via Buzzbip Withheld · 2 hr. ago', '2 messages by BigCommerce', 'None'])
  })

  it('reads every page for a file, and says how many carts it has', async () => {
    serve({
      'GET /carts': ({ query }) => json(query.page ? { carts: [cart('last')] } : { carts: carts(), nextPage: 'p2' }),
    })
    const frame = await openView({ name: 'carts' })
    await fill(frame, 'status', 'opened')
    const files: Blob[] = []
    const original = URL.createObjectURL
    URL.createObjectURL = (file) => {
      files.push(file as Blob)
      return 'blob:none'
    }
    const stop = (event: Event) => event.preventDefault()
    document.addEventListener('click', stop, { once: true })
    await press(frame, 'Download as CSV')
    await announced(frame, '6 carts downloaded.')
    URL.createObjectURL = original
    document.removeEventListener('click', stop)
    expect(
      routes
        .of('GET /carts')
        .slice(-2)
        .map(({ query }) => query),
    ).to.deep.equal([
      { status: 'opened', limit: '100' },
      { status: 'opened', limit: '100', page: 'p2' },
    ])
    const lines = (await files[0]?.text())?.trim().split('\r\n') ?? []
    expect(lines).to.have.length(7)
    expect(lines[2]).to.match(/^Mara L\.,Linen shirt,3,2310\.50,EUR,Abandoned,shop-two,/)
  })

  it('pages there and back, and says where it is', async () => {
    serve({
      'GET /carts': ({ query: { page } }) =>
        json(page ? { carts: [cart('old', { total: null })] } : { carts: carts(), nextPage: 'p2' }),
    })
    const frame = await openView({ name: 'carts' })
    expect(button(frame, 'Previous page').getAttribute('aria-disabled')).to.equal('true')
    await press(frame, 'Next page')
    await loaded(frame)
    expect(rows(frame)).to.have.length(1)
    expect(shown(frame, '.pager p')).to.deep.equal(['Page 2'])
    await announced(frame, '1 cart on page 2.')
    await press(frame, 'Next page')
    await press(frame, 'Previous page')
    await loaded(frame)
    expect(rows(frame)).to.have.length(5)
    expect(routes.of('GET /carts')).to.have.length(3)
  })

  it('shows the list that was asked for last, whatever comes last', async () => {
    const arrive: ((response: Response) => void)[] = []
    const later = () => new Promise<Response>((resolve) => arrive.push(resolve))
    serve({ 'GET /carts': [() => json({ carts: carts() }), later] })
    const frame = await openView({ name: 'carts' })
    await fill(frame, 'status', 'recovered')
    await fill(frame, 'status', 'opened')
    arrive[1]?.(json({ carts: [cart('right', { total: { amount: 100, currency: 'EUR' } })] }))
    arrive[0]?.(json({ carts: carts() }))
    await loaded(frame)
    expect(rows(frame)).to.have.length(1)
    expect(rows(frame)[0]).to.contain('€1.00')
  })

  it('says what to do about an empty list, and about a filter that finds nothing', async () => {
    serve({ 'GET /carts': () => json({ carts: [] }) })
    const frame = await openView({ name: 'carts' })
    expect(shown(frame, '.empty h3')).to.deep.equal(['No carts here'])
    expect(words(frame)).to.not.contain('Download')
    await fill(frame, 'status', 'closed')
    await loaded(frame)
    expect(shown(frame, '.empty h3')).to.deep.equal(['No carts like that'])
    await expect(frame).to.be.accessible()
    await press(frame, 'Show all carts')
    await loaded(frame)
    expect(shown(frame, '.empty h3')).to.deep.equal(['No carts here'])
    expect((find(frame, '#status') as HTMLSelectElement).value).to.equal('')
  })

  it('says what went wrong, with its code and another try', async () => {
    serve({ 'GET /carts': [() => problem('upstream-down'), () => json({ carts: carts() })] })
    const frame = await openView({ name: 'carts' })
    expect(shown(frame, '[role="alert"]').join()).to.match(/The platform isn’t answering.*Support code: A1B2-C3D4/)
    await expect(frame).to.be.accessible()
    await press(frame, 'Try again')
    await loaded(frame)
    expect(rows(frame)).to.have.length(5)
  })

  it('shows an answer that is none as a problem, not as a list', async () => {
    serve({ 'GET /carts': () => new Response('<h1>Log in</h1>') })
    const frame = await openView({ name: 'carts' })
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['The platform isn’t answering'])
  })

  it('leads into a cart, and back to its row', async () => {
    serve()
    const frame = await openView({ name: 'carts' })
    const row = all(frame, '[data-id="opened"]')[0]
    row?.click()
    await settled(frame)
    await loaded(frame)
    expect(focused()?.textContent).to.equal('Mara L.: cart of €74.90')
    expect(find(frame, '#carts')?.getAttribute('aria-selected')).to.equal('true')
    await press(frame, 'All carts')
    await loaded(frame)
    expect(focused()?.getAttribute('data-id')).to.equal('opened')
  })

  it('shows one cart: what happened, what is in it, and a masked shopper', async () => {
    serve()
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(shown(frame, '.moments li.done')).to.have.length(2)
    expect(shown(frame, '.moments li').at(-1)).to.equal('Ordered Not yet')
    expect(shown(frame, '.line')[0]).to.equal('Linen shirt Size: M · LS-M 2 × €24.90')
    expect(shown(frame, 'dd')).to.deep.equal(['M•••• K•••', 'm•••@example.com', '+49 •••• ••42'])
    expect(words(frame)).to.contain('Masked.')
    await expect(frame).to.be.accessible()
  })

  it('shows names as text, whatever is in them', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const line = { name, options: [{ name, value: name }], quantity: 1, price: { amount: 1, currency: 'EUR' } }
    serve({ 'GET /carts/opened': () => json(cartAnswer({ lineItems: [line], customer: { name } })) })
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(shown(frame, '.line .name')).to.deep.equal([name])
    expect(shown(frame, 'dd')).to.deep.equal([name])
    expect(all(frame, 'img')).to.have.length(0)
  })

  it('shows a picture only from an address that may be one', async () => {
    const line = (imageUrl: string) => ({
      name: 'Mug',
      options: [],
      quantity: 1,
      price: { amount: 1, currency: 'EUR' },
      imageUrl,
    })
    const lineItems = ['javascript:alert(1)', 'http://elsewhere.example/a.png', 'data:image/png;base64,AA'].map(line)
    serve({ 'GET /carts/opened': () => json(cartAnswer({ lineItems })) })
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(all(frame, 'img')).to.have.length(0)
  })

  it('says why no reminder can be sent, in place of the button', async () => {
    serve({
      'GET /carts/opened': () => json(cartAnswer({ reminderRefusal: 'already-ordered', lineItems: [], reports: [] })),
    })
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(shown(frame, '.refusal').join()).to.contain('Nobody is written to after the order.')
    expect(shown(frame, 'button.primary')).to.deep.equal([])
    expect(words(frame)).to.contain('so its items can’t be shown')
    expect(words(frame)).to.contain('Nothing was sent about this cart.')
  })

  for (const [status, why] of [
    ['recovered', 'This cart was ordered.'],
    ['closed', 'The cart was emptied, deleted or has expired.'],
  ] as const) {
    it(`says of a cart that is ${status} what became of it, before what its platform can do`, async () => {
      const answer = cartAnswer({ cart: cart('opened', { status }), lineItems: [], reminderRefusal: 'not-supported' })
      const { customer: _, ...unknown } = answer
      serve({ 'GET /carts/opened': () => json(unknown) })
      const frame = await openView({ name: 'cart', id: 'opened' })
      expect(shown(frame, '.refusal').join()).to.contain(why)
      expect(words(frame)).to.contain('No longer on the platform.')
      expect(words(frame)).to.not.match(/sends no reminders|a guest’s/)
    })
  }

  it('takes a readable cart without a known shopper for a guest’s', async () => {
    const { customer: _, ...unknown } = cartAnswer({ reminderRefusal: 'not-supported' })
    serve({ 'GET /carts/opened': () => json(unknown) })
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(words(frame)).to.contain('a guest’s')
    expect(shown(frame, '.refusal').join()).to.contain('sends no reminders')
  })

  it('says when a cart is not there', async () => {
    serve({ 'GET /carts/opened': () => problem('not-found') })
    const frame = await openView({ name: 'cart', id: 'opened' })
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['There is nothing here'])
    await expect(frame).to.be.accessible()
  })

  it('never shows one cart under the name of another', async () => {
    serve({ 'GET /carts/won': never })
    const frame = await openView({ name: 'cart', id: 'opened' })
    frame.store.open({ name: 'cart', id: 'won' })
    await settled(frame)
    expect(words(frame)).to.not.contain('€74.90')
  })

  it('lists messages and what became of them', async () => {
    serve()
    const frame = await openView({ name: 'messages' })
    const texts = rows(frame)
    expect(texts[0]).to.match(/Mara L\. Linen shirt \+ 2 more Report · WhatsApp, via automation.*Sent/)
    expect(texts[1]).to.match(/Report · SMS, via.*Waiting.*2 attempts, next on/)
    expect(texts[2]).to.match(/Withheld.*The shopper has not agreed/)
    expect(texts[3]).to.match(/Reminder · E-mail, via.*Not confirmed.*Nobody knows whether it arrived/)
    expect(texts[4]).to.match(/Failed.*The platform refused/)
    await expect(frame).to.be.accessible()
    await fill(frame, 'status', 'failed')
    await loaded(frame)
    expect(routes.of('GET /reports').at(-1)?.query).to.deep.equal({ status: 'failed' })
  })

  it('takes a reason that only a later proxy knows', async () => {
    serve({
      'GET /reports': () =>
        json({ reports: [{ ...report('new'), status: 'failed', reason: 'moon-phase' }, ...reports()] }),
    })
    const frame = await openView({ name: 'messages' })
    expect(rows(frame)).to.have.length(6)
    expect(rows(frame)[0]).to.contain('The platform gave no reason.')
  })

  it('leads from a message to its cart', async () => {
    serve()
    const frame = await openView({ name: 'messages' })
    all(frame, '[data-id="opened"]')[0]?.click()
    await settled(frame)
    await loaded(frame)
    expect(heading(frame)).to.equal('Mara L.: cart of €74.90')
  })

  for (const [dir, forward, backward] of [
    ['ltr', 'ArrowRight', 'ArrowLeft'],
    ['rtl', 'ArrowLeft', 'ArrowRight'],
  ] as const) {
    it(`is walked through with the arrows, ${dir}`, async () => {
      document.documentElement.dir = dir
      serve()
      const frame = await openView({ name: 'summary' })
      const selected = () => all(frame, '[role="tab"][aria-selected="true"]').map(({ id }) => id)
      find(frame, '#summary')?.focus()
      await key(frame, focused() as Element, forward)
      expect(selected()).to.deep.equal(['carts'])
      expect(focused()?.id).to.equal('carts')
      await key(frame, focused() as Element, backward)
      await key(frame, focused() as Element, backward)
      expect(selected()).to.deep.equal(['settings'])
      await key(frame, focused() as Element, 'Home')
      expect(focused()?.id).to.equal('summary')
      await key(frame, focused() as Element, 'End')
      expect(focused()?.id).to.equal('settings')
      expect(all(frame, '[role="tab"][tabindex="0"]')).to.have.length(1)
    })
  }

  it('fits into 320 pixels, and gives fingers room', async () => {
    serve()
    const frame = await openView(
      { name: 'carts' },
      html`<cart-recovery-console style="width: 288px"></cart-recovery-console>`,
    )
    for (const view of [
      { name: 'carts' },
      { name: 'messages' },
      { name: 'cart', id: 'opened' },
      { name: 'settings' },
    ] as const) {
      frame.store.open(view)
      await settled(frame)
      await loaded(frame)
      expect(frame.scrollWidth, view.name).to.be.at.most(288)
      for (const target of all(frame, '.button, select, input:not([type="checkbox"]), [role="tab"]')) {
        if (target.getClientRects().length > 0)
          expect(target.getBoundingClientRect().height, target.outerHTML).to.be.at.least(43.5)
      }
    }
  })
})
