import { type Browser, launch, type Page } from 'puppeteer-core'

import { findBrowsers } from '../../test/setup/browsers.ts'
import { median } from '../setup/figures.ts'
import { openSite, type PageName, pageNames, type Site } from './site.ts'

/** One row of the table: the median of several visits, each with an empty cache. */
export interface PageFigure {
  lines: number
  page: PageName
  /** From the start of the navigation until the last line is painted. */
  cartMs: number
  /** `cartMs` as a multiple of the limit page's. */
  ratio: number
  /** Until then: running scripts, and the longest single task. */
  scriptMs: number
  longestTaskMs: number
  /** Until then: requests, and bytes as they were sent. */
  requests: number
  kilobytes: number
}

export interface PageOptions {
  lines: readonly number[]
  visits: number
  say: (line: string) => void
}

/** A phone on a slow mobile network. */
const network = { latency: 150, download: 1.6e6 / 8, upload: 750e3 / 8 }
const slowdown = 4
const viewport = { width: 390, height: 844, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

type Visit = Omit<PageFigure, 'lines' | 'page' | 'ratio'>

/** Measures both pages in turn, visit by visit. Undefined where there is no Chromium. */
export async function measurePage({ lines, visits, say }: PageOptions): Promise<PageFigure[] | undefined> {
  const { chromium } = findBrowsers()
  if (!chromium) {
    say('No Chromium: set CHROME_PATH to measure pages')
    return undefined
  }
  const site = await openSite()
  const browser = await launch({ executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    // The first page of a browser pays for its start.
    for (const page of pageNames) await visit(browser, site, page, 1)
    const figures: PageFigure[] = []
    for (const count of lines) {
      say(`${count} lines`)
      const all: Record<PageName, Visit[]> = { widget: [], limit: [] }
      for (let turn = 0; turn < visits; turn++) {
        for (const page of pageNames) all[page].push(await visit(browser, site, page, count))
      }
      const middle = (page: PageName, key: keyof Visit) => median(all[page].map((one) => one[key]))
      for (const page of pageNames) {
        figures.push({
          lines: count,
          page,
          cartMs: middle(page, 'cartMs'),
          ratio: median(all[page].map(({ cartMs }, turn) => cartMs / (all.limit[turn]?.cartMs ?? Number.NaN))),
          scriptMs: middle(page, 'scriptMs'),
          longestTaskMs: middle(page, 'longestTaskMs'),
          requests: middle(page, 'requests'),
          kilobytes: middle(page, 'kilobytes'),
        })
      }
    }
    return figures
  } finally {
    await browser.close()
    await site.close()
  }
}

async function visit(browser: Browser, site: Site, name: PageName, lines: number): Promise<Visit> {
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    await page.setViewport(viewport)
    await page.emulateNetworkConditions(network)
    await page.emulateCPUThrottling(slowdown)
    const sent = await watchRequests(page)
    await page.evaluateOnNewDocument(watchCart, lines)
    await page.goto(site.linkTo(name, lines), { waitUntil: 'domcontentloaded' })
    const handle = await page.waitForFunction(() => window.benchCart, { polling: 100, timeout: 30_000 })
    const { cartMs, longestTaskMs } = (await handle.jsonValue()) ?? { cartMs: Number.NaN, longestTaskMs: Number.NaN }
    const { ScriptDuration = Number.NaN } = await page.metrics()
    return { cartMs, longestTaskMs, scriptMs: ScriptDuration * 1000, ...sent() }
  } finally {
    await context.close()
  }
}

/** Counts answers that came in full, and their bytes, headers included. */
async function watchRequests(page: Page) {
  const client = await page.createCDPSession()
  await client.send('Network.enable')
  let requests = 0
  let bytes = 0
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1
    bytes += encodedDataLength
  })
  return () => ({ requests, kilobytes: bytes / 1000 })
}

declare global {
  interface Window {
    benchCart?: { cartMs: number; longestTaskMs: number }
  }
}

/** In the page: looks in every frame whether the last line is there, and takes the time once it is painted. */
function watchCart(lines: number): void {
  let longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  }).observe({ type: 'longtask', buffered: true })
  const isThere = () => {
    const widget = document.querySelector('cart-recovery')
    if (!widget) return document.querySelectorAll('li').length === lines
    const list = widget.shadowRoot?.querySelector('cart-recovery-line-items')?.shadowRoot
    const items = list?.querySelectorAll('cart-recovery-line-item')
    return items?.length === lines && Boolean(items[lines - 1]?.shadowRoot?.querySelector('[part=name]'))
  }
  const look = () => {
    if (!isThere()) return requestAnimationFrame(look)
    // A message that is sent in a frame arrives after its paint.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      window.benchCart = { cartMs: performance.now(), longestTaskMs }
    }
    requestAnimationFrame(() => port2.postMessage(undefined))
  }
  requestAnimationFrame(look)
}
