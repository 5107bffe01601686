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
  const values = new Map((form_fields ?? []).map(({ name, value }) => [name, value]))
  return toContact(customer, country, {
    email: email ?? undefined,
    sms: agreement(values, fields.smsFormField),
    whatsapp: agreement(values, fields.whatsappFormField),
  })
}

function ofGuest(address: WireBillingAddress, fields: ConsentFields, country: string | undefined) {
  const values = new Map((address.custom_fields ?? []).map(({ field_id, field_value }) => [field_id, field_value]))
  return toContact(address, address.country_code || country, {
    sms: agreement(values, fields.sms),
    whatsapp: agreement(values, fields.whatsapp),
  })
}

function toContact(
  { email, phone, first_name, last_name }: Omit<WireBillingAddress, 'custom_fields'>,
  country: string | undefined,
  consents: Partial<Record<MessageChannel, boolean | undefined>>,
): Contact | undefined {
  const number = phone ? parsePhone(phone, country)?.e164 : undefined
  if (!email && !number) return undefined
  const name = [first_name, last_name].filter(Boolean).join(' ')
  const { email: byEmail, sms, whatsapp } = consents
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

/** Whether a field's box is ticked. Undefined where the field is absent, which is neither a yes nor a no. */
function agreement(values: ReadonlyMap<string, unknown>, field: string | undefined): boolean | undefined {
  if (field === undefined || !values.has(field)) return undefined
  return [values.get(field)].flat().some((value) => /^(1|yes|true|on)$/i.test(String(value).trim()))
}
