import assert from 'node:assert/strict'

import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

// A refusal of the policy is an error in the console, and fails the guide by that.
export const check: CheckGuide = async ({ resultOf, openCart, openPage, checkOut }) => {
  const link = linkOfSandbox(resultOf).replace(':5173', ':5175')
  const answer = await (await openPage()).goto(link.replace(/\?.*/, ''))
  assert.match(answer?.headers()['content-security-policy'] ?? '', /require-trusted-types-for/)
  const page = await openCart(link)
  const picture = await page.waitForSelector('cart-recovery >>> img')
  await page.waitForFunction((image) => image instanceof HTMLImageElement && image.naturalWidth > 0, {}, picture)
  await checkOut(page)
}
