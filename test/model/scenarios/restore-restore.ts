import { checkLines } from '../line-rules.ts'
import { openPage, tapRestore } from '../page.ts'
import { type Scenario, standstill } from '../scenario.ts'
import { time } from '../time.ts'

/** Two tabs of one cart keep different quantities of the same two lines; everything may stand still until locks have ended. */
export const restoreRestore: Scenario = {
  name: 'restore x restore',
  scenario: 'all-available',
  async open(shop) {
    const key = 'all-available'
    const one = await openPage(shop, 'i1', key)
    const two = await openPage(shop, 'i2', key)
    const before = shop.cart(key).lines.map(({ quantity }) => quantity)
    return {
      acts: {
        'tab one': () => tapRestore(shop, 'i1', one, [1, 3]),
        'tab two': () => tapRestore(shop, 'i2', two, [3, 1]),
      },
      events: { [standstill]: () => time.passTo(time.now + 16_000) },
      check: ({ entries }) =>
        checkLines(shop.cart(key), entries, { before, chosen: { 'tab one': [1, 3], 'tab two': [3, 1] } }),
    }
  },
}
