import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Page } from 'puppeteer-core'

import { anyEngine, type FlowContext, story } from '../kit.ts'
import { type BuiltPage, buildPage, installReact18 } from './build-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'))
after(() => rmSync(folder, { recursive: true }))
const pages: Record<string, Promise<BuiltPage>> = {
  'React 19': buildPage(join(folder, '19')),
  'React 18': installReact18(join(folder, 'react-18')).then((modules) => buildPage(join(folder, '18'), modules)),
}

/** The page of a message's link as the shop's server sends it. Answers what the page's console complains of. */
async function openPage({ demo, visitor, messages }: FlowContext, built: BuiltPage, which: 'own' | 'widget') {
  const { page } = visitor
  const complaints: string[] = []
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    const module = built.files.get(pathname.slice(1))
    const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><div id="root" data-page="${which}">${built.render(which)}</div>
      <script type="module" src="/page.js"></script></html>`
    if (pathname === '/react') request.respond({ contentType: 'text/html', body: html })
    // A page that came from nowhere may not load a loopback's pictures.
    else if (request.resourceType() === 'image') request.respond({ contentType: 'image/svg+xml', body: picture })
    else if (module) request.respond({ contentType: 'text/javascript', body: module })
    else request.continue()
  })
  const { link } = (await messages()).find(({ name }) => name === 'hero') ?? assert.fail('no such message')
  const { search } = new URL(link)
  await page.goto(new URL(`/react${search}`, demo.addresses.shop).href)
  return complaints
}

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
const told = (page: Page) => page.evaluate(() => Reflect.get(window, 'told') as string[])

for (const [version, building] of Object.entries(pages)) {
  story(
    `${version}: the server's tag keeps its attributes, its property and its events`,
    async (flow) => {
      const built = await building
      const { visitor } = flow
      const markup = built.render('widget')
      assert.match(markup, /<cart-recovery [^>]*endpoint="\/cart-recovery"[^>]*shop-url="\/shop"/)
      assert.match(markup, /class="recovered"/)
      assert.match(markup, /No cart was left here/)
      assert.doesNotMatch(markup, /secret/)

      const complaints = await openPage(flow, built, 'widget')
      assert.equal(await visitor.waitFor('ready'), null)
      assert.equal((await visitor.lines()).length, 4)
      const frame = await visitor.page.$eval('cart-recovery', (element) => ({
        html: element.outerHTML,
        token: element.shopperToken,
        path: location.href.includes('?'),
      }))
      assert.equal(frame.token, 'a-secret-of-the-shopper')
      assert.doesNotMatch(frame.html, /secret/)
      assert.equal(frame.path, false)
      assert.deepEqual(await told(visitor.page), ['recovered 4, ready'])
      await visitor.page.waitForSelector('cart-recovery >>> ::-p-text(Back to the shop)')
      await visitor.click(/^Check out/)
      await visitor.page.waitForFunction(() => (Reflect.get(window, 'told') as string[]).includes('checkout 4'))
      assert.deepEqual(complaints, [])
    },
    [anyEngine],
  )

  story(
    `${version}: a shop draws the cart itself, over the same stores`,
    async (flow) => {
      const built = await building
      const { page } = flow.visitor
      assert.match(built.render('own'), /<p id="status">idle<\/p>/)
      const complaints = await openPage(flow, built, 'own')
      await page.waitForFunction(() => document.getElementById('status')?.textContent === 'ready')
      const rows = await page.$$eval('button', (buttons) => buttons.map(({ textContent }) => textContent))
      assert.equal(rows.length, 4)
      const before = Number(await page.$eval('#items', ({ textContent }) => textContent))
      await page.click('button')
      await page.waitForFunction((count) => Number(document.getElementById('items')?.textContent) < count, {}, before)
      assert.equal(await page.$$eval('cart-recovery', ({ length }) => length), 0)
      assert.deepEqual(complaints, [])
    },
    [anyEngine],
  )
}
