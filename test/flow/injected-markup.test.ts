import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

import { until } from '../setup/webkit-page.ts'
import { type EveryEngineContext, inEveryEngine } from './every-engine.ts'
import { startFront } from './front.ts'

// What comes of markup that an attacker puts before the widget's tag, where no script of theirs can run.

/** An attacker's server. It answers everything, and keeps what it was asked. */
async function startAttacker(t: TestContext) {
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`)
    const anything = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    response.writeHead(200, { ...anything, 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  // Another host than the shop's: on loopback a page has to name it itself.
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, heard }
}

/** Opens a message's link on a page that has this markup before everything else. */
async function openWith({ t, demo, page, linkTo }: EveryEngineContext, markup: string, hasPolicy = true) {
  const front = await startFront(t, demo.addresses.shop, (html, headers) => {
    if (!hasPolicy) headers.delete('content-security-policy')
    return html.replace('<head>', `$&${markup}`)
  })
  const token = new URL(await linkTo('hero')).searchParams.get('t') ?? ''
  assert.match(token, /^[0-9a-f]{32}$/)
  await page.goto(`${front.url}/recover?t=${token}`)
  return { front, token }
}

const isTokenGone = () => !location.search.includes('t=')
const isThere = (selector: string) => Document.prototype.querySelector.call(document, selector) !== null

inEveryEngine('an element named querySelector does not keep the cart from opening', async (context) => {
  const { page } = context
  await openWith(context, '<img name="querySelector">')
  assert.equal(await page.evaluate(() => document.querySelector instanceof Element), true)
  await until(page, isThere, 'cart-recovery[status=ready]')
  assert.equal(await page.evaluate(isTokenGone), true)
})

inEveryEngine(
  'whatever else of the document is hidden by a name, the token leaves the address first',
  async (context) => {
    const names = [
      'createElement',
      'documentElement',
      'adoptedStyleSheets',
      'importNode',
      'createTreeWalker',
      'baseURI',
    ]
    const { page } = context
    await openWith(context, names.map((name) => `<img name="${name}">`).join(''))
    assert.equal(await page.evaluate(() => Reflect.get(document, 'adoptedStyleSheets') instanceof Element), true)
    await until(page, isTokenGone)
  },
)

inEveryEngine('a base and a frame of the attacker learn nothing under the least policy', async (context) => {
  const { t, page } = context
  const { url, heard } = await startAttacker(t)
  const { front } = await openWith(context, `<base href="${url}/">`)
  await until(page, isThere, 'cart-recovery[status=ready]')
  assert.match(front.reports.join(), /base-uri/)
  const frame = `<cart-recovery endpoint="${url}/cart-recovery"></cart-recovery>`
  const other = await openWith(context, frame)
  await until(page, isTokenGone)
  while (!/connect-src/.test(other.front.reports.join())) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal(heard.length, 0)
  // It is the policy that keeps it: without one the frame's request goes out.
  const { token } = await openWith(context, frame, false)
  while (!heard.some((request) => request.includes(token))) await new Promise((resolve) => setTimeout(resolve, 50))
})
