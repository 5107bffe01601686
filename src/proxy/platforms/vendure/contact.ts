import { type Contact, type ContactPort, parsePhone, RecoveryError } from '../../adapter/index.ts'
import { readContact, readContactWithoutPlugin } from './documents.ts'
import { isOpen } from './to-platform.ts'
import { isUnknownToServer, type VendureApi } from './vendure-api.ts'
import { WireContactAnswer, type WireContactOrder } from './wire.ts'

/**
 * A cart's shopper. The e-mail address is not asked for: the engine writes to it by itself, and `addressId` stands for it. Without
 * the plugin nothing is known about consent.
 */
export function contactPort(api: VendureApi): ContactPort {
  return {
    async find(cartId, signal) {
      const ask = (document: string) =>
        api.read({ document, variables: { id: cartId }, answer: WireContactAnswer, signal })
      const { order } = await ask(readContact).catch((error: unknown) => {
        if (isUnknownToServer(error)) return ask(readContactWithoutPlugin)
        throw error
      })
      if (!order || !isOpen(order)) throw new RecoveryError('cart-gone')
      return toContact(order)
    },
  }
}

/** Undefined where the shopper has not said who they are. The engine knows none without an address. */
export function toContact({ customer, customFields, ...addresses }: WireContactOrder): Contact | undefined {
  if (!customer) return undefined
  const { id, firstName, lastName } = customer
  const said = [customFields, customer.customFields].map((fields) => fields?.cartRecoveryConsent)
  // A no counts, wherever it was said.
  const email = said.includes(false) ? false : said.includes(true) ? true : undefined
  const phone = toPhone(customer, addresses)
  const name = [firstName, lastName].filter(Boolean).join(' ')
  return {
    addressId: `vendure:${id}`,
    ...(firstName && { firstName }),
    ...(name && { name }),
    ...(phone && { phone }),
    consents: { ...(email !== undefined && { email }) },
  }
}

/** E.164. A number without a country is one of the country that its parcel goes to. */
function toPhone(
  { phoneNumber }: NonNullable<WireContactOrder['customer']>,
  { shippingAddress, billingAddress }: Pick<WireContactOrder, 'shippingAddress' | 'billingAddress'>,
): string | undefined {
  const texts = [phoneNumber, shippingAddress?.phoneNumber, billingAddress?.phoneNumber]
  const countries = [undefined, shippingAddress?.countryCode, billingAddress?.countryCode]
  const read = texts.flatMap((text) => (text ? countries.map((country) => parsePhone(text, country)) : []))
  return read.find((phone) => phone?.isValid)?.e164
}
