import type { CheckGuide } from '../guide-page.ts'

export const check: CheckGuide = async ({ resultOf, openCart, checkOut }) => {
  await checkOut(await openCart(resultOf('cart-recovery link')))
}
