import assert from 'node:assert/strict'

import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openCart, tap }) => {
  const page = await openCart(linkOfSandbox(resultOf))
  const lines = await page.evaluate(() => {
    const frame = document.querySelector('cart-recovery')
    return frame?.store.$lines.get().map(({ lineItem, chosen }) => `${chosen} × ${lineItem.name}`) ?? []
  })
  assert.ok(lines.length > 0)
  await Promise.all([page.waitForNavigation(), tap(page, 'restore-button')])
  assert.equal(new URL(page.url()).pathname, '/cart/')
  const words = await page.evaluate(() => document.body.innerText)
  for (const line of lines) assert.ok(words.includes(line), `${line}\n${words}`)
}
