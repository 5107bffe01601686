import assert from 'node:assert/strict'
import { type Browser, launch } from 'puppeteer-core'

import { requireBrowsers } from '../setup/browsers.ts'
import { driveCustomers } from './drive-customers.ts'
import { badge, newShopper, openLink, tapKeepShopping } from './shopper.ts'
import type { Shop } from './start-shop.ts'

export interface DriveOptions {
  /** The path of the shop's sign-in, where its customers' carts open, too. */
  signIn?: string | undefined
}

/**
 * Shoppers of the shop: one comes without a link, one keeps shopping, and the shop has their cart, one checks out. Throws where
 * anything is not as promised.
 */
export async function drive(shop: Shop, { signIn }: DriveOptions): Promise<void> {
  const { chromium: executablePath } = requireBrowsers({ say: () => {} })
  if (!executablePath) throw new Error('Chromium is not installed')
  const browser = await launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const endpoint = await openWithoutLink(browser, shop)
    await keepShopping(browser, shop)
    await checkOut(browser, shop, endpoint)
    if (signIn !== undefined) await driveCustomers(browser, shop, signIn)
  } finally {
    await browser.close()
  }
}

async function keepShopping(browser: Browser, { url, link, countInCart }: Shop): Promise<void> {
  const { page, complaints } = await newShopper(browser, url)
  await page.goto(url)
  assert.equal(await badge(page), 0, 'a new shopper has nothing in the cart')
  await openLink(page, link)
  await tapKeepShopping(page, url)
  assert.equal(await badge(page), await countInCart(link), 'the shop shows the recovered cart')
  assert.deepEqual(complaints, [])
}

/** Comes by the proxy's `/open`, which keeps the link's token from the page and from every request of the page. */
async function checkOut(browser: Browser, { url, link, checkoutOrigin }: Shop, endpoint: string): Promise<void> {
  const { page, complaints } = await newShopper(browser, url)
  const { search } = new URL(link)
  const telling: string[] = []
  page.on('request', (request) => {
    if (request.headers().referer?.includes(search)) telling.push(request.url())
  })
  await openLink(page, new URL(`${endpoint}/open${search}`, url).href)
  assert.deepEqual(telling, [], 'no request names the token as its referrer')
  await page.locator('>>> [part~="checkout-button"]').click()
  await page.waitForFunction(
    (origin) => location.origin === origin && document.readyState === 'complete',
    {},
    checkoutOrigin,
  )
  assert.match(await page.$eval('body', ({ innerText }) => innerText), /Place order/)
  assert.deepEqual(complaints, [])
}

/**
 * The first visit of all: a server for development makes the page and the proxy's route only when they are asked for. Answers where
 * the proxy is.
 */
async function openWithoutLink(browser: Browser, { url, link }: Shop): Promise<string> {
  const { page, complaints } = await newShopper(browser, url)
  const { origin, pathname } = new URL(link)
  await page.goto(origin + pathname)
  await page.waitForSelector('cart-recovery[status="idle"]')
  assert.match(await page.$eval('cart-recovery', ({ innerText }) => innerText), /Open the link/)
  assert.deepEqual(complaints, [])
  const endpoint = await page.$eval('cart-recovery', (frame) => frame.getAttribute('endpoint') ?? '')
  assert.equal((await fetch(new URL(`${endpoint}/healthz`, url))).status, 200, 'the proxy answers')
  return endpoint
}
