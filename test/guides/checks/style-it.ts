import assert from 'node:assert/strict'

import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openPage, openCart, checkOut }) => {
  const link = linkOfSandbox(resultOf)
  const empty = await openPage()
  await empty.goto(link.replace(/\?.*/, ''))
  await empty.waitForFunction(() => document.body.innerText.includes('Open the link in our message'))
  await empty.waitForSelector('cart-recovery > p[slot="footer"]', { hidden: true })
  const page = await openCart(link)
  const button = await page.waitForSelector('cart-recovery >>> [part~="checkout-button"]')
  const style = await button?.evaluate((element) => {
    const { backgroundColor, borderRadius, textTransform, fontFamily } = getComputedStyle(element)
    return { backgroundColor, borderRadius, textTransform, fontFamily }
  })
  assert.deepEqual(style, {
    backgroundColor: 'rgb(20, 83, 45)',
    borderRadius: '0px',
    textTransform: 'uppercase',
    fontFamily: 'Georgia, serif',
  })
  await page.waitForSelector('cart-recovery > p[slot="footer"]', { visible: true })
  await checkOut(page)
}
