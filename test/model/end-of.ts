import type { ModelShop } from './model-shop.ts'
import type { Entry } from './option.ts'

/**
 * A name for how a schedule ended: what each act was answered last, and what platforms and store hold. Without times and ids,
 * which differ between schedules that do the same in another order.
 */
export async function endOf(shop: ModelShop): Promise<string> {
  const { carts, orders, messages, vesuviopay } = shop.sandbox.world
  const rows = await shop.rows()
  const own = vesuviopay.carts.map(({ items }) => items.map(({ variantId, quantity }) => [variantId, quantity]))
  const reports = rows.messages?.map(({ status, reason, is_sending }) => [status, reason, is_sending]).sort()
  const choices = rows.consents?.map(({ granted, source }) => [granted, source]).sort()
  return JSON.stringify([
    lastAnswers(shop.entries),
    carts.map(({ lines }) => lines.map(({ quantity }) => quantity)),
    own,
    [orders.length, messages.map(({ channel, to }) => [channel, to]).sort()],
    [reports, choices, rows.transfers?.length],
  ])
}

function lastAnswers(entries: readonly Entry[]): unknown[] {
  const last = new Map<string, unknown>()
  for (const entry of entries)
    if (entry.kind === 'answer') last.set(`${entry.act} ${entry.path}`, [entry.status, entry.body.code])
  return [...last].sort(([one], [other]) => (one < other ? -1 : 1))
}
