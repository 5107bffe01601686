import { openPage, signIn, tapRestore } from '../page.ts'
import type { Scenario } from '../scenario.ts'
import { time } from '../time.ts'
import { checkNothingPends } from './report-order.ts'
import { checkOwnCart } from './text-checkout.ts'

const phone = '+491701234513'
const key = 'vesuviopay-storefront'

/** "Keep shopping" puts lines into the shopper's own cart, which is ordered at any time; then the recovered one is left again. */
export const keepOrder: Scenario = {
  name: 'keep shopping x order',
  scenario: 'vesuviopay',
  hasOwnCart: true,
  async open(shop) {
    Object.assign(shop.cart(key).consent, { whatsapp: true })
    Object.assign(shop.cart(key).shopper, { phone })
    const page = await signIn(shop, 'i1', await openPage(shop, 'i1', key), phone)
    const held = shop.ownCart(phone)
    time.now += 60_000
    return {
      acts: {
        tab: () => tapRestore(shop, 'i1', page, []),
        async shopper() {
          const own = shop.sandbox.world.vesuviopay.carts.find((cart) => cart.phone === phone)
          if (own?.items.length) await shop.control('POST', `/carts/${own.id}/convert`)
        },
      },
      async quiet() {
        time.now += 3_600_000
        await shop.control('POST', `/carts/${shop.cart(key).id}/abandon`)
      },
      quietMinutes: 4,
      async check({ entries }) {
        const { orders } = shop.sandbox.world
        const isMoved = (variantId: number) => page.lines.some((line) => line.variantId === String(variantId))
        const ordered = orders.some(({ lines }) => lines.some((line) => 'variantId' in line && isMoved(line.variantId)))
        const broken = orders.length > 0 ? [] : checkOwnCart(shop.ownCart(phone), held, page.lines)
        const isAcknowledged = entries.some(
          (entry) => entry.kind === 'answer' && entry.path === '/restore' && entry.status === 200,
        )
        const messages = shop.sandbox.world.messages.filter(({ platform }) => platform === 'buzzbip')
        if (ordered && isAcknowledged && messages.length > 0)
          broken.push('who ordered these lines was written to about them')
        return [...broken, ...(await checkNothingPends(shop))]
      },
    }
  },
}
