import { checkLines } from '../line-rules.ts'
import { openPage, tapRestore } from '../page.ts'
import type { Scenario } from '../scenario.ts'

/** Two tabs keep the same quantities, while the shop itself sets one of the lines. */
export const restoreEdit: Scenario = {
  name: 'restore x foreign edit',
  scenario: 'all-available',
  isSymmetric: true,
  async open(shop) {
    const key = 'all-available'
    const one = await openPage(shop, 'i1', key)
    const two = await openPage(shop, 'i2', key)
    const before = shop.cart(key).lines.map(({ quantity }) => quantity)
    return {
      acts: {
        'tab one': () => tapRestore(shop, 'i1', one, [3, 1]),
        'tab two': () => tapRestore(shop, 'i2', two, [3, 1]),
      },
      events: {
        'the shop sets the second line to 5': () => shop.edit(key, 1, 5),
      },
      check: ({ entries }) =>
        checkLines(shop.cart(key), entries, {
          before,
          chosen: { 'tab one': [3, 1], 'tab two': [3, 1] },
          edited: { index: 1, quantity: 5 },
        }),
    }
  },
}
