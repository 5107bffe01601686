import { expect, html } from '@open-wc/testing'

import { all, announced, find, heading, key, loaded, openView, press, settled, shown, words } from './console.ts'
import { type Answers, json, merchantRoutes, problem, summary } from './merchant.ts'

describe('the console’s summary', () => {
  let routes: ReturnType<typeof merchantRoutes>
  async function show(changes: Answers = {}, template?: ReturnType<typeof html>) {
    routes = merchantRoutes(changes)
    return openView({ name: 'summary' }, template)
  }
  const figures = (frame: Element) => shown(frame, '.value')
  const charts = (frame: Element) => all(frame, '[role="img"]').map((chart) => chart.getAttribute('aria-label') ?? '')
  const widths = (frame: Element, chart: string) => all(frame, `${chart} .fill`).map((bar) => bar.getAttribute('width'))

  afterEach(() => {
    routes.close()
    document.documentElement.dir = ''
  })

  it('adds up nothing of different currencies', async () => {
    const frame = await show()
    expect(figures(frame)).to.deep.equal(['€23,180KWD 41.250', '25%', '€44,100', '€3,104.50'])
    await expect(frame).to.be.accessible()
  })

  it('writes amounts the way the page’s language does', async () => {
    const frame = await show({}, html`<cart-recovery-console locale="de"></cart-recovery-console>`)
    expect(figures(frame)[3]).to.match(/3\.104,50.€/)
  })

  it('draws the funnel, tells it, and has its table', async () => {
    const frame = await show()
    expect(charts(frame)[1]).to.equal(
      'Bar chart of carts by step. Reached: 1,240. Opened: 806. Checked out: 402. Ordered: 311.',
    )
    expect(widths(frame, '.funnel')).to.deep.equal(['100%', '65%', `${(402 / 1240) * 100}%`, `${(311 / 1240) * 100}%`])
    const table = all(frame, 'details')[1]
    table?.querySelector('summary')?.click()
    await settled(frame)
    expect(shown(frame, 'details[open] tbody tr > *')).to.deep.equal(
      [
        ['Reached', '1,240', '100%'],
        ['Opened', '806', '65%'],
        ['Checked out', '402', '32%'],
        ['Ordered', '311', '25%'],
      ].flat(),
    )
    await expect(frame).to.be.accessible()
  })

  it('says of every product what it cost, and has its table', async () => {
    const frame = await show()
    expect(shown(frame, '.lost tbody tr')).to.deep.equal([
      'Linen shirt M 14 carts €2,310',
      'Oak stool 6 carts €1,180.50',
      'Ceramic mug 1 cart €25.10',
    ])
    expect(widths(frame, '.lost')[0]).to.equal('100%')
    expect(find(frame, '.lost caption')?.textContent).to.equal('Lost to stock')
  })

  it('says what counts as an opening, once', async () => {
    const frame = await show()
    const note = 'Mail scanners that open links in a whole browser count as openings.'
    expect(shown(frame, '.footnote')).to.deep.equal([note])
    expect(words(frame)).to.contain('of the carts that were reached were ordered')
  })

  it('shows five lost products, and all of them where that is asked for', async () => {
    const lostToStock = Array.from({ length: 8 }, (_, index) => ({
      ...{ name: `Mug ${index}`, carts: 1, value: [{ amount: 900 - index, currency: 'EUR' }] },
    }))
    const frame = await show({ 'GET /summary': () => json(summary({ lostToStock })) })
    expect(all(frame, '.lost tbody tr')).to.have.length(5)
    await press(frame, 'Show all 8')
    expect(all(frame, '.lost tbody tr')).to.have.length(8)
    await press(frame, 'Show fewer')
    expect(all(frame, '.lost tbody tr')).to.have.length(5)
  })

  it('compares each figure with the time before, and says zero where there was nothing', async () => {
    const value = (amount: number) => [{ amount, currency: 'EUR' }]
    const usual = summary()
    const before = { ...usual, recovered: { carts: 250, value: value(2000000) } }
    const recovered = { carts: 311, value: value(2318000) }
    const orderedWithoutLink = { carts: 0, value: [] }
    const frame = await show({ 'GET /summary': () => json(summary({ recovered, before, orderedWithoutLink })) })
    const texts = shown(frame, '.figure')
    expect(texts[0]).to.contain('+16% · €20,000 in the 3 days before')
    expect(texts[0]).to.contain('€74.53 per order on average')
    expect(texts[1]).to.contain('€18.69 per cart that was reached')
    expect(texts[1]).to.contain('25% in the 3 days before')
    expect(texts[3]).to.match(/€0 .*0 carts, no link involved -100% · €3,104\.50 in/)
    expect(texts[3]).to.not.contain('–')
  })

  it('draws a line of the days, tells its highest, and has its table', async () => {
    const frame = await show()
    expect(charts(frame)[0]).to.equal('Line of 3 days. The most was €1,010, on Mar 1.')
    expect(find(frame, 'polyline')?.getAttribute('points')?.split(' ')).to.have.length(3)
    const [table] = all(frame, 'details')
    const rows = [...(table?.querySelectorAll('tbody tr') ?? [])]
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).to.deep.equal([
      ['Mar 2', '31', '6', '€410'],
      ['Mar 1', '52', '14', '€1,010'],
      ['Feb 28', '40', '9', '€700'],
    ])
  })

  it('says nothing of messages that did not go out where there was none at all', async () => {
    const frame = await show({ 'GET /summary': () => json(summary({ messages: [], refusals: 0 })) })
    expect(shown(frame, '.tallies > div')[0]).to.equal('Sent 0')
    expect(words(frame)).to.not.match(/went out|did not go out/)
    await expect(frame).to.be.accessible()
  })

  it('says which channel brought shoppers back, and why messages did not go out', async () => {
    const frame = await show()
    expect(shown(frame, '[aria-labelledby="channels"] .bar-text')).to.deep.equal([
      'WhatsApp €15,000 200 of 500 ordered',
      'E-mail €8,180 111 of 306 ordered',
    ])
    expect(shown(frame, '.reasons li')).to.deep.equal([
      '11 messages The cart has no address to write to.',
      '4 messages The shopper has not agreed to be written to.',
    ])
    expect(shown(frame, '.tallies > div')).to.deep.equal([
      'Sent 900',
      'Said no to messages 9 shoppers 1 shopper in the 3 days before',
    ])
    await press(frame, 'See the messages')
    await loaded(frame)
    expect(routes.of('GET /reports').at(-1)?.query).to.deep.equal({ status: 'withheld' })
    frame.store.open({ name: 'summary' })
    await loaded(frame)
    await press(frame, 'See these carts')
    await loaded(frame)
    expect(routes.of('GET /carts').at(-1)?.query).to.deep.equal({ sort: 'highest', status: 'abandoned' })
  })

  it('says of every product how many wait for it, since when, and how many were told, beside what was lost of it too', async () => {
    const ids = (id: number) => ({ productId: `p${id}`, variantId: `v${id}` })
    const since = `${new Date().getFullYear()}-03-03T12:00:00Z`
    const waiting = [
      { name: 'Linen shirt M', ...ids(1), shoppers: 12, since, notified: 3 },
      { name: '<b>سترة</b>', ...ids(2), shoppers: 3, since: '2019-12-30T12:00:00Z', notified: 0 },
      { name: 'Oak stool', ...ids(3), shoppers: 0, notified: 1 },
      ...Array.from({ length: 3 }, (_, index) => ({ name: `Mug ${index}`, shoppers: 1, since, notified: 0 })),
    ]
    const value = [{ amount: 9000, currency: 'EUR' }]
    const lostToStock = [
      { name: 'Linen shirt M', ...ids(1), carts: 14, value },
      { name: 'Linen shirt M', ...ids(9), carts: 1, value },
      { name: 'Oak stool', ...ids(3), carts: 2, value },
      { name: 'Mug 2', carts: 2, value },
    ]
    const frame = await show({ 'GET /summary': () => json(summary({ waiting, lostToStock })) })
    expect(shown(frame, '.waiting tbody tr').slice(0, 3)).to.deep.equal([
      'Linen shirt M since Mar 3 12 shoppers wait 3 told',
      '<b>سترة</b> since Dec 30, 2019 3 shoppers wait',
      'Oak stool 1 told',
    ])
    expect(widths(frame, '.waiting').slice(0, 3)).to.deep.equal(['100%', '25%', '0%'])
    expect(shown(frame, '.lost tbody tr')).to.deep.equal([
      'Linen shirt M 14 carts · 12 shoppers wait €90',
      'Linen shirt M 1 cart €90',
      'Oak stool 2 carts €90',
      'Mug 2 2 carts · 1 shopper waits €90',
    ])
    expect(all(frame, '.waiting tbody tr')).to.have.length(5)
    await press(frame, 'Show all 6')
    expect(all(frame, '.waiting tbody tr')).to.have.length(6)
    await expect(frame).to.be.accessible()
  })

  it('says that nobody waits, and nothing where the proxy keeps no such list', async () => {
    const frame = await show({ 'GET /summary': [() => json(summary({ waiting: [] })), () => json(summary())] })
    expect(words(frame)).to.contain('Nobody waits for a product now.')
    frame.store.reload()
    await loaded(frame)
    expect(words(frame)).to.not.contain('Waiting for it')
  })

  it('compares carts where values cannot be compared', async () => {
    const lostToStock = [
      { name: 'Shirt', carts: 2, value: [{ amount: 90000, currency: 'JPY' }] },
      {
        name: 'Mug',
        carts: 8,
        value: [
          { amount: 1000, currency: 'EUR' },
          { amount: 500, currency: 'JPY' },
        ],
      },
      { name: 'Lamp', carts: 4, value: [] },
    ]
    const frame = await show({ 'GET /summary': () => json(summary({ lostToStock })) })
    expect(widths(frame, '.lost')).to.deep.equal(['25%', '100%', '50%'])
    expect(shown(frame, '.lost tbody tr')).to.deep.equal([
      'Shirt 2 carts ¥90,000',
      'Mug 8 carts €10, ¥500',
      'Lamp 4 carts –',
    ])
  })

  it('shows a product’s name as text, whatever is in it', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const frame = await show({ 'GET /summary': () => json(summary({ lostToStock: [{ name, carts: 1, value: [] }] })) })
    expect(shown(frame, '.lost tbody tr')).to.deep.equal([`${name} 1 cart –`])
    expect(all(frame, 'img')).to.have.length(0)
  })

  it('looks back 7, 30 or 90 days, with the arrows too', async () => {
    const frame = await show()
    const [week, month] = all(frame, '[name="period"]') as HTMLInputElement[]
    expect(month?.checked).to.equal(true)
    expect(all(frame, '.period').map((label) => label.textContent?.trim())).to.deep.equal([
      '7 days',
      '30 days',
      '90 days',
    ])
    week?.click()
    await loaded(frame)
    await announced(frame, 'Summary of 7 days.')
    expect(routes.of('GET /summary').map(({ query }) => query.days)).to.deep.equal(['30', '7'])
    expect(heading(frame)).to.equal('Summary')
  })

  it('has no rate where nothing was sent', async () => {
    const funnel = { sent: 0, opened: 0, checkedOut: 0, ordered: 0 }
    const frame = await show({ 'GET /summary': () => json(summary({ funnel })) })
    expect(figures(frame)[1]).to.equal('–')
    expect(words(frame)).to.not.match(/NaN|Infinity/)
    await expect(frame).to.be.accessible()
  })

  it('says where to look while there is nothing to count', async () => {
    const nothing = { carts: 0, value: [] }
    const funnel = { sent: 0, opened: 0, checkedOut: 0, ordered: 0 }
    const empty = summary({
      ...{ carts: 0, funnel, recovered: nothing, orderedWithoutLink: nothing, open: nothing },
      ...{ lostToStock: [], messages: [], channels: [], days: [], refusals: 0 },
    })
    const frame = await show({ 'GET /summary': () => json(empty) })
    expect(shown(frame, '.empty h3')).to.deep.equal(['Nothing to count yet'])
    await press(frame, 'See the carts')
    await loaded(frame)
    expect(heading(frame)).to.equal('Carts')
  })

  it('keeps the figures it had when they cannot be read again', async () => {
    const frame = await show({ 'GET /summary': [() => json(summary()), () => problem('busy')] })
    frame.store.reload()
    await loaded(frame)
    expect(shown(frame, '[role="alert"] h3')).to.deep.equal(['The platform is busy'])
    expect(figures(frame)).to.have.length(4)
  })

  it('draws bars from the side where reading starts', async () => {
    document.documentElement.dir = 'rtl'
    const frame = await show()
    const [bar] = all(frame, '.lost .bar')
    const shortest = all(frame, '.lost .fill').at(-1)?.getBoundingClientRect()
    const track = bar?.getBoundingClientRect()
    expect(Math.abs((shortest?.right ?? 0) - (track?.right ?? Number.NaN))).to.be.below(1)
  })

  it('does without inline styles, and without motion for those who want none', async () => {
    const frame = await show()
    expect(all(frame, '*').filter((element) => element.hasAttribute('style') && element !== frame)).to.have.length(0)
    await key(frame, find(frame, '#summary') as Element, 'ArrowRight')
    const moving = document.getAnimations().filter(({ effect }) => (effect as KeyframeEffect | null)?.target !== null)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) expect(moving).to.have.length(0)
  })

  it('lets amounts of many currencies and a name without spaces wrap on a phone', async () => {
    const value = ['EUR', 'JPY', 'KWD', 'XTS', 'ZZZ'].map((currency) => ({ amount: 901234567890123, currency }))
    const name = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4)
    const lost = [{ name, carts: 1234567, value }]
    const channels = [{ channel: 'whatsapp' as const, opened: 3, recovered: { carts: 2, value } }]
    const days = [{ day: '2026-02-28', carts: 1, recovered: { carts: 1, value } }]
    const changes = { lostToStock: lost, channels, days, waiting: [{ name, shoppers: 1234567, notified: 1234567 }] }
    const frame = await show({ 'GET /summary': () => json(summary(changes)) })
    frame.style.width = '288px'
    for (const details of all(frame, 'details')) details.setAttribute('open', '')
    await settled(frame)
    expect(frame.scrollWidth).to.be.at.most(288)
  })

  for (const width of [288, 1440]) {
    it(`fits into ${width} pixels`, async () => {
      const frame = await show()
      frame.style.width = `${width}px`
      await settled(frame)
      expect(frame.scrollWidth).to.be.at.most(width)
    })
  }
})
