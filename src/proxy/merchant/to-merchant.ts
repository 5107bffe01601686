import type { LastMessage, MaskedCustomer, MerchantCart, MerchantMessage } from '../../contract/index.ts'
import { maskEmail } from '../adapter/mask-email.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import { maskPhone } from '../adapter/phone.ts'
import type { LedgerContext } from '../context.ts'
import { type CartEntry, statusOf } from '../ledger/cart-entry.ts'
import type { MessageEntry } from '../ledger/message-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { maskName } from '../mask-name.ts'

const instant = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())

/** What a list says of a cart beside its entry. */
interface Beside {
  /** Masked. */
  shopper?: string | undefined
  lastMessage?: MessageEntry | undefined
}

/** A cart of the ledger, as the merchant reads it. */
export function toMerchantCart(
  store: string,
  { id, value }: Stored<CartEntry>,
  { shopper, lastMessage }: Beside = {},
): MerchantCart {
  const { items, cameBy, openedAt } = value
  return {
    id,
    store,
    platform: value.platform,
    status: statusOf(value),
    total: value.total ?? null,
    abandonedAt: instant(value.abandonedAt),
    openedAt: instant(value.openedAt),
    checkedOutAt: instant(value.checkedOutAt),
    orderedAt: instant(value.orderedAt),
    messages: value.platformMessages + value.sentReports,
    ...(shopper && { shopper }),
    ...(items && { itemCount: items.count }),
    ...(items?.first && { firstItem: items.first }),
    ...(items?.imageUrl && { imageUrl: items.imageUrl }),
    ...(openedAt !== undefined && { cameBy: cameBy ?? 'link' }),
    ...(lastMessage && { lastMessage: toLastMessage(lastMessage) }),
  }
}

function toLastMessage({ kind, platform, messageChannel, status, updatedAt }: MessageEntry): LastMessage {
  const at = new Date(updatedAt).toISOString()
  return {
    kind: toKind(kind),
    platform,
    channel: messageChannel,
    status: status === 'sending' ? 'pending' : status,
    at,
  }
}

/** A merchant reads of a report, whatever it is about. */
const toKind = (kind: MessageEntry['kind']) => (kind === 'reminder' ? kind : 'report')

/** A message of the ledger, as the merchant reads it: `sending` counts as `pending`. */
export function toMerchantMessage({ id, value }: Pick<Stored<MessageEntry>, 'id' | 'value'>): MerchantMessage {
  const { cartId, kind, platform, messageChannel, status, reason, attempts, createdAt, updatedAt, dueAt } = value
  return {
    id,
    cartId,
    kind: toKind(kind),
    platform,
    channel: messageChannel,
    status: status === 'sending' ? 'pending' : status,
    ...(reason && status !== 'sending' && { reason }),
    attempts,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(status === 'pending' && dueAt !== undefined && { nextAttemptAt: new Date(dueAt).toISOString() }),
  }
}

/** The messages about a cart, oldest first. Expired ones are left out. */
export async function readMessages({ ledger }: LedgerContext, cartId: string): Promise<MerchantMessage[]> {
  return (await ledger.messages.ofCart(cartId)).map(toMerchantMessage)
}

/** Masks a contact: enough to recognise the shopper, not enough to write to them. */
export function toMaskedCustomer({ name, firstName, email, phone }: Contact): MaskedCustomer {
  const displayName = maskName({ ...(name && { name }), ...(firstName && { firstName }) })
  return {
    ...(displayName && { name: displayName }),
    ...(email && { email: maskEmail(email) }),
    ...(phone && { phone: maskPhone(phone) }),
  }
}
