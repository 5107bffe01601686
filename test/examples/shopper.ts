import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'

export interface Shopper {
  page: Page
  /** What the shop's own pages wrote to the console as errors and warnings, hydration warnings among them. */
  complaints: string[]
}

/** A browser of its own. */
export async function newShopper(browser: Browser, shopUrl: string): Promise<Shopper> {
  const page = await (await browser.createBrowserContext()).newPage()
  const { origin } = new URL(shopUrl)
  const complaints: string[] = []
  const record = (text: string) => {
    // What Lit says of itself in a server for development is no complaint.
    if (page.url().startsWith(origin) && !text.startsWith('Lit is in dev mode')) complaints.push(text)
  }
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) record(`${message.text()} ${message.location().url ?? ''}`)
  })
  page.on('pageerror', (error) => record(String(error)))
  return { page, complaints }
}

/** Opens the link and waits for its cart. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await showsCart(page)
}

/** The page has a cart with lines, and an address without the link's token. */
export async function showsCart(page: Page): Promise<void> {
  await page.waitForSelector('cart-recovery[status="ready"]').catch(async (cause: unknown) => {
    const status = await page.$$eval('cart-recovery', (frames) =>
      frames.map(({ status, problem }) => [status, problem]),
    )
    throw new Error(`There is no cart at ${page.url()}: ${JSON.stringify(status)}`, { cause })
  })
  const { itemCount, isClean } = await page.$eval('cart-recovery', (frame) => ({
    itemCount: frame.store.$summary.get()?.itemCount ?? 0,
    isClean: location.search === '',
  }))
  assert.ok(itemCount > 0, 'the cart has lines')
  assert.ok(isClean, 'the token has left the address')
}

/** Taps "Keep shopping" and waits for the shop's first page. */
export async function tapKeepShopping(page: Page, shopUrl: string): Promise<void> {
  await page.locator('>>> [part~="restore-button"]').click()
  await page.waitForFunction((first) => location.href === first && document.readyState === 'complete', {}, shopUrl)
}

/** What the shop says is in its cart, read by its own server. */
export async function badge(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => document.querySelector('[data-cart-count]')?.textContent?.trim())
  return Number(await handle.jsonValue())
}
