import assert from 'node:assert/strict'
import type { HTTPRequest } from 'puppeteer-core'

import { isSaid } from '../states/is-said.ts'
import { type FlowContext, story } from './kit.ts'

/** What stands on the checkout page, as text. */
async function checkoutText({ visitor: { page } }: FlowContext): Promise<string> {
  await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '))
}

story('from the mailbox to the checkout in one tap, and the token is nowhere afterwards', async (flow) => {
  const { visitor, demo, messages, calls, engine } = flow
  const { page } = visitor
  const requests: HTTPRequest[] = []
  page.on('request', (request) => requests.push(request))
  const link = new URL((await messages()).find(({ name }) => name === 'hero')?.link ?? '')
  const token = link.searchParams.get('t') ?? ''
  assert.match(token, /^[0-9a-f]{32}$/)

  await visitor.openLink('hero')
  assert.equal(await visitor.waitFor('ready'), null)
  const lines = await visitor.lines()
  assert.equal(lines.length, 4)
  for (const [index, words] of ['Ceramic mug', 'Knitted beanie', 'Linen shirt', 'Cashmere scarf'].entries()) {
    assert.ok(lines[index]?.includes(words), lines[index])
  }
  assert.match(lines[1] ?? '', /2 left/)
  assert.match(lines[2] ?? '', /2 of 3/)
  assert.match(lines[3] ?? '', /Sold out/)

  assert.equal(page.url(), `${demo.addresses.shop}recover`)
  const traces = await page.evaluate(() => ({
    location: location.href,
    referrer: document.referrer,
    state: JSON.stringify(history.state),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    cookie: document.cookie,
    entries: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .join(' '),
    markup: document.documentElement.outerHTML,
  }))
  for (const [place, text] of Object.entries(traces)) assert.ok(!text?.includes(token), `${place} holds the token`)
  const [first, ...later] = requests
  assert.equal(first?.url(), link.href)
  for (const request of later) {
    assert.ok(
      !`${request.url()} ${JSON.stringify(request.headers())}`.includes(token),
      `${request.url()} holds the token`,
    )
  }
  if (engine === 'chromium') {
    const withToken = later.filter((request) => request.postData()?.includes(token))
    assert.deepEqual(
      withToken.map((request) => new URL(request.url()).pathname),
      [],
    )
  }
  assert.equal((await calls()).filter(({ write }) => write).length, 0)

  await visitor.click(/^Check out/)
  const text = await checkoutText(flow)
  for (const words of ['Ceramic mug', 'Knitted beanie', 'Linen shirt', 'Place order'])
    assert.ok(text.includes(words), words)
  assert.ok(!text.includes('Cashmere scarf'))
  assert.match(text, /221\.00/)
  assert.deepEqual(await flow.held('hero'), [3, 1, 2])
})

story('three become one, a line is removed, and the checkout has what was chosen', async (flow) => {
  const { visitor, held } = flow
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await visitor.click(/^(Fewer|One less|Decrease|Less).*Ceramic mug/i)
  await visitor.click(/^(Fewer|One less|Decrease|Less).*Ceramic mug/i)
  await visitor.click('Remove Knitted beanie')
  await visitor.click(/^Check out/)
  const text = await checkoutText(flow)
  assert.ok(!text.includes('Knitted beanie'))
  assert.deepEqual(await held('hero'), [1, 2])
})

story('removing everything changes nothing on the platform', async ({ visitor, calls, held }) => {
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  for (const name of ['Ceramic mug', 'Knitted beanie', 'Linen shirt']) await visitor.click(`Remove ${name}`)
  await visitor.click(/Put .*back/)
  assert.equal((await calls()).filter(({ write }) => write).length, 0)
  assert.deepEqual(await held('hero'), [3, 1, 3, 1])
})

story('stock that moved before the tap is shown, and the next tap goes through', async (flow) => {
  const { visitor, control, held } = flow
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  const { carts } = (await control('GET', 'world')) as {
    carts: { lines: { productId: string; variantId: string }[] }[]
  }
  const mug = carts[0]?.lines[0]
  await control('PATCH', 'world', {
    variants: [{ ...mug, quantity: undefined, stock: 1 }].map(({ productId, variantId, stock }) => ({
      productId,
      variantId,
      stock,
    })),
  })
  await visitor.click(/^Check out/)
  await visitor.page.waitForSelector('cart-recovery[status="ready"][problem="stock-moved"]')
  assert.match((await visitor.lines())[0] ?? '', /1 of 3/)
  await visitor.click(/^Check out/)
  await checkoutText(flow)
  assert.deepEqual(await held('hero'), [1, 1, 2])
})

