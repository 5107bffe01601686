import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'

import { startDemo } from '../../demo/start-demo.ts'
import { requireBrowsers } from '../setup/browsers.ts'
import { openWebKit, until } from '../setup/webkit-page.ts'
import { isSaid } from '../states/is-said.ts'
import { type FlowContext, story } from './kit.ts'
import { readPlaces } from './places.ts'

// Where a script of the page could find the link's token, for both ways that a link can take.

/** The link of a message, which leads to the proxy's `/open`, and the same straight to the page. */
function toLinks(shop: string, link = '') {
  const token = new URL(link).searchParams.get('t') ?? ''
  assert.match(token, /^[0-9a-f]{32}$/)
  return { token, page: `${shop}recover?t=${token}`, open: link.replace('?', '?a=1&') }
}

async function linksOf({ messages, demo }: FlowContext) {
  return toLinks(demo.addresses.shop, (await messages()).find(({ name }) => name === 'hero')?.link)
}

/** The names of the places that hold the token. */
function placesWith(token: string, places: Record<string, string>): string[] {
  assert.ok(Object.keys(places).length >= 17)
  return Object.entries(places).flatMap(([name, text]) => (text.includes(token) ? [name] : []))
}

/** Notes every event of the widget and everything that the page says, from before its first script. */
async function listen({ visitor: { page } }: FlowContext): Promise<() => Promise<string>> {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.evaluateOnNewDocument(() => {
    const heard: string[] = []
    Reflect.set(window, 'heard', heard)
    for (const name of ['recovered', 'failed', 'restored', 'checkout'])
      window.addEventListener(`cart-recovery-${name}`, (event) => {
        const fields = Object.fromEntries(Object.entries(event))
        heard.push(JSON.stringify([event.type, fields]))
      })
  })
  return async () => JSON.stringify([said, await page.evaluate(() => Reflect.get(window, 'heard'))])
}

story('by /open the token is in no place of the browser, nor after a reload', async (flow) => {
  const { visitor, demo, engine } = flow
  const { page } = visitor
  const { token, open } = await linksOf(flow)
  const heard = await listen(flow)
  const later: string[] = []
  page.on('request', (request) => {
    // Firefox does not tell what was sent.
    const body = engine === 'chromium' ? request.postData() : ''
    if (request.url() !== open) later.push(`${request.url()} ${JSON.stringify(request.headers())} ${body}`)
  })
  await page.goto(open)
  assert.equal(await visitor.waitFor('ready'), null)
  assert.equal((await visitor.lines()).length, 4)
  assert.equal(page.url(), `${demo.addresses.shop}recover?a=1`)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
  assert.ok(!(await heard()).includes(token))
  await page.reload()
  assert.equal(await visitor.waitFor('ready'), null)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
  assert.ok(later.some((request) => request.includes('/cart-recovery/recover')))
  assert.deepEqual(
    later.filter((request) => request.includes(token)),
    [],
  )
  // The next page of the shop, and Back.
  await page.goto(`${demo.addresses.shop}contact`)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
  // Firefox says of no page that comes out of its cache that it was loaded.
  await page.evaluate(() => void setTimeout(() => history.back()))
  await page.waitForFunction(() => location.pathname === '/recover', { timeout: 15_000 })
  assert.equal(await visitor.waitFor('ready'), null)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
})

story('by a link to the page the document’s own navigation entry alone may keep it', async (flow) => {
  const { visitor } = flow
  const { token, page: link } = await linksOf(flow)
  const heard = await listen(flow)
  await visitor.page.goto(link)
  assert.equal(await visitor.waitFor('ready'), null)
  const places = placesWith(token, await visitor.page.evaluate(readPlaces))
  assert.deepEqual(
    places.filter((place) => place !== 'navigation entry'),
    [],
  )
  assert.ok(!(await heard()).includes(token))
})

story('two tabs with two links each keep their own cart', async (flow) => {
  const { visitor, newTab, messages, demo } = flow
  const open = (link = '') => toLinks(demo.addresses.shop, link).open
  const [one, two] = (await messages()).filter(({ name }) => name === 'hero' || name === 'all-available')
  assert.ok(one && two)
  // What is offered for the sold-out line of the first cart comes after its lines.
  const linesOfFirst = async (page: Page) => {
    await page.bringToFront()
    await page.waitForFunction(isSaid, { timeout: 15_000 }, 'Still in stock')
    return visitor.lines(page)
  }
  const other = await newTab()
  await visitor.page.goto(open(one.link))
  await visitor.waitFor('ready')
  await other.goto(open(two.link))
  await visitor.waitFor('ready', other)
  const first = await linesOfFirst(visitor.page)
  const second = await visitor.lines(other)
  assert.notDeepEqual(first, second)
  await visitor.page.reload()
  await visitor.waitFor('ready')
  assert.deepEqual(await linesOfFirst(visitor.page), first)
  // The first tab's link, opened in the second one, wins over the cart that was kept there.
  await other.goto(open(one.link))
  await visitor.waitFor('ready', other)
  assert.deepEqual(await linesOfFirst(other), first)
})

const { webkit } = requireBrowsers()
test('webkit: by /open the token is in no place of the browser, nor after a reload', { skip: !webkit }, async (t) => {
  assert.ok(webkit)
  const demo = await startDemo({ port: 0, built: true })
  t.after(() => demo.close())
  const page = await openWebKit(t, webkit)
  const isReady = () => document.querySelector('cart-recovery')?.getAttribute('status') === 'ready'

  const messages = (await (await fetch(new URL('/sandbox/messages', demo.addresses.shop))).json()) as {
    name: string
    link: string
  }[]
  const { token, open } = toLinks(demo.addresses.shop, messages.find(({ name }) => name === 'hero')?.link)
  await page.goto(open)
  await until(page, isReady)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
  await page.reload()
  await until(page, isReady)
  assert.deepEqual(placesWith(token, await page.evaluate(readPlaces)), [])
})
