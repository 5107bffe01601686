import type { Entry } from '../option.ts'
import { openPage, tapCheckout, toPage } from '../page.ts'
import type { Scenario } from '../scenario.ts'

const priceEvent = 'the price of the first line becomes 99'
const stockEvent = 'of the first line one piece is left'

/** A tab was duplicated: one of both reads the cart again, and both check out, while price or stock move. */
export const checkoutPrice: Scenario = {
  name: 'checkout x price move',
  scenario: 'all-available',
  async open(shop) {
    const key = 'all-available'
    const page = await openPage(shop, 'i1', key)
    return {
      acts: {
        'tab one': () => tapCheckout(shop, 'i1', page, { quantities: [1] }),
        async 'tab two'() {
          const answer = await shop.ask('i2', '/availability', { cartHandle: page.cartHandle })
          if (answer.status === 200) await tapCheckout(shop, 'i2', toPage(answer, page), { quantities: [2] })
        },
      },
      events: {
        [priceEvent]: () => shop.change(key, 0, { price: 99 }),
        [stockEvent]: () => shop.change(key, 0, { stock: 1 }),
      },
      check: ({ entries, isDisturbed }) => [
        ...checkSeen(entries, priceEvent, 'bigcommerce GET /carts/{id}'),
        ...checkSeen(entries, stockEvent, 'bigcommerce GET /catalog/products', ['tab one']),
        ...checkFinishes(entries, isDisturbed),
      ],
    }
  },
}

/**
 * Who is led to the checkout was shown what changed, where the proxy read it after the change: in the tap's own reading, if
 * the page is older.
 */
function checkSeen(entries: readonly Entry[], event: string, reading: string, unconcerned: string[] = []): string[] {
  const eventAt = entries.findIndex((entry) => entry.kind === 'event' && entry.event === event)
  if (eventAt < 0) return []
  return entries.flatMap((entry, at) => {
    if (entry.kind !== 'answer' || entry.path !== '/checkout' || entry.status !== 200) return []
    const { act } = entry
    if (unconcerned.includes(act)) return []
    const isOfAct = (one: Entry) => one.kind === 'step' && one.act === act && one.label === reading
    const isShown = (one: Entry) => one.kind === 'answer' && one.act === act && one.path === '/availability'
    const shownAt = entries.findIndex(isShown)
    const shown = entries.find(isShown)
    // One reading serves all who open a cart on one instance within seconds.
    const isOfPage = (one: Entry) =>
      one.kind === 'step' && shown?.kind === 'answer' && one.instance === shown.instance && one.label === reading
    // The page that was on the screen had been read after the change.
    if (shownAt >= 0 && entries.slice(eventAt, shownAt).some(isOfPage)) return []
    const wasRead = entries.slice(Math.max(eventAt, shownAt), at).some(isOfAct)
    return wasRead ? [`${act} was led to the checkout, and "${event}" was never on its page`] : []
  })
}

/** One checkout link for a tap: another one only where the first may have been lost. */
export function checkFinishes(entries: readonly Entry[], isDisturbed: boolean): string[] {
  const finishes = new Map<string, number>()
  for (const entry of entries)
    if (entry.kind === 'step' && /redirect_urls|\/finish/.test(entry.label))
      finishes.set(entry.act, (finishes.get(entry.act) ?? 0) + 1)
  return [...finishes].flatMap(([act, count]) =>
    count > (isDisturbed ? 2 : 1) ? [`${count} checkouts were made for one tap of ${act}`] : [],
  )
}
