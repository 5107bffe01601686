import { openPage, signIn, tapCheckout } from '../page.ts'
import type { Scenario } from '../scenario.ts'
import { checkFinishes } from './checkout-price.ts'

const phone = '+491701234513'
const key = 'vesuviopay-storefront'

/** One shopper checks out by text in two tabs, of one cart. */
export const textCheckouts: Scenario = {
  name: 'text checkout x text checkout',
  scenario: 'vesuviopay',
  hasOwnCart: true,
  isSymmetric: true,
  async open(shop) {
    const one = await signIn(shop, 'i1', await openPage(shop, 'i1', key), phone)
    const two = await signIn(shop, 'i2', await openPage(shop, 'i2', key), phone)
    const textsBefore = shop.texts(phone).length
    const heldBefore = shop.ownCart(phone)
    return {
      acts: {
        'tab one': () => tapCheckout(shop, 'i1', one, { via: 'text' }),
        'tab two': () => tapCheckout(shop, 'i2', two, { via: 'text' }),
      },
      check({ entries, isDisturbed }) {
        const broken = checkFinishes(entries, isDisturbed)
        const texts = shop.texts(phone).length - textsBefore
        if (texts > (isDisturbed ? 2 : 1)) broken.push(`${texts} text messages were sent`)
        const answers = entries.filter((entry) => entry.kind === 'answer' && entry.status === 200)
        if (answers.length > 0 && texts === 0) broken.push('a checkout was answered, and no text was sent')
        return [...broken, ...checkOwnCart(shop.ownCart(phone), heldBefore, one.lines)]
      },
    }
  },
}

/** Each line of the shopper's own cart ends at what was there, or at what was asked for; the others stay. */
export function checkOwnCart(
  held: Record<string, number>,
  before: Record<string, number>,
  asked: readonly { variantId?: string; quantity: number }[],
): string[] {
  const wanted = new Map(asked.map(({ variantId = '', quantity }) => [variantId, quantity]))
  return [...new Set([...Object.keys(held), ...Object.keys(before)])].flatMap((variantId) => {
    const [now, then] = [held[variantId] ?? 0, before[variantId] ?? 0]
    const target = Math.max(then, wanted.get(variantId) ?? 0)
    return now === then || now === target
      ? []
      : [`of variant ${variantId} there are ${now}: ${then} before, ${target} asked`]
  })
}
