import type { SandboxContext } from '../../sandbox-context.ts'
import type { Cart } from '../../world/cart.ts'
import { cartTotals } from '../../world/cart-totals.ts'
import { editCart } from '../carts/cart-access.ts'
import { BigCommerceFailure, unprocessable } from '../failure.ts'
import type { OperationRequest } from '../operation.ts'

/** Puts a coupon of the shop on the cart: one at a time, as stores have it unless they allow more. */
export function addCoupon(request: OperationRequest, context: SandboxContext): Cart {
  const code = String(request.body.coupon_code)
  return editCart(request, context, (draft) => {
    if (code === '' || code.length > 50) throw unprocessable('The coupon code has 1 to 50 characters')
    const coupon = context.world.bigcommerce.coupons.find((known) => known.code.toLowerCase() === code.toLowerCase())
    if (!coupon) throw refusal('invalid', `Coupon code \`${code}\` is invalid`, context)
    const { endsAt = Number.POSITIVE_INFINITY, usesLeft = 1, minimum = 0, title, percent } = coupon
    if (request.now >= endsAt) throw refusal('expired', `Coupon code \`${code}\` has expired`, context)
    if (usesLeft === 0) throw refusal('max_uses', `Coupon code \`${code}\` has reached its maximum usage`, context)
    if (cartTotals(draft).baseAmount < minimum) {
      throw refusal('min_purchase', `Coupon code \`${code}\` is not eligible for this checkout`, context)
    }
    const isOther = draft.coupon !== null && draft.coupon.code !== coupon.code
    if (isOther && context.readings.get('secondCoupon') === 'refused') {
      throw refusal('max_coupons', `Coupon code \`${code}\` cannot be combined with other coupons`, context)
    }
    draft.coupon = { code: coupon.code, title, percent }
  })
}

/** The 400 of the storefront's API, or the 422 by which this API refuses everything else. */
function refusal(code: string, detail: string, { readings }: SandboxContext): BigCommerceFailure {
  if (readings.get('couponRefusal') === '422') return unprocessable(detail)
  return new BigCommerceFailure(400, 'Incorrect or mismatch', undefined, undefined, { code, detail })
}
