import assert from 'node:assert/strict'

import type { CheckGuide } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openPage, openCart }) => {
  const link = resultOf('cart-recovery link')
  const widget = await openCart(link)
  assert.match(await widget.evaluate(() => document.body.innerText), /Alder & Wool/)
  const page = await openPage()
  await page.setJavaScriptEnabled(false)
  await page.goto(link)
  // The browser goes on to the page without a script by itself.
  await page.waitForSelector('form ul li')
  assert.match(await page.$eval('body', ({ textContent }) => textContent ?? ''), /Alder & Wool/)
  await Promise.all([page.waitForNavigation(), page.click('form > button')])
  assert.match(page.url(), /\/checkout/)
}
