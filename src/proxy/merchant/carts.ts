import type { MerchantCartAnswer, MerchantMessagesAnswer, MerchantMessagesQuery } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { toImageUrl } from '../cart/urls.ts'
import type { LedgerContext } from '../context.ts'
import { type CartEntry, isListed, statusOf } from '../ledger/cart-entry.ts'
import type { Stored } from '../ledger/stored.ts'
import { maskName } from '../mask-name.ts'
import { addressOf, isContactAllowed } from '../messaging/allowed-contacts.ts'
import { readDecision } from '../messaging/consent.ts'
import { recordElsewhere } from '../messaging/place-cart.ts'
import { refreshCart } from '../messaging/refresh-cart.ts'
import { canOpenByLink } from '../mint-link.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { toNextPage, toPageQuery } from './pages.ts'
import { readMessages, toMaskedCustomer, toMerchantCart, toMerchantMessage } from './to-merchant.ts'

/** `GET /merchant/reports`: a page of the messages and what became of them, newest first. */
export async function listMessages(
  { ledger, platformTitles }: LedgerContext,
  { page, limit, status }: MerchantMessagesQuery,
): Promise<MerchantMessagesAnswer> {
  const found = await ledger.messages.page({ status, ...toPageQuery({ page, limit }) })
  const carts = await ledger.carts.readMany([...new Set(found.entries.map(({ value }) => value.cartId))])
  const subjects = await Promise.all(
    carts.map(async ({ id, value: { items, sealed } }) => {
      const shopper = (await ledger.carts.unseal({ sealed }))?.shopper
      const first = items?.first ? { firstItem: items.first, itemCount: items.count } : {}
      return [id, { ...first, ...(shopper && { shopper }) }] as const
    }),
  )
  const byCart = new Map(subjects)
  const reports = found.entries.map((entry) => {
    const about = byCart.get(entry.value.cartId)
    return { ...toMerchantMessage(entry), ...(about && { about }) }
  })
  return { reports, platforms: platformTitles, ...toNextPage(found) }
}

/** `GET /merchant/carts/{id}`: one cart. Its lines and its shopper are read from the platform for this answer. */
export async function readCart(context: LedgerContext, id: string, signal: AbortSignal): Promise<MerchantCartAnswer> {
  const { cartRef } = await findCart(context, id)
  await refreshCart(context, cartRef, signal)
  const { stored, entry } = await findCart(context, id)
  const ports = context.portsByPlatform.get(cartRef.platform)
  const isOpen = !['recovered', 'closed'].includes(statusOf(entry)) && !ports?.recovery.isShoppersOwn
  const cart = isOpen ? await ports?.recovery.read(cartRef.cartId, signal).catch(orGone) : undefined
  if (cart) await requireOwnChannel(context, cartRef, cart)
  const contact = isOpen && cart ? await ports?.contact?.find(cartRef.cartId, signal).catch(orGone) : undefined
  const part = await context.ledger.carts.unseal(entry)
  const reports = await readMessages(context, id)
  const refusal = await reminderRefusal(context, cartRef, entry, { cart, contact })
  return {
    cart: toMerchantCart(context.store, stored, { shopper: contact ? maskName(contact) : part?.shopper }),
    lineItems: (cart?.lines ?? []).map(({ name: title, options, sku, imageUrl, quantity, price }) => {
      const image = toImageUrl(imageUrl, context.insecureLoopback)
      return { name: title, options, quantity, price, ...(sku && { sku }), ...(image && { imageUrl: image }) }
    }),
    ...(contact && { customer: toMaskedCustomer(contact) }),
    reports,
    platforms: context.platformTitles,
    ...(refusal && { reminderRefusal: refusal }),
  }
}

/** Throws `not-found` for a cart of a sales channel that is another proxy's. */
export async function requireOwnChannel(context: LedgerContext, cartRef: CartRef, cart: PlatformCart): Promise<void> {
  if (Object.hasOwn(context.channels, cart.channelId)) return
  await recordElsewhere(context, cartRef)
  throw new RecoveryError('not-found', { detail: 'the cart belongs to a sales channel that is not listed here' })
}

function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}

/** The ledger's entry of a cart, and its reference at the platform. Throws `not-found`. */
export async function findCart(
  { ledger }: LedgerContext,
  id: string,
): Promise<{ stored: Stored<CartEntry>; entry: CartEntry; cartRef: CartRef }> {
  const stored = await ledger.carts.readById(id)
  const entry = stored?.value
  const cartId = entry && isListed(entry) ? (await ledger.carts.unseal(entry))?.cartId : undefined
  if (stored && entry && cartId !== undefined) return { stored, entry, cartRef: { platform: entry.platform, cartId } }
  throw new RecoveryError('not-found', { detail: 'there is no such cart' })
}

/** Why no reminder can be sent for a cart; undefined where one can. Sends and changes nothing. */
export async function reminderRefusal(
  context: LedgerContext,
  cartRef: CartRef,
  entry: CartEntry,
  { cart, contact }: { cart?: PlatformCart | undefined; contact?: Contact | undefined },
): Promise<NonNullable<MerchantCartAnswer['reminderRefusal']> | undefined> {
  const reminder = context.portsByPlatform.get(cartRef.platform)?.reminder
  if (entry.orderedAt !== undefined) return 'already-ordered'
  if (!reminder || !context.isMessaging) return 'not-supported'
  if (entry.closedAt !== undefined || !cart || cart.lines.length === 0) return 'cart-gone'
  const channel = context.channels[cart.channelId]
  if (channel && !canOpenByLink(cart, channel)) return 'account-cart'
  if (entry.platformMessages > 0) return 'already-reminded'
  if (!contact || !addressOf(contact, reminder.messageChannel)) return 'no-contact'
  // The merchant asserts what is unknown; a no stands.
  if ((await readDecision(context, cartRef, contact, reminder.messageChannel)) === 'refused') return 'consent-refused'
  return isContactAllowed(context, contact, reminder.messageChannel) ? undefined : 'contact-not-allowed'
}
