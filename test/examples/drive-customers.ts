import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'

import { badge, newShopper, showsCart, tapKeepShopping } from './shopper.ts'
import type { Shop } from './start-shop.ts'

// Of the sandbox's store: the customer whose cart it is, and one of the shop's others.
const owner = 'sofia.marin@mail.example'
const another = 'another@mail.example'

/**
 * The cart of a customer's account: it opens once its customer has signed in at the shop, and for no guest and no other customer.
 * Throws where it is otherwise.
 */
export async function driveCustomers(browser: Browser, shop: Shop, signInPath: string): Promise<void> {
  await signInFromTheCart(browser, shop, signInPath)
  await openSignedIn(browser, shop, signInPath)
  await openAsAnother(browser, shop, signInPath)
}

async function signInFromTheCart(browser: Browser, shop: Shop, signInPath: string): Promise<void> {
  const { page, complaints } = await newShopper(browser, shop.url)
  await page.goto(shop.url)
  assert.equal(await badge(page), 0, 'a new shopper has nothing in the cart')
  await staysClosed(page, shop)
  await page.locator('cart-recovery >>> a[href*="back="]').click()
  await page.waitForFunction((path) => location.pathname === path, {}, signInPath)
  await sendForm(page, owner)
  await showsCart(page)
  assert.equal(new URL(page.url()).pathname, new URL(shop.customerLink).pathname, 'signing in came back to the cart')
  await tapKeepShopping(page, shop.url)
  assert.equal(await badge(page), await shop.countInCart(shop.customerLink), 'the shop shows the customer’s cart')
  assert.deepEqual(complaints, [])
}

async function openSignedIn(browser: Browser, shop: Shop, signInPath: string): Promise<void> {
  const { page, complaints } = await newShopper(browser, shop.url)
  await signIn(page, shop, signInPath, owner)
  await page.goto(shop.customerLink)
  await showsCart(page)
  assert.deepEqual(complaints, [])
}

async function openAsAnother(browser: Browser, shop: Shop, signInPath: string): Promise<void> {
  const { page, complaints } = await newShopper(browser, shop.url)
  await signIn(page, shop, signInPath, another)
  await staysClosed(page, shop)
  // The browser writes the proxy's refusal of that customer to the console itself.
  for (const complaint of complaints) assert.match(complaint, /status of 403 .*\/availability\/?$/)
}

async function signIn(page: Page, { url }: Shop, signInPath: string, email: string): Promise<void> {
  await page.goto(new URL(signInPath, url).href)
  await sendForm(page, email)
  await page.waitForFunction((path) => location.pathname !== path, {}, signInPath)
}

async function sendForm(page: Page, email: string): Promise<void> {
  await page.locator('input[type="email"]').fill(email)
  await page.locator('button[type="submit"]').click()
}

/** Opens the customer's link and waits until the shop has said who is signed in: no line of the cart is on the page. */
async function staysClosed(page: Page, { customerLink }: Shop): Promise<void> {
  await page.goto(customerLink, { waitUntil: 'networkidle0' })
  await page.waitForSelector('cart-recovery[status="failed"][problem="account-cart"]')
  const lineCount = await page.$eval('cart-recovery', (frame) => frame.store.$lines.get().length)
  assert.equal(lineCount, 0, 'nothing of the cart is on the page')
}
