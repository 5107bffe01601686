import type { AbandonedCart, AbandonedCartsPort } from '../../adapter/index.ts'
import { listCarts } from './documents.ts'
import { channelOf, toAmount } from './to-platform.ts'
import type { VendureApi } from './vendure-api.ts'
import { WireListAnswer } from './wire.ts'

const pageSize = 100

/**
 * Carts that nothing happened to for a while, and with them what was ordered since: a webhook of an order may have been lost. Listed
 * by their ids, so that a cart that changes meanwhile is not listed twice.
 */
export function abandonedCartsPort(
  api: VendureApi,
  { idleMs, channelToken }: { idleMs: number; channelToken: string | undefined },
): AbandonedCartsPort {
  return {
    listsLastChange: true,
    async list({ since, page }, signal) {
      const from = new Date(since).toISOString()
      const before = new Date(Date.now() - idleMs).toISOString()
      const paging = { sort: { id: 'ASC' }, take: pageSize, skip: (page - 1) * pageSize }
      const isOpen = { active: { eq: true }, state: { in: ['AddingItems', 'ArrangingPayment'] } }
      const answer = await api.read({
        document: listCarts,
        variables: {
          left: { ...paging, filter: { ...isOpen, updatedAt: { between: { start: from, end: before } } } },
          ordered: { ...paging, filter: { active: { eq: false }, orderPlacedAt: { after: from } } },
        },
        answer: WireListAnswer,
        signal,
        channelToken,
      })
      const { left, ordered } = answer
      const unreadable = left.unreadable + ordered.unreadable
      return {
        carts: toAbandonedCarts(answer),
        isLast: page * pageSize >= Math.max(left.totalItems, ordered.totalItems),
        ...(unreadable > 0 && { unreadable }),
      }
    },
  }
}

function toAbandonedCarts({ globalSettings, left, ordered }: WireListAnswer): AbandonedCart[] {
  const precision = globalSettings.serverConfig.moneyStrategyPrecision
  const carts = left.items
    .filter(({ totalQuantity }) => totalQuantity > 0)
    .map(({ id, updatedAt, currencyCode, subTotalWithTax, channels }) => ({
      cartId: id,
      channelId: channelOf(channels).id,
      abandonedAt: updatedAt,
      total: toAmount(subTotalWithTax, precision, currencyCode),
      // Messages are sent by the proxy's own reports, which it counts itself.
      reminders: 0,
      isOrdered: false,
    }))
  const orders = ordered.items.map(({ id, orderPlacedAt, channels }) => ({
    cartId: id,
    channelId: channelOf(channels).id,
    abandonedAt: orderPlacedAt,
    reminders: 0,
    isOrdered: true,
  }))
  return [...carts, ...orders]
}
