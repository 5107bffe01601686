import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type Browser, launch } from 'puppeteer-core'

import { findBrowsers } from '../../test/setup/browsers.ts'
import { openSite } from '../page/site.ts'
import { scratchFolder } from '../setup/scratch.ts'
import { installPeers } from './install.ts'
import { peerPages } from './pages.ts'

/** What a page loads for a cart: scripts and style sheets, brotli. */
export interface PeerFigure {
  name: string
  version: string
  requests: number
  kilobytes: number
}

/** Installs the peers, opens a page of each and of ours, and counts what comes. Undefined where there is no Chromium. */
export async function measurePeers(say: (line: string) => void): Promise<PeerFigure[] | undefined> {
  const { chromium } = findBrowsers()
  if (!chromium) {
    say('No Chromium: set CHROME_PATH to weigh pages')
    return undefined
  }
  say('Installing the peers')
  const folder = scratchFolder('peers')
  const stops: (() => unknown)[] = []
  try {
    const versions = await installPeers(folder)
    const site = await openSite()
    stops.push(site.close)
    const peers = await servePeers(folder)
    stops.push(peers.close)
    const browser = await launch({ executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu'] })
    stops.push(() => browser.close())
    const figures = [{ name: 'cart-recovery', version: '', ...(await weigh(browser, site.linkTo('widget', 3))) }]
    for (const { name } of peerPages) {
      figures.push({ name, version: versions[name] ?? '', ...(await weigh(browser, `${peers.origin}/${name}`)) })
    }
    return figures
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function weigh(browser: Browser, url: string): Promise<Pick<PeerFigure, 'requests' | 'kilobytes'>> {
  const page = await browser.newPage()
  let requests = 0
  let bytes = 0
  page.on('requestfinished', (request) => {
    const response = request.response()
    if (!['script', 'stylesheet'].includes(request.resourceType()) || !response?.ok()) return
    requests += 1
    bytes += Number(response.headers()['content-length'])
  })
  // What a peer asks of its own servers goes nowhere: only its package is weighed.
  await page.setRequestInterception(true)
  page.on('request', (request) =>
    new URL(request.url()).hostname === '127.0.0.1' ? request.continue() : request.abort(),
  )
  await page.goto(url, { waitUntil: 'networkidle0' })
  await page.close()
  if (requests === 0) throw new Error(`${url} loaded no script`)
  return { requests, kilobytes: bytes / 1000 }
}

async function servePeers(folder: string): Promise<{ origin: string; close(): void }> {
  const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    const page = peerPages.find(({ name }) => path === `/${name}`)
    const file = join(folder, normalize(path))
    const type = page ? 'text/html' : types[file.split('.').at(-1) ?? '']
    if (!page && (!type || !existsSync(file) || !statSync(file).isFile())) return response.writeHead(404).end()
    const body = brotliCompressSync(page ? `<!doctype html><title>Cart</title>${page.html}` : readFileSync(file))
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'content-length': body.length })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
