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
    expect(figures(frame)).to.deep.equal(['€23,180KWD 41.250', '25%', '€3,104.50'])
    await expect(frame).to.be.accessible()
  })

  it('writes amounts the way the page’s language does', async () => {
    const frame = await show({}, html`<cart-recovery-console locale="de"></cart-recovery-console>`)
    expect(figures(frame)[2]).to.match(/3\.104,50.€/)
  })

  it('draws the funnel, tells it, and has its table', async () => {
    const frame = await show()
    expect(charts(frame)[0]).to.equal(
      'Bar chart of carts by step. Written about or opened: 1,240, Opened: 806, Checked out: 402, Ordered: 311.',
    )
    expect(widths(frame, '.funnel')).to.deep.equal(['100%', '65%', `${(402 / 1240) * 100}%`, `${(311 / 1240) * 100}%`])
    const [table] = all(frame, 'details')
    table?.querySelector('summary')?.click()
    await settled(frame)
    expect(shown(frame, 'details[open] tbody tr > *')).to.deep.equal(
      [
        ['Written about or opened', '1,240', '100%'],
        ['Opened', '806', '65%'],
        ['Checked out', '402', '32%'],
        ['Ordered', '311', '25%'],
      ].flat(),
    )
    await expect(frame).to.be.accessible()
  })

  it('says of every product what it cost, and has its table', async () => {
    const frame = await show()
    expect(shown(frame, '.lost .bar-text')).to.deep.equal([
      'Linen shirt M blocked 14 carts, €2,310',
      'Oak stool blocked 6 carts, €1,180.50',
      'Ceramic mug blocked 1 cart, €25.10',
    ])
    expect(charts(frame)[1]).to.contain('by lost value. Linen shirt M blocked 14 carts, €2,310;')
    expect(widths(frame, '.lost')[0]).to.equal('100%')
    const table = all(frame, 'details')[1]
    expect(table?.querySelectorAll('tbody tr')).to.have.length(3)
    expect(table?.querySelector('caption')?.textContent).to.equal('Lost to stock')
  })

  it('says what counts as an opening, below both charts', async () => {
    const frame = await show()
    const note = 'Mail scanners that open links in a whole browser count as openings.'
    expect(shown(frame, '.footnote')).to.deep.equal([note, note])
    expect(words(frame)).to.contain('of the carts that were written about or opened were ordered')
    expect(words(frame)).to.not.match(/\bsent\b/i)
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
    expect(charts(frame)[1]).to.contain('by blocked carts')
    expect(shown(frame, '.lost .bar-text')).to.deep.equal([
      'Shirt blocked 2 carts, ¥90,000',
      'Mug blocked 8 carts, €10, ¥500',
      'Lamp blocked 4 carts',
    ])
  })

  it('shows a product’s name as text, whatever is in it', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const frame = await show({ 'GET /summary': () => json(summary({ lostToStock: [{ name, carts: 1, value: [] }] })) })
    expect(shown(frame, '.lost .bar-text')).to.deep.equal([`${name} blocked 1 cart`])
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
    const empty = summary({ funnel, recovered: nothing, orderedWithoutLink: nothing, lostToStock: [] })
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
    expect(figures(frame)).to.have.length(3)
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

  for (const width of [288, 1440]) {
    it(`fits into ${width} pixels`, async () => {
      const frame = await show()
      frame.style.width = `${width}px`
      await settled(frame)
      expect(frame.scrollWidth).to.be.at.most(width)
    })
  }
})
