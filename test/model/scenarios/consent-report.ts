import { openPage, tap } from '../page.ts'
import type { Scenario } from '../scenario.ts'
import { time } from '../time.ts'
import { checkMessages, checkNothingPends } from './report-order.ts'

const key = 'all-available'

/** A cart is left, and its shopper says no to messages, while an instance works off what is due. */
export const consentReport: Scenario = {
  name: 'consent x report',
  scenario: 'all-available',
  watchesOrder: true,
  async open(shop) {
    const { cartHandle } = await openPage(shop, 'i1', key)
    time.now += 60_000
    return {
      acts: {
        platform: () => shop.control('POST', `/carts/${shop.cart(key).id}/abandon`),
        async shopper() {
          await tap(shop, 'i1', '/consent', { cartHandle, channels: { whatsapp: false } })
        },
      },
      quietMinutes: 4,
      check: async ({ entries }) => [
        ...checkMessages(
          shop,
          entries,
          (entry) => entry.kind === 'answer' && entry.path === '/consent' && entry.status === 200,
          ['select messages'],
        ),
        ...(await checkNothingPends(shop)),
      ],
    }
  },
}
