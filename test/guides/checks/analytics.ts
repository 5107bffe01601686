import assert from 'node:assert/strict'

import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openCart, checkOut, tap }) => {
  const page = await openCart(linkOfSandbox(resultOf))
  // The page is left with what it knows.
  const names: string[] = []
  await page.exposeFunction('tell', (name: string) => names.push(name))
  await page.evaluate(() => {
    const { dataLayer, tell } = globalThis as unknown as { dataLayer: { event?: string }[]; tell(name: string): void }
    const say = ({ event }: { event?: string }) => event && tell(event)
    dataLayer.forEach(say)
    const push = dataLayer.push.bind(dataLayer)
    dataLayer.push = (...entries) => {
      entries.forEach(say)
      return push(...entries)
    }
  })
  await tap(page, 'remove-button')
  await checkOut(page)
  assert.deepEqual(names, ['view_cart', 'remove_from_cart', 'begin_checkout'])
}