story('Back from the checkout gives a cart that can be checked out again', async (flow) => {
  const { visitor, held } = flow
  const { page } = visitor
  await visitor.openLink('all-available')
  await visitor.waitFor('ready')
  await visitor.click(/^Check out/)
  await checkoutText(flow)
  await page.evaluate(() => setTimeout(() => history.back()))
  await page.waitForFunction(() => location.pathname === '/recover', { timeout: 15_000 })
  await visitor.waitFor('ready')
  assert.equal((await visitor.lines()).length > 0, true)
  await visitor.click(/^Check out/)
  await checkoutText(flow)
  assert.ok((await held('all-available')).length > 0)
})

story('a reload with the clean address shows the same cart, choices included', async ({ visitor, demo }) => {
  const { page } = visitor
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await visitor.click('Remove Knitted beanie')
  // Other choices are loaded after the lines.
  const drawn = () => page.waitForFunction(isSaid, { timeout: 15_000 }, 'Still in stock')
  await drawn()
  const before = await visitor.lines()
  await page.reload()
  await visitor.waitFor('ready')
  await drawn()
  assert.equal(page.url(), `${demo.addresses.shop}recover`)
  assert.deepEqual(await visitor.lines(), before)
})

story('keep shopping ends in the shop, whose own server has the cart, with what was in it', async (flow) => {
  const { visitor, demo, held } = flow
  const { page } = visitor
  const badge = () => page.evaluate(() => document.querySelector('a[href="/cart"]')?.textContent)
  await page.goto(`${demo.addresses.shop}woven-basket/`)
  await Promise.all([page.waitForNavigation(), page.locator('button ::-p-text(Add to cart)').click()])
  assert.equal(await badge(), 'Cart (1)')
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await visitor.click('Remove Knitted beanie')
  await visitor.click('Save and keep shopping')
  await page.waitForFunction(() => location.pathname === '/' && document.readyState === 'complete')
  assert.equal(await badge(), 'Cart (8)')
  await page.goto(`${demo.addresses.shop}cart`)
  const lines = await page.$$eval('.shop-cart li', (items) => items.map(({ textContent }) => textContent))
  assert.deepEqual(lines, ['3 × Ceramic mug', '3 × Linen shirt', '1 × Cashmere scarf', '1 × Woven basket'])
  assert.deepEqual(await held('hero'), [3, 3, 1, 1])
})

story('keep shopping sets the cart, and undo takes it back', async ({ visitor, held }) => {
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  // A shop that adopts no cart: the shopper stays on the page.
  await visitor.page.evaluate(() => document.querySelector('cart-recovery')?.removeAttribute('adopt-url'))
  await visitor.click('Remove Knitted beanie')
  await visitor.click('Save and keep shopping')
  await visitor.waitFor('restored')
  assert.deepEqual(await held('hero'), [3, 3, 1])
  await visitor.click(/^Undo/)
  await visitor.waitFor('ready')
  assert.deepEqual((await held('hero')).sort(), [1, 1, 3, 3])
})

story('two tabs at once end with the same lines', async ({ visitor, newTab, held }) => {
  const other = await newTab()
  await visitor.openLink('hero')
  await visitor.openLink('hero', other)
  await Promise.all([visitor.waitFor('ready'), visitor.waitFor('ready', other)])
  await Promise.all([visitor.click(/^Check out/), visitor.click(/^Check out/, other)])
  for (const page of [visitor.page, other]) {
    await page.waitForFunction(() => location.pathname.includes('/checkout'), { timeout: 15_000 })
  }
  assert.deepEqual(await held('hero'), [3, 1, 2])
})

