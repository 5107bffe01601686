import type { MessageChannel } from '../../../contract/index.ts'
import { type Contact, type ContactPort, parsePhone, type Upstream } from '../../adapter/index.ts'
import {
  type WireBillingAddress,
  WireCartOwner,
  WireCheckout,
  type WireCustomer,
  WireCustomers,
} from './account-wire.ts'
import { orCartGone } from './cart-api.ts'

/** The fields in which shoppers agree to be written to: of the checkout's billing address, and of the account. */
export interface ConsentFields {
  /** Id of a checkout field, `field_25`. */
  sms?: string | undefined
  whatsapp?: string | undefined
  /** Name of an account field, as in the control panel. */
  smsFormField?: string | undefined
  whatsappFormField?: string | undefined
}

export interface ContactOptions {
  consentFields?: ConsentFields | undefined
  /** ISO 3166: of numbers without a country code, where no address says. */
  defaultCountry?: string | undefined
}

/** Whom a cart belongs to: a customer by their account, a guest by what they typed at the checkout. */
export function contactPort(upstream: Upstream, { consentFields = {}, defaultCountry }: ContactOptions): ContactPort {
  return {
    async find(cartId, signal) {
      const id = encodeURIComponent(cartId)
      const { customer_id, email } = await orCartGone(
        upstream.read({ path: `carts/${id}`, route: '/carts/{id}', answer: WireCartOwner, signal }),
      ).then(({ data }) => data)
      if (customer_id) {
        const path = `customers?id:in=${customer_id}&include=formfields`
        const { data } = await upstream.read({ path, route: '/customers', answer: WireCustomers, signal })
        const [customer] = data
        return customer && ofCustomer(customer, consentFields, defaultCountry)
      }
      const { data } = await orCartGone(
        upstream.read({ path: `checkouts/${id}`, route: '/checkouts/{id}', answer: WireCheckout, signal }),
      )
      const address = data.billing_address ?? {}
      return ofGuest({ ...address, email: address.email || email }, consentFields, defaultCountry)
    },
  }
}

function ofCustomer(customer: WireCustomer, fields: ConsentFields, country: string | undefined) {
  const { accepts_product_review_abandoned_cart_emails: email, form_fields } = customer
  const said = new Map((form_fields ?? []).map(({ name, value }) => [name, value]))
  return toContact(customer, country, {
    email: email ?? undefined,
    sms: agreement(said, fields.smsFormField),
    whatsapp: agreement(said, fields.whatsappFormField),
  })
}

function ofGuest(address: WireBillingAddress, fields: ConsentFields, country: string | undefined) {
  const said = new Map((address.custom_fields ?? []).map(({ field_id, field_value }) => [field_id, field_value]))
  return toContact(address, address.country_code || country, {
    sms: agreement(said, fields.sms),
    whatsapp: agreement(said, fields.whatsapp),
  })
}

function toContact(
  { email, phone, first_name, last_name }: Omit<WireBillingAddress, 'custom_fields'>,
  country: string | undefined,
  said: Partial<Record<MessageChannel, boolean | undefined>>,
): Contact | undefined {
  const number = phone ? parsePhone(phone, country)?.e164 : undefined
  if (!email && !number) return undefined
  const name = [first_name, last_name].filter(Boolean).join(' ')
  const { email: byEmail, sms, whatsapp } = said
  return {
    ...(first_name && { firstName: first_name }),
    ...(name && { name }),
    ...(email && { email }),
    ...(number && { phone: number }),
    consents: {
      ...(byEmail !== undefined && { email: byEmail }),
      ...(sms !== undefined && { sms }),
      ...(whatsapp !== undefined && { whatsapp }),
    },
  }
}

/** What a field says; nothing where it is not there, which is neither a yes nor a no. */
function agreement(said: ReadonlyMap<string, unknown>, field: string | undefined): boolean | undefined {
  if (field === undefined || !said.has(field)) return undefined
  return [said.get(field)].flat().some((value) => /^(1|yes|true|on)$/i.test(String(value).trim()))
}
