import type { ModelShop } from '../model-shop.ts'
import type { Entry } from '../option.ts'
import type { Scenario } from '../scenario.ts'

const key = 'all-available'

/** A cart is left, and ordered, while two instances work off what is due. */
export const reportOrder: Scenario = {
  name: 'report x order',
  scenario: 'all-available',
  watchesOrder: true,
  async open(shop) {
    return {
      acts: {
        async platform() {
          await shop.control('POST', `/carts/${shop.cart(key).id}/abandon`)
          await shop.control('POST', `/carts/${shop.cart(key).id}/convert`)
        },
        worker: () => shop.work('i1'),
      },
      quietMinutes: 4,
      check: async ({ entries }) => [...checkMessages(shop, entries, isOrderTaken), ...(await checkNothingPends(shop))],
    }
  },
}

const isOrderTaken = (entry: Entry) =>
  entry.kind === 'answer' && entry.status === 204 && entry.body.scope === 'store/cart/converted'

/**
 * One message at most, and none whose sender asked the store after the no was acknowledged. `unrelated` are statements
 * that cannot have told of it, beside the count of messages.
 */
export function checkMessages(
  shop: ModelShop,
  entries: readonly Entry[],
  isNo: (entry: Entry) => boolean,
  unrelated: readonly string[] = [],
): string[] {
  const count = shop.sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip').length
  const broken = count > 1 ? [`${count} messages were sent about one cart`] : []
  const noAt = entries.findIndex(isNo)
  if (noAt < 0) return broken
  for (const [at, entry] of entries.entries()) {
    if (entry.kind !== 'step' || !entry.label.startsWith('buzzbip POST /api/v1/cart')) continue
    const asked = entries
      .slice(0, at)
      .findLastIndex(
        (one) =>
          one.kind === 'step' &&
          one.act === entry.act &&
          !one.isCall &&
          ![...unrelated, 'insert state limit'].includes(one.label),
      )
    if (asked > noAt) broken.push('a message was sent, although its sender could have known that it must not')
  }
  return broken
}

/** Nothing waits for ever. */
export function checkNothingPends(shop: ModelShop): Promise<string[]> {
  return shop
    .rows()
    .then(({ messages = [] }) =>
      messages.flatMap(({ status, is_sending }) =>
        status === 'pending' || is_sending ? [`a message is still ${is_sending ? 'being sent' : status}`] : [],
      ),
    )
}
