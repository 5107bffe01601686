import { type CheckGuide, linkOfSandbox } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openCart, checkOut }) => {
  await checkOut(await openCart(linkOfSandbox(resultOf)))
}