/** Two tabs with the same cart, and a price that changes when only the second of them is read again. */
async function changePriceInOtherTab(flow: FlowContext) {
  const { visitor, demo, newTab, control } = flow
  const { page } = visitor
  await visitor.openLink('all-available')
  await visitor.waitFor('ready')
  const other = await newTab()
  await other.goto(`${demo.addresses.shop}recover`)
  const kept = await page.evaluate(() => ({ ...sessionStorage }))
  await other.evaluate((items) => Object.assign(sessionStorage, items), kept)
  const { cartId } = (await flow.messages()).find(({ name }) => name === 'all-available') ?? {}
  const { carts } = (await control('GET', 'world')) as {
    carts: { id: string; lines: { productId: string; variantId: string }[] }[]
  }
  const [{ productId, variantId } = {}] = carts.find(({ id }) => id === cartId)?.lines ?? []
  await control('PATCH', 'world', { variants: [{ productId, variantId, price: 99 }] })
  await other.reload()
  await visitor.waitFor('ready', other)
  assert.match((await visitor.lines(other))[0] ?? '', /99\.00/)
  assert.doesNotMatch((await visitor.lines())[0] ?? '', /99\.00/)
  // A tab in the background paints nothing, and a browser may let it wait.
  await page.bringToFront()
  await visitor.click(/^Check out/)
  await page.waitForSelector('cart-recovery[status="ready"][problem="stock-moved"]', { timeout: 15_000 })
  assert.match((await visitor.lines())[0] ?? '', /99\.00/)
  const headline = await page.waitForFunction(
    () => {
      const status = document.querySelector('cart-recovery')?.shadowRoot?.querySelector('cart-recovery-status')
      const told = [...(status?.shadowRoot?.querySelectorAll('[part="status"] > :is(h2, p)') ?? [])]
      const text = told.map(({ textContent }) => textContent?.trim()).join(' ')
      return text?.includes('now costs') && text
    },
    { timeout: 10_000 },
  )
  assert.equal(
    await headline.jsonValue(),
    'Your cart changed just now “Ceramic mug” now costs €99.00, before it was €18.00. Nothing has been charged.',
  )
}

story('a price that only a duplicated tab displayed is read before it is paid', async (flow) => {
  await changePriceInOtherTab(flow)
  await flow.visitor.click(/^Check out/)
  assert.match(await checkoutText(flow), /Ceramic mug Colour: Ink Quantity 2 €198\.00/)
})

story('a shopper who does not want it at that price takes it out, and pays the rest', async (flow) => {
  await changePriceInOtherTab(flow)
  await flow.visitor.click('Remove Ceramic mug')
  await flow.visitor.click(/^Check out/)
  const text = await checkoutText(flow)
  assert.doesNotMatch(text, /Ceramic mug/)
  assert.doesNotMatch(text, /99\.00|198\.00/)
})

story('an answer that is lost on the way is said, and the next tap ends at the checkout', async (flow) => {
  const { visitor, control, held } = flow
  await visitor.openLink('hero')
  await visitor.waitFor('ready')
  await control('PUT', 'faults', {
    platform: 'bigcommerce',
    fault: 'lost-answer',
    method: 'POST',
    path: 'redirect_urls',
    times: 1,
  })
  await visitor.click(/^Check out/)
  assert.equal(await visitor.waitFor('failed'), 'unconfirmed')
  await visitor.click('Check again')
  await visitor.waitFor('ready')
  await visitor.click(/^Check out/)
  await checkoutText(flow)
  assert.deepEqual(await held('hero'), [3, 1, 2])
})

story('an order confirmation with a token of its own is left alone', async ({ visitor, demo, calls }) => {
  const address = `${demo.addresses.shop}order-confirmation?t=${'ab'.repeat(32)}`
  const loaded: string[] = []
  visitor.page.on('request', (request) => loaded.push(request.url()))
  await visitor.page.goto(address)
  await new Promise((resolve) => setTimeout(resolve, 500))
  assert.equal(visitor.page.url(), address)
  assert.equal(loaded.filter((url) => url.includes('cart-recovery')).length, 1)
  assert.equal(await visitor.page.evaluate(() => customElements.get('cart-recovery')), undefined)
  assert.deepEqual(await calls(), [])
})

story('an order that was placed closes the cart for good', async (flow) => {
  const { visitor } = flow
  await visitor.openLink('all-available')
  await visitor.waitFor('ready')
  await visitor.click(/^Check out/)
  await checkoutText(flow)
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('button')])
  await visitor.openLink('all-available')
  assert.equal(await visitor.waitFor('failed'), 'completed')
})

const truths: [string, RegExp[]][] = [
  [
    'every-availability',
    [
      /Available/,
      /Only \d+ left/,
      /Only 2 of 3/,
      /Sold out/,
      /Not for sale/,
      /Not for sale/,
      // Hidden in the catalogue, and sold all the same.
      /Available/,
      /No longer sold/,
      /Available/,
      /Available/,
    ],
  ],
  ['every-kind', [/Available/, /Available/, /Available/, /Available/, /Available/, /Available/, /€/, /€/]],
]
for (const [key, expected] of truths) {
  story(`a cart of ${key} tells the truth about each line`, async ({ visitor }) => {
    await visitor.openLink(key)
    await visitor.waitFor('ready')
    const lines = await visitor.lines()
    assert.equal(lines.length, expected.length)
    for (const [index, words] of expected.entries()) assert.match(lines[index] ?? '', words)
  })
}
