import type { ConsentAbout, MessageChannel, RemindersAnswer, RemindersRequest } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { maskEmail } from '../adapter/mask-email.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import { maskPhone } from '../adapter/phone.ts'
import { readCart } from '../cart/read-cart.ts'
import type { RequestContext, StoreContext } from '../context.ts'
import { addressOf } from '../messaging/allowed-contacts.ts'
import { mayAgree } from '../shopper/may-agree.ts'
import { reportOfStock } from '../subscriptions/notified-carts.ts'

/** The page was told of the cart just now. */
const maxAgeMs = 5000

/**
 * `POST /reminders`: which messages about the cart this page may agree to, and the number or address that they would go to, masked.
 * A route of its own, because a contact takes calls that a mail scanner's visit must not cost. Throws what `readCart` throws.
 */
export async function reminders(
  context: StoreContext,
  _body: RemindersRequest,
  request: RequestContext,
): Promise<RemindersAnswer> {
  const { messageChannels, ports } = context
  const cart = await readCart(context, request, { maxAgeMs })
  if (messageChannels.length === 0) throw new RecoveryError('not-supported')
  if (!(await mayAgree(context, request, cart))) return { channels: [] }
  if (!ports.contact) return { channels: [...messageChannels] }
  const contact = await ports.contact.find(request.cartRef.cartId, request.signal)
  if (!contact) return { channels: [] }
  const channels = messageChannels.filter((channel) => addressOf(contact, channel) !== undefined)
  const told = reportOfStock(context)?.port.messageChannel
  return {
    channels,
    about: toAbout(contact, channels),
    ...(told && channels.includes(told) && { backInStock: true }),
  }
}

/** What messages by these channels go to, so far hidden that only those who know it recognise it. */
export function toAbout({ phone, email }: Contact, channels: readonly MessageChannel[]): ConsentAbout {
  const isByPhone = channels.some((channel) => channel !== 'email')
  return {
    ...(isByPhone && phone && { phone: maskPhone(phone) }),
    ...(channels.includes('email') && email && { email: maskEmail(email) }),
  }
}
