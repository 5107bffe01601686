import { keyedHash } from '../../src/proxy/sealing/keyed-hash.ts'
import type { Sealer } from '../../src/proxy/sealing/sealer.ts'
import type { BlockedLineRow, CartRow, MessageRow } from '../../src/proxy/stores/sql/tables.ts'
import { cartIdOf, keys, store } from './store.ts'

const dayMs = 24 * 60 * 60 * 1000
const retentionMs = 90 * dayMs
/** A little less than what is kept, so that nothing reaches its end while the bench runs. */
const spanMs = 89.9 * dayMs
/** The newest carts have a report that is due, and their cart is gone: so many are due at once. */
export const dueReports = 20

/** What one cart of a grown ledger comes to. */
export interface SeedRows {
  cart: CartRow
  blocked: BlockedLineRow[]
  message: MessageRow
}

/** Where the shopper is, by the cart's number: of 20, twelve never came back, and two ordered. */
const statuses = [
  ...Array<string>(12).fill('abandoned'),
  ...Array<string>(3).fill('opened'),
  ...['checked-out', 'checked-out', 'recovered', 'recovered', 'closed'],
]
/** What became of the report: most were sent. */
const outcomes = ['failed', 'cancelled', 'cancelled', 'withheld', 'unconfirmed', ...Array<string>(45).fill('sent')]

/** The rows of the cart with this number, of so many. They are spread evenly over 90 days, the last is the newest. */
export async function seedRows(sealer: Sealer, index: number, count: number, now: number): Promise<SeedRows> {
  const isDue = index >= count - dueReports
  const platform = !isDue && index % 10 === 3 ? 'tjar' : 'bigcommerce'
  const status = isDue ? 'abandoned' : (statuses[(index * 7 + Math.floor(index / 20)) % statuses.length] ?? 'abandoned')
  const created_at = Math.floor(now - spanMs * (1 - (index + 1) / count))
  const id = await idOf(platform, index, isDue)
  const isOpened = ['opened', 'checked-out', 'recovered'].includes(status)
  const at = (isSet: boolean, minutes: number) => (isSet ? created_at + minutes * 60_000 : null)
  const row = { store, expires_at: created_at + retentionMs }
  const cart: CartRow = {
    ...row,
    id,
    revision: id,
    platform,
    // Few are opened, and sealing a million takes minutes.
    sealed: platform === 'tjar' || isDue ? await sealed(sealer, platform, index, isDue) : '',
    status,
    is_listed: 1,
    day: Math.floor(created_at / dayMs),
    created_at,
    changed_at: created_at,
    abandoned_at: created_at,
    abandonment_count: 1,
    opened_at: at(isOpened, 60),
    displayed_at: at(isOpened, 60),
    checked_out_at: at(status === 'checked-out' || status === 'recovered', 70),
    ordered_at: at(status === 'recovered', 80),
    closed_at: at(status === 'closed', 90),
    is_elsewhere: 0,
    total_amount: 1000 + (index % 9000),
    total_currency: 'EUR',
    offer_discount: null,
    platform_messages: 0,
    sent_messages: isDue ? 0 : 1,
    looked_at: created_at,
    first_item: `Ceramic mug ${index % 40}`,
    item_count: 1 + (index % 3),
    image_url: null,
    search_text: `ceramic mug ${index % 40}`,
    shopper_keys: null,
    came_by: isOpened ? 'whatsapp' : null,
  }
  return {
    cart,
    blocked: index % 5 === 0 && isOpened ? [blockedLine(cart, index)] : [],
    message: {
      ...row,
      id: messageIdOf(id),
      revision: id,
      cart_id: id,
      kind: 'report',
      platform: 'buzzbip',
      cart_platform: platform,
      message_channel: 'whatsapp',
      status: isDue ? 'pending' : (outcomes[index % outcomes.length] ?? 'sent'),
      is_sending: 0,
      is_listed: 1,
      reason: null,
      attempts: isDue ? 0 : 1,
      created_at,
      updated_at: created_at,
      due_at: isDue ? created_at : null,
    },
  }
}

/** The ledger's ids of the carts whose report is due, in a ledger of so many. */
export const dueCartIds = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: dueReports }, (_, index) => idOf('bigcommerce', count - 1 - index, true)))

/** The ledger's id of the report about a cart. */
export const messageIdOf = (cartId: string) => `message-${cartId}`

const idOf = (platform: string, index: number, isDue: boolean) =>
  keyedHash(
    keys[0] ?? '',
    `${store}:${JSON.stringify(['cart', platform, cartIdOf(platform, index, isDue ? 'gone' : 'kept')])}`,
  )

const sealed = (sealer: Sealer, platform: string, index: number, isDue: boolean) =>
  sealer.seal('ledger', { cartId: cartIdOf(platform, index, isDue ? 'gone' : 'kept') }, 2 * retentionMs)

function blockedLine({ id: cart_id, day }: CartRow, index: number): BlockedLineRow {
  const [product_id, variant_id] = [String(100 + (index % 400)), String(5000 + (index % 400))]
  const variant = JSON.stringify([product_id, variant_id, ''])
  const name = `Jar ${index % 400}`
  return { store, cart_id, position: 0, day, variant, name, product_id, variant_id, amount: 700, currency: 'EUR' }
}
