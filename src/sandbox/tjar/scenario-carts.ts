import { createCatalogue, pick } from '../world/catalogue/catalogue.ts'
import { stableUuid } from '../world/stable-id.ts'
import type { World } from '../world/world.ts'
import { placeOrder } from './carts.ts'
import type { TjarCart, TjarConsent, TjarCustomer } from './state.ts'

type ScenarioItem = [quantity: number, slug: string, ...labels: string[]]

interface TjarScript {
  key: string
  title: string
  /** Name and mobile; a guest where absent. */
  shopper?: [name: string, email: string, mobile?: string]
  items: ScenarioItem[]
  /** @default 3 */
  hoursAgo?: number
  remindedHoursAgo?: number
  status?: 'active' | 'converted'
  /** What differs from the store's terms, which include e-mail and exclude messages to the phone. */
  consent?: Partial<TjarConsent>
  cityId?: number
}

/** Thirty products without options; twenty of them have no Arabic name. */
const longList: ScenarioItem[] = createCatalogue()
  .filter(({ variants, kind }) => kind === 'physical' && variants.length === 1)
  .filter(({ variants, visible }) => visible && variants.every((variant) => !variant.discontinued))
  .slice(0, 30)
  .map(({ slug }, index): ScenarioItem => [1 + (index % 3), slug])

/** Carts of the store at Tjar, in the order they were begun: their identifiers count up. */
const scripts: TjarScript[] = [
  {
    key: 'tjar-ordered',
    title: 'Was ordered',
    shopper: ['Omar Al-Harbi', 'omar.alharbi@mail.example', '+966501234507'],
    status: 'converted',
    hoursAgo: 50,
    items: [[4, 'beeswax-candle']],
  },
  {
    key: 'tjar-hero',
    title: 'Three mugs and a throw',
    shopper: ['Layla Haddad', 'layla.haddad@mail.example', '+966501234501'],
    cityId: 3,
    consent: { whatsapp: true },
    items: [
      [3, 'ceramic-mug', 'Sage'],
      [1, 'wool-throw', 'Oat'],
      [2, 'linen-cushion', 'Clay'],
    ],
  },
  {
    key: 'tjar-arabic',
    title: 'A name from right to left',
    shopper: ['نورة القحطاني', 'noura.alqahtani@mail.example', '+966501234502'],
    hoursAgo: 5,
    items: [
      [1, 'linen-shirt', 'M', 'Sand'],
      [2, 'stoneware-bowl', 'Oat'],
    ],
  },
  {
    key: 'tjar-guest',
    title: 'A guest without an address',
    hoursAgo: 7,
    items: [[1, 'glass-carafe']],
  },
  {
    key: 'tjar-reminded',
    title: 'Was reminded yesterday',
    shopper: ['Yusuf Rahman', 'yusuf.rahman@mail.example', '+966501234503'],
    hoursAgo: 30,
    remindedHoursAgo: 24,
    items: [[1, 'merino-jumper', 'L', 'Ink']],
  },
  {
    key: 'tjar-refused',
    title: 'Wants no messages',
    shopper: ['Hanna Berg', 'hanna.berg@mail.example', '+966501234504'],
    hoursAgo: 9,
    consent: { email: false },
    items: [[2, 'wool-socks', '39–41', 'Oat']],
  },
  {
    key: 'tjar-empty',
    title: 'Nothing in it any more',
    shopper: ['Sami Nasser', 'sami.nasser@mail.example'],
    hoursAgo: 12,
    items: [],
  },
  {
    key: 'tjar-many-products',
    title: 'Thirty things for a new flat',
    shopper: ['ريم العتيبي', 'reem.alotaibi@mail.example', '+966501234505'],
    hoursAgo: 20,
    items: longList,
  },
  {
    key: 'tjar-shopping',
    title: 'Still being filled',
    shopper: ['Mona Saleh', 'mona.saleh@mail.example', '+966501234506'],
    status: 'active',
    hoursAgo: 0,
    items: [[1, 'woven-basket']],
  },
]

const hourMs = 60 * 60 * 1000

/** Puts the carts of the store at Tjar into the worlds that have one. */
export function addScenarioCarts(world: World, now: number): void {
  if (world.scenario !== 'demo' && world.scenario !== 'tjar') return
  for (const [index, script] of scripts.entries()) {
    const cart = writeCart(script, index + 1, world, now)
    world.tjar.carts.push(cart)
    if (script.status === 'converted') placeOrder(cart, { world, clock: () => cart.updatedAt })
  }
}

function writeCart(script: TjarScript, number: number, world: World, now: number): TjarCart {
  const abandonedAt = now - (script.hoursAgo ?? 3) * hourMs
  return {
    identifier: String(number),
    key: script.key,
    title: script.title,
    status: script.status === 'active' ? 'active' : 'abandoned',
    customer: writeCustomer(script, number),
    consent: { email: true, sms: false, whatsapp: false, ...script.consent },
    items: script.items.map(([quantity, slug, ...labels], index) => {
      const { product, variant } = pick(world.products, slug, labels)
      const id = stableUuid(`${world.scenario}/tjar/${script.key}/item/${index}`)
      return { id, productId: product.id, variantId: variant.id, quantity }
    }),
    remindedAt: script.remindedHoursAgo === undefined ? [] : [now - script.remindedHoursAgo * hourMs],
    offerDiscount: null,
    orderId: null,
    cityId: script.cityId ?? null,
    createdAt: abandonedAt - 20 * 60 * 1000,
    updatedAt: abandonedAt,
  }
}

function writeCustomer({ shopper }: TjarScript, number: number): TjarCustomer {
  if (!shopper) return { id: 0, name: '', email: '', mobile: '', isGuest: true }
  const [name, email, mobile = ''] = shopper
  return { id: 4100 + number, name, email, mobile, isGuest: false }
}
