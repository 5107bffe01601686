import assert from 'node:assert/strict'

import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openPage, openCart, checkOut }) => {
  const link = linkOfSandbox(resultOf)
  const empty = await openPage()
  await empty.goto(link.replace(/\?.*/, ''))
  await empty.waitForFunction(() => document.body.innerText.includes('There is no cart to open here.'))
  const page = await openCart(link)
  await checkOut(page)
  await page.goto(link.replace(/\?.*/, ''))
  assert.match(await page.evaluate(() => sessionStorage.getItem('left with') ?? ''), /^\d+ EUR$/)
}
