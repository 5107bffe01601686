import * as z from 'zod'
import { RecoveryError, type Reminder, type Upstream, UpstreamError } from '../../adapter/index.ts'
import { type WireCart, WireCartAnswer, WireList, WireNotReminded, WireReminded } from './wire.ts'

export type TjarApi = ReturnType<typeof createTjarApi>

/** Tjar's three calls, with what their failures mean. */
export function createTjarApi(upstream: Upstream) {
  function cartPath(cartId: string): string {
    // Such a name would climb out of the path; no cart has it.
    if (/^\.{0,2}$/.test(cartId)) throw new RecoveryError('cart-gone')
    return `abandoned-carts/${encodeURIComponent(cartId)}`
  }

  return {
    /** Throws `cart-gone`. A cart that was ordered is still a cart here. */
    async detail(cartId: string, signal: AbortSignal): Promise<WireCart> {
      const call = { path: cartPath(cartId), route: '/abandoned-carts/{identifier}', answer: WireCartAnswer, signal }
      const cart = await upstream.read(call).catch((error: unknown) => {
        const isGone = error instanceof UpstreamError && (error.status === 404 || error.status === 410)
        throw isGone ? new RecoveryError('cart-gone', { cause: error }) : error
      })
      if (cart) return cart
      throw new RecoveryError('cart-gone', { detail: 'Tjar answers with no cart' })
    },

    /** Of the query's names only `date_from` is documented; the first page is asked for without any other. */
    list(dateFrom: string, page: number, signal: AbortSignal): Promise<WireList> {
      const query = new URLSearchParams({ date_from: dateFrom, ...(page > 1 && { page: String(page) }) })
      return upstream.read({ path: `abandoned-carts?${query}`, route: '/abandoned-carts', answer: WireList, signal })
    },

    /** Sent once. An answer that says neither that it was sent nor that it was not leaves it open. */
    async remind(cartId: string, { subject, message, offerDiscount }: Reminder, signal: AbortSignal): Promise<void> {
      const details = { subject, message, ...(offerDiscount !== undefined && { offer_discount: offerDiscount }) }
      const answer = await upstream.write({
        method: 'POST',
        path: `${cartPath(cartId)}/reminder`,
        route: '/abandoned-carts/{identifier}/reminder',
        body: { type: 'email', alert_details: details },
        answer: z.unknown(),
        signal,
      })
      if (WireReminded.safeParse(answer).success) return
      const label = 'tjar POST /abandoned-carts/{identifier}/reminder'
      if (WireNotReminded.safeParse(answer).success) {
        throw new UpstreamError('status', `${label}: nothing was sent, it says`, { status: 200, isWrite: true })
      }
      throw new UpstreamError('unexpected-shape', `${label}: does not say that it was sent`, { isWrite: true })
    },
  }
}
