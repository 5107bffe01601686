import type { CartPlatformUnderTest } from './cart-scenes.ts'
import { checkoutCases } from './checkout-cases.ts'
import { lineCases } from './line-cases.ts'
import { mergeCases } from './merge-cases.ts'
import { recoveryCases } from './recovery-cases.ts'
import { substituteCases } from './substitute-cases.ts'
import type { PlatformCases } from './test-platform.ts'

/** What an adapter owes the proxy whose platform has carts: to find them, to set their lines, to hand them over, to check them out. */
export const cartCases: PlatformCases<CartPlatformUnderTest> = {
  ...recoveryCases,
  ...lineCases,
  ...mergeCases,
  ...checkoutCases,
  ...substituteCases,
}
