import type {
  MerchantCartAnswer,
  MerchantCartsAnswer,
  MerchantCartsQuery,
  MerchantMessagesAnswer,
  MerchantMessagesQuery,
} from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { PlatformCart } from '../adapter/platform.ts'
import { toImageUrl } from '../cart/urls.ts'
import type { StoreContext } from '../context.ts'
import { type CartEntry, isListed, statusOf } from '../ledger/cart-entry.ts'
import { addressOf, isContactAllowed } from '../messaging/allowed-contacts.ts'
import { consentKeys } from '../messaging/consent.ts'
import { pollAbandonedCarts, refreshCart } from '../messaging/poll.ts'
import { canOpenByLink } from '../mint-link.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { readPage } from './pages.ts'
import { readMessages, toMaskedCustomer, toMerchantCart, toMerchantMessage } from './to-merchant.ts'

/** While a merchant is looking, the platforms' lists are read at most this often. */
const pollWhileViewedMs = 5000

/** `GET /merchant/carts`: a page of the ledger, newest first. Platforms without webhooks are listed before. */
export async function listCarts(context: StoreContext, query: MerchantCartsQuery): Promise<MerchantCartsAnswer> {
  await pollAbandonedCarts(context, pollWhileViewedMs)
  const { entries, nextPage } = await readPage(context.ledger.carts, query, (entry) => {
    const hasStatus = query.status === undefined || statusOf(entry) === query.status
    return isListed(entry) && hasStatus && (query.platform === undefined || entry.platform === query.platform)
  })
  const carts = entries.map(async (entry) =>
    toMerchantCart(context.store, entry, await readMessages(context, entry.value)),
  )
  return { carts: await Promise.all(carts), ...(nextPage && { nextPage }) }
}

/** `GET /merchant/reports`: a page of the messages and what became of them, newest first. */
export async function listMessages(
  { ledger }: StoreContext,
  query: MerchantMessagesQuery,
): Promise<MerchantMessagesAnswer> {
  const { entries, nextPage } = await readPage(ledger.messages, query, ({ status, reason }) => {
    const publicStatus = status === 'sending' ? 'pending' : status
    return reason !== 'elsewhere' && (query.status === undefined || publicStatus === query.status)
  })
  return { reports: entries.map(toMerchantMessage), ...(nextPage && { nextPage }) }
}

/** `GET /merchant/carts/{id}`: one cart. Its lines and its shopper are read from the platform for this answer. */
export async function readCart(context: StoreContext, id: string, signal: AbortSignal): Promise<MerchantCartAnswer> {
  const { cartRef } = await findCart(context, id)
  await refreshCart(context, cartRef, signal)
  const { entry } = await findCart(context, id)
  const ports = context.portsByPlatform.get(cartRef.platform)
  const isOpen = !['recovered', 'closed'].includes(statusOf(entry)) && !ports?.recovery.isShoppersOwn
  const cart = isOpen ? await ports?.recovery.read(cartRef.cartId, signal).catch(orGone) : undefined
  const contact = isOpen && cart ? await ports?.contact?.find(cartRef.cartId, signal).catch(orGone) : undefined
  const reports = await readMessages(context, entry)
  const refusal = await reminderRefusal(context, cartRef, entry, { cart, contact })
  return {
    cart: toMerchantCart(context.store, { id, value: entry }, reports),
    lineItems: (cart?.lines ?? []).map(({ name: title, options, sku, imageUrl, quantity, price }) => {
      const image = toImageUrl(imageUrl, context.insecureLoopback)
      return { name: title, options, quantity, price, ...(sku && { sku }), ...(image && { imageUrl: image }) }
    }),
    ...(contact && { customer: toMaskedCustomer(contact) }),
    reports,
    ...(refusal && { reminderRefusal: refusal }),
  }
}

function orGone(error: unknown): undefined {
  if (error instanceof RecoveryError && error.code === 'cart-gone') return undefined
  throw error
}

/** The ledger's entry of a cart, and its reference at the platform. Throws `not-found`. */
export async function findCart(context: StoreContext, id: string): Promise<{ entry: CartEntry; cartRef: CartRef }> {
  const entry = await context.ledger.carts.read(id)
  const cartId = entry && isListed(entry) ? (await context.ledger.unseal(entry))?.cartId : undefined
  if (entry && cartId !== undefined) return { entry, cartRef: { platform: entry.platform, cartId } }
  throw new RecoveryError('not-found', { detail: 'there is no such cart' })
}

/** Why no reminder can be sent for a cart; undefined where one can. Sends and changes nothing. */
export async function reminderRefusal(
  context: StoreContext,
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
  const keys = await consentKeys(context, cartRef, reminder.messageChannel, contact)
  const lastChoice = await context.ledger.consents.latest(keys, reminder.messageChannel)
  const isRefused = lastChoice?.granted === false || contact.consents[reminder.messageChannel] === false
  if (isRefused && !(lastChoice?.source === 'widget' && lastChoice.granted)) return 'consent-refused'
  return isContactAllowed(context, contact, reminder.messageChannel) ? undefined : 'contact-not-allowed'
}
