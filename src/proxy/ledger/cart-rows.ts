import type { MerchantChannel } from '../../contract/index.ts'
import { variantKey } from '../line-variant.ts'
import type { BlockedLineRow, CartRow } from '../stores/sql/tables.ts'
import { type BlockedLine, type CartEntry, isListed, statusOf } from './cart-entry.ts'
import { dayOf, retentionMs, type Stored } from './stored.ts'

/** Numbers that an entry may not have yet, and their columns. */
const optionalNumbers = [
  ['abandonedAt', 'abandoned_at'],
  ['openedAt', 'opened_at'],
  ['displayedAt', 'displayed_at'],
  ['checkedOutAt', 'checked_out_at'],
  ['orderedAt', 'ordered_at'],
  ['closedAt', 'closed_at'],
  ['offerDiscount', 'offer_discount'],
] as const

/** What a change of a cart writes: all of its row but what other statements count. */
export function toCartRow(
  store: string,
  { id, revision, value }: Stored<CartEntry>,
): Omit<CartRow, 'sent_messages' | 'looked_at'> {
  const { platform, sealed, firstSeenAt, changedAt, abandonmentCount, total, platformMessages, items } = value
  return {
    store,
    id,
    revision,
    platform,
    sealed,
    status: statusOf(value),
    is_listed: Number(isListed(value)),
    day: dayOf(firstSeenAt),
    created_at: Math.floor(firstSeenAt),
    changed_at: Math.floor(changedAt),
    abandoned_at: whole(value.abandonedAt),
    abandonment_count: abandonmentCount,
    opened_at: whole(value.openedAt),
    displayed_at: whole(value.displayedAt),
    checked_out_at: whole(value.checkedOutAt),
    ordered_at: whole(value.orderedAt),
    closed_at: whole(value.closedAt),
    is_elsewhere: Number(value.isElsewhere ?? false),
    total_amount: total?.amount ?? null,
    total_currency: total?.currency ?? null,
    offer_discount: value.offerDiscount ?? null,
    platform_messages: platformMessages,
    expires_at: Math.floor(changedAt) + retentionMs,
    first_item: items?.first ?? null,
    item_count: items?.count ?? null,
    image_url: items?.imageUrl ?? null,
    search_text: items?.search ?? null,
    shopper_keys: value.shopperKeys ?? null,
    came_by: value.cameBy ?? null,
  }
}

/** The entry that a row stands for. */
export function toCartEntry(row: CartRow): Stored<CartEntry> {
  const value: CartEntry = {
    platform: row.platform,
    sealed: row.sealed,
    firstSeenAt: row.created_at,
    changedAt: row.changed_at,
    abandonmentCount: row.abandonment_count,
    platformMessages: row.platform_messages,
    sentReports: row.sent_messages,
  }
  for (const [field, column] of optionalNumbers) {
    const number = row[column]
    if (number !== null) value[field] = number
  }
  if (row.is_elsewhere) value.isElsewhere = true
  const { total_amount: amount, total_currency: currency } = row
  if (amount !== null && currency !== null) value.total = { amount, currency }
  const { first_item: first, item_count: count, image_url: imageUrl, search_text: search } = row
  if (first !== null && count !== null) {
    value.items = { first, count, search: search ?? '', ...(imageUrl !== null && { imageUrl }) }
  }
  if (row.shopper_keys !== null) value.shopperKeys = row.shopper_keys
  if (row.came_by !== null) value.cameBy = row.came_by as MerchantChannel
  return { id: row.id, revision: row.revision, value }
}

/** The row of a blocked line, by its place in the cart. */
export function toBlockedRow(
  store: string,
  cart: Stored<CartEntry>,
  { name, productId, variantId, value }: BlockedLine,
  position: number,
): BlockedLineRow {
  return {
    store,
    cart_id: cart.id,
    position,
    day: dayOf(cart.value.firstSeenAt),
    variant: variantKey({ name, productId, variantId }),
    name,
    product_id: productId ?? null,
    variant_id: variantId ?? null,
    amount: value.amount,
    currency: value.currency,
  }
}

const whole = (at: number | undefined): number | null => (at === undefined ? null : Math.floor(at))
