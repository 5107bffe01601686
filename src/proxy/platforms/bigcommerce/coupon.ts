import * as z from 'zod'

import {
  type PlatformCart,
  RecoveryError,
  type TriedCoupon,
  type Upstream,
  UpstreamError,
} from '../../adapter/index.ts'
import type { CartApi } from './cart-api.ts'
import { Text } from './fields.ts'
import { isAllowed, nothing } from './scope-probe.ts'
import { WireAnything } from './wire.ts'

/**
 * `POST /checkouts/{id}/coupons`, and the cart as it is then. Whether a cart takes several coupons is a setting of the shop:
 * where another one took the place of those that the cart had, they are put back, so that it costs no more than before. Throws
 * where it is not known whether the coupon is on the cart.
 */
export async function applyCoupon(
  upstream: Upstream,
  api: CartApi,
  { id, coupons: before = [] }: PlatformCart,
  code: string,
  signal: AbortSignal,
): Promise<TriedCoupon> {
  const failure = await send(code)
  const cart = await api.read(id, signal)
  const lost = before.filter((known) => !hasCoupon(cart, known))
  if (lost.length > 0) {
    for (const known of lost) await send(known)
    return { status: 'not-combinable', cart: await api.read(id, signal) }
  }
  if (hasCoupon(cart, code)) return { status: 'applied', cart }
  if (!failure) return { status: 'not-applicable', cart }
  if (failure.status === 403)
    throw new RecoveryError('not-supported', {
      cause: failure,
      detail: 'coupon: the scope Checkouts (modify) is missing',
    })
  if (![400, 404, 409, 422].includes(failure.status ?? 0)) throw failure
  return {
    status: failure.code === 'not-applicable' || failure.code === 'not-combinable' ? failure.code : 'expired',
    cart,
  }

  /** What went wrong, if anything did. */
  async function send(coupon_code: string): Promise<UpstreamError | undefined> {
    const path = `checkouts/${encodeURIComponent(id)}/coupons`
    const call = { method: 'POST', path, route: '/checkouts/{id}/coupons', body: { coupon_code }, signal } as const
    return upstream.write({ ...call, answer: WireAnything }).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof UpstreamError) return error
        throw error
      },
    )
  }
}

/** Whether the account has the scope: asked with the id of no cart. */
export function mayApplyCoupons(upstream: Upstream, signal: AbortSignal): Promise<boolean> {
  const path = `checkouts/${nothing}/coupons`
  const call = {
    method: 'POST',
    path,
    route: '/checkouts/{id}/coupons',
    body: { coupon_code: 'NONE' },
    signal,
  } as const
  return isAllowed(upstream, call)
}

/** Whether the cart has that coupon. Capitals and small letters make no other code. */
function hasCoupon({ coupons = [] }: PlatformCart, code: string): boolean {
  return coupons.some((known) => known.toLowerCase() === code.toLowerCase())
}

const Refusal = z.object({ code: Text, title: Text, detail: Text })

/**
 * Why a coupon was refused, where the answer tells that the code itself is good. Source: `code` and words of the storefront in
 * issues 386 and 1303 of github.com/bigcommerce/checkout-sdk-js and in packages/core/src/app/cart/Redeemable.tsx of
 * github.com/bigcommerce/checkout-js. Inferred: the management API says it likewise, and the words for codes that exclude others.
 */
export function toCouponRefusal(body: unknown): 'not-applicable' | 'not-combinable' | undefined {
  const { code = '', title = '', detail = '' } = Refusal.safeParse(body).data ?? {}
  // Without what it quotes: a code is called as its merchant, or the shopper, likes.
  const words = `${code} ${title} ${detail}`.replaceAll(/`[^`]*`|"[^"]*"|“[^”]*”/g, '')
  if (!/coupon|min_purchase|not_applicable|ineligib/i.test(words)) return undefined
  if (/combin|only one|multiple/i.test(words)) return 'not-combinable'
  return /min_purchase|minimum|not_applicable|not applicable|ineligib|not eligible/i.test(words)
    ? 'not-applicable'
    : undefined
}
