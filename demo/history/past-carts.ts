import type { Sandbox } from '../../src/sandbox/index.ts'

/** How a message reaches a shopper of the past. */
export type PastWay = 'whatsapp' | 'email' | 'link'

/** A cart of the weeks before the demo began, and how far it came. */
export interface PastCart {
  id: string
  name: string
  phone: string
  /** Absent where the shopper was never asked. */
  consent?: boolean
  /** Milliseconds since 1970. */
  abandonedAt: number
  /** The link that was opened; absent where none was. */
  openedBy?: PastWay
  checksOut: boolean
  orders: boolean
  /** The shopper asks to be told of what is sold out. */
  waits: boolean
  /** The shopper says no to further messages. */
  refuses: boolean
  lines: PastLine[]
}

export interface PastLine {
  id: string
  productId: string
  variantId: string
  name: string
  options: { name: string; value: string }[]
  imageUrl: string
  quantity: number
  price: { amount: number; currency: string }
  isSoldOut: boolean
}

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
/** So that a summary of 30 days has the 30 before it to be compared with. */
const days = 60
const currency = 'EUR'

const firstNames = 'Mara Jonas Aylin Pierre Sofia Nour Emil Greta Luca Yara Henrik Carla Omar Ines Tom Elif'.split(' ')
const lastNames = 'Lindt Berg Costa Haddad Novak Okafor Petit Quandt Rossi Silva Tamm Urban Vogel Weiss'.split(' ')

/** The same carts with every start: only the dates move along. The newest were left yesterday. */
export function pastCarts({ world, clock }: Pick<Sandbox, 'world' | 'clock'>, pictures: string): PastCart[] {
  const next = seeded(20)
  const pick = <Item>(items: readonly Item[]): Item => items[next(items.length)] as Item
  const sold = world.products.filter(
    ({ kind, visible, variants }) => kind === 'physical' && visible && variants.length > 0,
  )
  const products = sold.slice(0, 36)
  // What runs out now and then.
  const scarce = new Set(products.slice(2, 14).map(({ id }) => id))
  const today = Math.floor(clock() / dayMs) * dayMs

  function line(cart: number, position: number): PastLine {
    const product = pick(products)
    const variant = pick(product.variants)
    return {
      id: `past-${cart}-${position}`,
      productId: String(product.id),
      variantId: String(variant.id),
      name: product.name,
      options: variant.values.map(({ optionName, label }) => ({ name: optionName, value: label })),
      imageUrl: `${pictures}/product-images/${product.picture}`,
      quantity: 1 + (next(5) === 0 ? 1 : 0),
      price: { amount: variant.prices.EUR, currency },
      isSoldOut: scarce.has(product.id) && next(3) > 0,
    }
  }

  const carts: PastCart[] = []
  for (let day = days; day >= 1; day -= 1) {
    // Weekends are busier, and the shop grows.
    const weekday = new Date(today - day * dayMs).getUTCDay()
    const count = 1 + next(3) + (weekday % 6 === 0 ? 2 : 0) + (day < 30 ? 1 : 0)
    for (let index = 0; index < count; index += 1) {
      const number = carts.length
      const chance = next(100)
      const isAgreed = chance < 72
      const openedBy =
        isAgreed && chance < 46 ? 'whatsapp' : next(100) < 24 ? pick(['email', 'email', 'link'] as const) : undefined
      const checksOut = openedBy !== undefined && next(100) < 62
      carts.push({
        id: `past-${number}`,
        name: `${pick(firstNames)} ${pick(lastNames)}`,
        phone: `+49170${String(5_000_000 + number)}`,
        ...(chance < 90 && { consent: isAgreed }),
        abandonedAt: today - day * dayMs + (7 + next(15)) * hourMs + next(60) * 60_000,
        ...(openedBy && { openedBy }),
        checksOut,
        waits: number % 5 > 0,
        refuses: number % 9 === 4,
        orders: checksOut ? next(100) < 78 : openedBy === undefined && next(100) < 8,
        lines: Array.from({ length: 1 + next(4) }, (_, position) => line(number, position)),
      })
    }
  }
  return carts.sort((one, other) => one.abandonedAt - other.abandonedAt)
}

/** The same numbers with every run. */
function seeded(seed: number) {
  let state = seed
  return (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}
