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
import { consentKeys } from '../messaging/consent.ts'
import { pollAbandonedCarts, refreshCart } from '../messaging/poll.ts'
import type { CartRef } from '../sealing/cart-handle.ts'
import { readPage } from './pages.ts'
import { readMessages, toMaskedCustomer, toMerchantCart, toMerchantMessage } from './to-merchant.ts'

/** Somebody is looking: what the platforms list is asked for sooner than every ten minutes. */
const lookingMs = 5000

/** `GET /merchant/carts`: the ledger, newest first, with what the platforms list. */
export async function listCarts(context: StoreContext, query: MerchantCartsQuery): Promise<MerchantCartsAnswer> {
  await pollAbandonedCarts(context, lookingMs)
  const { entries, nextPage } = await readPage(context.ledger.carts, query, (entry) => {
    const isAsked = query.status === undefined || statusOf(entry) === query.status
    return isListed(entry) && isAsked && (query.platform === undefined || entry.platform === query.platform)
  })
  const carts = entries.map(async (entry) =>
    toMerchantCart(context.store, entry, await readMessages(context, entry.value)),
  )
  return { carts: await Promise.all(carts), ...(nextPage && { nextPage }) }
}

/** `GET /merchant/reports`: messages and their fate, newest first. */
export async function listReports(
  { ledger }: StoreContext,
  query: MerchantMessagesQuery,
): Promise<MerchantMessagesAnswer> {
  const { entries, nextPage } = await readPage(ledger.messages, query, ({ status, reason }) => {
    const shown = status === 'sending' ? 'pending' : status
    return reason !== 'elsewhere' && (query.status === undefined || shown === query.status)
  })
  return { reports: entries.map(toMerchantMessage), ...(nextPage && { nextPage }) }
}

/** `GET /merchant/carts/{id}`: one cart, its lines and its shopper read from the platform just now. */
export async function readCart(context: StoreContext, id: string, signal: AbortSignal): Promise<MerchantCartAnswer> {
  const { name } = await findCart(context, id)
  await refreshCart(context, name, signal)
  const { entry } = await findCart(context, id)
  const ports = context.portsByPlatform.get(name.platform)
  const isOpen = !['recovered', 'closed'].includes(statusOf(entry)) && !ports?.recovery.isShoppersOwn
  const cart = isOpen ? await ports?.recovery.read(name.cartId, signal).catch(orGone) : undefined
  const contact = isOpen && cart ? await ports?.contact?.find(name.cartId, signal).catch(orGone) : undefined
  const reports = await readMessages(context, entry)
  const refusal = await reminderRefusal(context, name, entry, { cart, contact })
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

/** The ledger's entry and the platform's name of a cart. Throws `not-found`. */
export async function findCart(context: StoreContext, id: string): Promise<{ entry: CartEntry; name: CartRef }> {
  const entry = await context.ledger.carts.read(id)
  const cartId = entry && isListed(entry) ? (await context.ledger.unseal(entry))?.cartId : undefined
  if (entry && cartId !== undefined) return { entry, name: { platform: entry.platform, cartId } }
  throw new RecoveryError('not-found', { detail: 'there is no such cart' })
}

/** Why no reminder can be sent for a cart, as far as it is known without asking to. */
export async function reminderRefusal(
  context: StoreContext,
  name: CartRef,
  entry: CartEntry,
  { cart, contact }: { cart?: PlatformCart | undefined; contact?: Contact | undefined },
): Promise<NonNullable<MerchantCartAnswer['reminderRefusal']> | undefined> {
  const reminder = context.portsByPlatform.get(name.platform)?.reminder
  if (entry.orderedAt !== undefined) return 'already-ordered'
  if (!reminder || !context.isMessaging) return 'not-supported'
  if (entry.closedAt !== undefined || !cart || cart.lines.length === 0) return 'cart-gone'
  if (entry.platformMessages > 0) return 'already-reminded'
  const address = reminder.messageChannel === 'email' ? contact?.email : contact?.phone
  if (!contact || !address) return 'no-contact'
  const names = await consentKeys(context, name, reminder.messageChannel, contact)
  const said = await context.ledger.consents.latest(names, reminder.messageChannel)
  const isRefused = said?.granted === false || contact.consents[reminder.messageChannel] === false
  return isRefused && !(said?.source === 'widget' && said.granted) ? 'consent-refused' : undefined
}
