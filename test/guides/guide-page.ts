import assert from 'node:assert/strict'
import { type Browser, launch, type Page } from 'puppeteer-core'

import { requireBrowsers } from '../setup/browsers.ts'
import type { Followed } from './follow.ts'

/** Looks whether a followed guide ended where it says. Each guide has one, `checks/<name>.ts`, which exports it as `check`. */
export type CheckGuide = (guide: Followed & GuideBrowser) => Promise<void>

/** A shopper's browser, and what they do in it. */
export interface GuideBrowser {
  /** A new page of a phone. An error that it logs fails the guide. */
  openPage(): Promise<Page>
  /** Opens a link, and waits for its cart. */
  openCart(link: string): Promise<Page>
  /** Clicks the control of the widget that has this part, such as `checkout-button`. */
  tap(page: Page, part: string): Promise<void>
  /** Taps "Check out", and waits for the checkout of the sandbox. */
  checkOut(page: Page): Promise<void>
}

export interface OpenedBrowser extends GuideBrowser {
  /** What pages logged as errors. */
  errors: string[]
  close(): Promise<void>
}

/** The link that `cart-recovery sandbox` printed. */
export function linkOfSandbox(resultOf: Followed['resultOf']): string {
  const [link] = /^ *http\S+\?t=\S+$/m.exec(resultOf('cart-recovery sandbox')) ?? []
  return link?.trim() ?? assert.fail('the sandbox printed no link')
}

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']
const timeout = 60_000

/** The browser that the flow tests find: Chromium, or else Firefox. */
export function openBrowser(): OpenedBrowser {
  const errors: string[] = []
  let browser: Promise<Browser> | undefined
  const openPage = async () => {
    browser ??= launchAny()
    const page = await (await browser).newPage()
    await page.setViewport({ width: 390, height: 844 })
    page.setDefaultTimeout(timeout)
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${String(error)}`))
    page.on('console', (message) => {
      const isIcon = message.location().url?.endsWith('/favicon.ico')
      if (message.type() === 'error' && !isIcon) errors.push(`${page.url()}: ${message.text()}`)
    })
    return page
  }
  const tap: GuideBrowser['tap'] = async (page, part) => {
    const button = await page.waitForSelector(`cart-recovery >>> [part~="${part}"]`, { visible: true })
    // A moment later, so that this answer is out before the page is left.
    await button?.evaluate((element) => void setTimeout(() => element instanceof HTMLElement && element.click()))
  }
  return {
    errors,
    openPage,
    tap,
    async openCart(link) {
      const page = await openPage()
      await page.goto(link)
      await page.waitForSelector('cart-recovery[status="ready"]')
      return page
    },
    async checkOut(page) {
      await Promise.all([page.waitForNavigation(), tap(page, 'checkout-button')])
      await page.waitForFunction(() => location.pathname.includes('/checkout'))
      assert.match(await page.evaluate(() => document.body.innerText), /Place order/)
    },
    close: async () => (await browser)?.close(),
  }
}

function launchAny(): Promise<Browser> {
  const { chromium, firefox } = requireBrowsers()
  if (chromium) return launch({ executablePath: chromium, headless: true, args: flags })
  if (firefox) return launch({ browser: 'firefox', executablePath: firefox, headless: true })
  throw new Error('guides are looked at in Chromium or Firefox')
}
