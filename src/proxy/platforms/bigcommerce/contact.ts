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
  /** ISO 3166: the country of numbers without a country code, where no address names one. */
  defaultCountry?: string | undefined
}

/** Finds a cart's shopper: a customer by the account, a guest by what was typed at the checkout. */
export function contactPort(upstream: Upstream, { consentFields = {}, defaultCountry }: ContactOptions): ContactPort {
  return {
    async find(cartId, signal) {
      const id = encodeURIComponent(cartId)
      const { customer_id, email } = await orCartGone(
        upstream.read({ path: `carts/${id}`, route: '/carts/{id}', answer: WireCartOwner, signal }),
      ).then(({ data }) => data)
      if (customer_id) {
        const path = `customers?id:in=${customer_id}&include=addresses,formfields`
        const { data } = await upstream.read({ path, route: '/customers', answer: WireCustomers, signal })
        // A filter that is ignored finds others, and a message would go to one of them.
        const customer = data.find(({ id: found }) => found === undefined || found === customer_id)
        return customer && ofCustomer(customer, consentFields, defaultCountry)
      }
      const { data } = await orCartGone(
        upstream.read({ path: `checkouts/${id}`, route: '/checkouts/{id}', answer: WireCheckout, signal }),
      )
      const address: Partial<WireBillingAddress> = data.billing_address ?? {}
      return ofGuest({ ...address, email: address.email || email }, consentFields, defaultCountry)
    },
  }
}

function ofCustomer(customer: WireCustomer, fields: ConsentFields, country: string | undefined) {
  const { accepts_product_review_abandoned_cart_emails: email, addresses, form_fields } = customer
  const values = new Map(form_fields.map(({ name, value }) => [name, value]))
  // The account's own number says nothing about its country; most accounts have a number in an address only.
  const home = addresses.find(({ country_code }) => country_code)?.country_code
  const phones = [{ phone: customer.phone, country_code: home }, ...addresses]
  return toContact(customer, toPhone(phones, country), {
    email,
    sms: agreement(values, fields.smsFormField),
    whatsapp: agreement(values, fields.whatsappFormField),
  })
}

function ofGuest(address: Partial<WireBillingAddress>, fields: ConsentFields, country: string | undefined) {
  const values = new Map((address.custom_fields ?? []).map(({ field_id, field_value }) => [field_id, field_value]))
  return toContact(address, toPhone([address], country), {
    sms: agreement(values, fields.sms),
    whatsapp: agreement(values, fields.whatsapp),
  })
}

/** The first number that is one, in E.164. */
function toPhone(
  held: readonly { phone?: string | undefined; country_code?: string | undefined }[],
  country: string | undefined,
): string | undefined {
  const numbers = held.map(({ phone, country_code }) => phone && parsePhone(phone, country_code ?? country)?.e164)
  return numbers.find(Boolean)
}

function toContact(
  { email, first_name, last_name }: Partial<Pick<WireCustomer, 'email' | 'first_name' | 'last_name'>>,
  phone: string | undefined,
  consents: Partial<Record<MessageChannel, boolean | undefined>>,
): Contact | undefined {
  if (!email && !phone) return undefined
  const name = [first_name, last_name].filter(Boolean).join(' ')
  const { email: byEmail, sms, whatsapp } = consents
  return {
    ...(first_name && { firstName: first_name }),
    ...(name && { name }),
    ...(email && { email }),
    ...(phone && { phone }),
    consents: {
      ...(byEmail !== undefined && { email: byEmail }),
      ...(sms !== undefined && { sms }),
      ...(whatsapp !== undefined && { whatsapp }),
    },
  }
}

/** Whether a field's box is ticked. Undefined where the field is absent, which is neither a yes nor a no. */
function agreement(values: ReadonlyMap<string, unknown>, field: string | undefined): boolean | undefined {
  if (field === undefined || !values.has(field)) return undefined
  return [values.get(field)].flat().some((value) => /^(1|yes|true|on)$/i.test(String(value).trim()))
}
