import type { MessageChannel } from '../../contract/index.ts'
import type { Contact } from '../adapter/messaging-ports.ts'
import type { StoreContext } from '../context.ts'

/** The address that a message would go to, or what stands for it. */
export function addressOf({ email, phone, addressId }: Contact, messageChannel: MessageChannel): string | undefined {
  return messageChannel === 'email' ? (email?.trim() ?? addressId) : phone
}

/** False where `allowContacts` is set and does not list the address. Compared in small letters. */
export function isContactAllowed(
  { allowedContacts }: Pick<StoreContext, 'allowedContacts'>,
  contact: Contact,
  messageChannel: MessageChannel,
): boolean {
  const address = addressOf(contact, messageChannel)
  return !allowedContacts || (address !== undefined && allowedContacts.has(address.toLowerCase()))
}
