import { type Platform, RecoveryError } from '../../src/proxy/index.ts'
import type { PastCart } from './past-carts.ts'

type Recovery = NonNullable<Platform['recovery']>
type Event = { id: string; type: 'abandoned' | 'ordered'; at: number; cartId: string }

/** The carts of the past by their ids, and which of them are ordered by now. */
export interface Past {
  carts: ReadonlyMap<string, PastCart>
  ordered: Set<string>
  /** Ids of the products that came back after they were sold out. */
  back: Set<string>
}

/**
 * BigCommerce as it was: it knows the carts of the past, and its webhooks are plain JSON. Tokens of its links are their ids in
 * hexadecimal.
 */
export function pastBigCommerce(past: Past, channelId: string, checkoutOrigin: string): Platform {
  return {
    name: 'bigcommerce',
    recovery: {
      linksBy: 'email',
      resolve: async (token) => toCartId(token),
      read: async (cartId) => toCart(findCart(past, cartId), channelId),
    },
    availability: pastAvailability(past),
    cart: {
      apply: async (cart) => ({ cart, lines: [], refused: [], changedElsewhere: [] }),
    },
    checkout: { link: async (cartId) => ({ checkoutUrl: `${checkoutOrigin}/past/${cartId}`, cartId }) },
    contact: pastContact(past),
    webhooks: { receive: async ({ body }) => JSON.parse(body) as Event },
  }
}

/** Buzzbip as it was: whatever it is told, it sends. */
export function pastBuzzbip(told: (cartId: string, link: string) => void): Platform {
  return {
    name: 'buzzbip',
    report: {
      messageChannel: 'whatsapp',
      send: async ({ phone, link }) => told(phone, link),
    },
  }
}

/** A platform of today that knows the carts of the past as well, so that the console can open them. */
export function withPast(platform: Platform, past: Past, channelId: string): Platform {
  const { recovery, availability, contact, reminder } = platform
  if (!recovery) return platform
  const read: Recovery['read'] = async (cartId, ...rest) =>
    past.carts.has(cartId) ? toCart(findCart(past, cartId), channelId) : recovery.read(cartId, ...rest)
  return {
    ...platform,
    recovery: { ...recovery, read },
    ...(availability && {
      availability: {
        async check(lines, ...rest) {
          const ofPast = lines.filter(({ id }) => id.startsWith('past-'))
          const others = lines.filter((line) => !ofPast.includes(line))
          const known = await pastAvailability(past).check(ofPast, ...rest)
          return others.length > 0 ? new Map([...known, ...(await availability.check(others, ...rest))]) : known
        },
      },
    }),
    ...(contact && {
      contact: {
        find: (cartId, signal) =>
          past.carts.has(cartId) ? pastContact(past).find(cartId, signal) : contact.find(cartId, signal),
      },
    }),
    ...(reminder && {
      reminder: {
        ...reminder,
        state: async (cartId, signal) =>
          past.carts.has(cartId)
            ? { reminders: 0, isOrdered: past.ordered.has(cartId) }
            : reminder.state(cartId, signal),
        // A message to the past arrives nowhere.
        send: async (cartId, ...rest) => (past.carts.has(cartId) ? undefined : reminder.send(cartId, ...rest)),
      },
    }),
  }
}

function pastAvailability({ carts, back }: Past): NonNullable<Platform['availability']> {
  return {
    async check(lines) {
      const soldOut = new Set(
        [...carts.values()].flatMap(({ lines: all }) => all.flatMap((one) => (one.isSoldOut ? one.id : []))),
      )
      const isSoldOut = ({ id, productId = '' }: (typeof lines)[number]) => soldOut.has(id) && !back.has(productId)
      return new Map(lines.map((line) => [line.id, { status: 'sellable', quantity: isSoldOut(line) ? 0 : 50 }]))
    },
  }
}

/** The token of a cart's link: 32 hexadecimal digits, as BigCommerce's are. */
export const toToken = (cartId: string): string => Buffer.from(cartId).toString('hex').padStart(32, '0')

const toCartId = (token: string) => Buffer.from(token.replace(/^(00)+/, ''), 'hex').toString()

function findCart({ carts, ordered }: Past, cartId: string): PastCart {
  const cart = ordered.has(cartId) ? undefined : carts.get(cartId)
  if (cart) return cart
  throw new RecoveryError('cart-gone')
}

function toCart({ id, lines }: PastCart, channelId: string) {
  const amount = lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0)
  return {
    id,
    channelId,
    lines: lines.map(({ isSoldOut: _isSoldOut, ...line }) => ({ ...line, kind: 'physical' as const, spec: null })),
    total: { amount, currency: lines[0]?.price.currency ?? 'EUR' },
  }
}

function pastContact({ carts }: Past): NonNullable<Platform['contact']> {
  return {
    async find(cartId) {
      const cart = carts.get(cartId)
      if (!cart) return undefined
      const { name, phone, consent } = cart
      const email = `${name.toLowerCase().replace(' ', '.')}@example.com`
      const consents = consent === undefined ? {} : { whatsapp: consent, email: consent }
      return { name, firstName: name.split(' ')[0] ?? '', email, phone, consents }
    },
  }
}
