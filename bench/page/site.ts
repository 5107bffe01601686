import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'

import { htmlPage } from '../../src/cli/init/frameworks/html.ts'
import { cannedCart, cannedProducts } from '../proxy/canned-answers.ts'
import { type CartAnswer, type ProductsAnswer, toAnswer } from '../proxy/to-answer.ts'
import { scratchFolder } from '../setup/scratch.ts'

/** What is compared: our page, and the least that any page can do. */
export const pageNames = ['widget', 'limit'] as const
export type PageName = (typeof pageNames)[number]

export interface Site {
  /** Where a link leads to a cart of this many lines. */
  linkTo(page: PageName, lines: number): string
  close(): Promise<void>
}

/** How long the proxy takes, with its platform: the same for both pages. */
const proxyMs = 450
const root = join(import.meta.dirname, '../..')
const widgetFolder = '/recovery-widget/'

const limitPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Your cart</title>
  </head>
  <body>
    <ul></ul>
    <script type="module">
      const token = new URLSearchParams(location.search).get('t')
      const headers = { 'content-type': 'application/json' }
      const response = await fetch('/cart-recovery/recover', { method: 'POST', headers, body: JSON.stringify({ token }) })
      const { cart } = await response.json()
      const list = document.querySelector('ul')
      for (const { name, quantity, price } of cart.lineItems) {
        const line = document.createElement('li')
        line.textContent = \`\${name}, \${quantity} × \${price.amount / 100} \${price.currency}\`
        list.append(line)
      }
    </script>
  </body>
</html>
`

/** A shop with both pages, the built script, and a proxy that answers after a fixed time. Everything static is compressed. */
export async function openSite(): Promise<Site> {
  const files = await buildWidget()
  files.set('/widget', { type: 'text/html', body: brotliCompressSync(htmlPage) })
  files.set('/limit', { type: 'text/html', body: brotliCompressSync(limitPage) })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (request.method === 'POST') return void answer(request, response)
    const file = files.get(pathname)
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br', 'content-length': file.body.length })
    response.end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    linkTo: (page, lines) => `http://127.0.0.1:${port}/${page}?t=${String(lines).padStart(32, '0')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The production build of the script tag, by the path that a page asks for. */
async function buildWidget() {
  const outDir = scratchFolder('widget')
  await build({ root, logLevel: 'silent', build: { outDir, emptyOutDir: true } })
  return new Map(
    readdirSync(outDir).map((name) => [
      widgetFolder + name,
      { type: 'text/javascript', body: brotliCompressSync(readFileSync(join(outDir, name))) },
    ]),
  )
}

/** The link's token says how many lines its cart has. */
async function answer(request: IncomingMessage, response: ServerResponse) {
  let body = ''
  for await (const chunk of request) body += chunk
  const lines = Number(JSON.parse(body).token)
  const ids = Array.from({ length: lines }, (_, index) => 1000 + index)
  const { cart, ...rest } = toAnswer(
    cannedCart('5d480b3f-2680-4666-8b0e-6ee89ddea114', lines) as unknown as CartAnswer,
    [cannedProducts(ids, []) as unknown as ProductsAnswer],
  )
  // Pictures come from the shop's own servers, after the text.
  const lineItems = cart.lineItems.map(({ imageUrl: _, ...line }) => line)
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify({ ...rest, cart: { ...cart, lineItems } }))
  }, proxyMs)
}
