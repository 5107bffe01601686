import assert from 'node:assert/strict'
import { type Browser, launch, type Page } from 'puppeteer-core'

import { requireBrowsers } from '../setup/browsers.ts'
import type { Shop } from './start-shop.ts'

/** Two shoppers: one keeps shopping, and the shop has their cart; one checks out. Throws where anything is not as promised. */
export async function drive(shop: Shop): Promise<void> {
  const { chromium: executablePath } = requireBrowsers({ say: () => {} })
  if (!executablePath) throw new Error('Chromium is not installed')
  const browser = await launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await keepShopping(browser, shop)
    await checkOut(browser, shop)
    await openWithoutLink(browser, shop)
  } finally {
    await browser.close()
  }
}

async function keepShopping(browser: Browser, { url, link, countInCart }: Shop): Promise<void> {
  const { page, complaints } = await newShopper(browser, url)
  await page.goto(url)
  assert.equal(await badge(page), 0, 'a new shopper has nothing in the cart')
  await openLink(page, link)
  await page.locator('>>> [part~="restore-button"]').click()
  await page.waitForFunction((first) => location.href === first && document.readyState === 'complete', {}, url)
  assert.equal(await badge(page), await countInCart(), 'the shop shows the recovered cart')
  assert.deepEqual(complaints, [])
}

async function checkOut(browser: Browser, { url, link, checkoutOrigin }: Shop): Promise<void> {
  const { page, complaints } = await newShopper(browser, url)
  await openLink(page, link)
  await page.locator('>>> [part~="checkout-button"]').click()
  await page.waitForFunction(
    (origin) => location.origin === origin && document.readyState === 'complete',
    {},
    checkoutOrigin,
  )
  assert.match(await page.$eval('body', ({ innerText }) => innerText), /Place order/)
  assert.deepEqual(complaints, [])
}

async function openWithoutLink(browser: Browser, { url, link }: Shop): Promise<void> {
  const { page, complaints } = await newShopper(browser, url)
  const { origin, pathname } = new URL(link)
  await page.goto(origin + pathname)
  await page.waitForSelector('cart-recovery[status="idle"]')
  assert.match(await page.$eval('cart-recovery', ({ innerText }) => innerText), /Open the link/)
  assert.deepEqual(complaints, [])
}

/** A browser of its own. Complaints are what the shop's own pages write to the console, hydration warnings among them. */
async function newShopper(browser: Browser, shopUrl: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.createBrowserContext()).newPage()
  const { origin } = new URL(shopUrl)
  const complaints: string[] = []
  const record = (text: string) => void (page.url().startsWith(origin) && complaints.push(text))
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) record(`${message.text()} ${message.location().url ?? ''}`)
  })
  page.on('pageerror', (error) => record(String(error)))
  return { page, complaints }
}

async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.waitForSelector('cart-recovery[status="ready"]')
  const { itemCount, isClean } = await page.$eval('cart-recovery', (frame) => ({
    itemCount: frame.store.$summary.get()?.itemCount ?? 0,
    isClean: location.search === '',
  }))
  assert.ok(itemCount > 0, 'the cart has lines')
  assert.ok(isClean, 'the token has left the address')
}

/** What the shop says is in its cart, read by its own server. */
async function badge(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => document.querySelector('[data-cart-count]')?.textContent?.trim())
  return Number(await handle.jsonValue())
}
