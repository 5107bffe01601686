import * as z from 'zod'

// What BigCommerce says of an account rather than of a cart: shoppers, settings, deliveries, sites and hooks.

/** `GET /carts/{id}`, read for its owner only. */
export const WireCartOwner = z.object({
  data: z.object({ customer_id: z.number().nullish(), email: z.string().nullish() }),
})

// Texts, numbers, or a list of chosen labels, by the kind of the field.
const FieldValue = z.unknown().optional()

const Customer = z.object({
  email: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  phone: z.string().nullish(),
  accepts_product_review_abandoned_cart_emails: z.boolean().nullish(),
  form_fields: z.array(z.object({ name: z.string(), value: FieldValue })).nullish(),
})
export type WireCustomer = z.infer<typeof Customer>

/** `GET /customers?include=formfields`. */
export const WireCustomers = z.object({ data: z.array(Customer) })

const BillingAddress = z.object({
  email: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  phone: z.string().nullish(),
  country_code: z.string().nullish(),
  custom_fields: z.array(z.object({ field_id: z.string(), field_value: FieldValue })).nullish(),
})
export type WireBillingAddress = z.infer<typeof BillingAddress>

/** `GET /checkouts/{id}`. */
export const WireCheckout = z.object({ data: z.object({ billing_address: BillingAddress.nullish() }) })

const settings = {
  enable_notification: z.boolean(),
  email_customer_until_cart_is_recovered: z.boolean(),
  marketing_emails_require_customer_consent: z.boolean(),
  email_merchant_when_cart_is_converted: z.boolean(),
  email_merchant_when_cart_is_abandoned: z.boolean(),
  merchant_email_address: z.string(),
  merchant_abandoned_cart_email_frequency_type: z.enum(['digest', 'individual']),
  merchant_abandoned_cart_digest_email_frequency: z.number(),
}

/** One list of the specification says `enabled` where the other says `enable_notification`. */
const underOneName = (data: unknown) =>
  typeof data === 'object' && data !== null && 'enabled' in data ? { enable_notification: data.enabled, ...data } : data

/** `GET /abandoned-carts/settings`. */
export const WireSettings = z.object({ data: z.preprocess(underOneName, z.object(settings)) })

const override = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)

/** `GET /abandoned-carts/settings/channels/{id}`: null, or nothing, where the store's value counts. */
export const WireChannelSettings = z.object({
  data: z.preprocess(
    underOneName,
    z.object({
      enable_notification: override(settings.enable_notification),
      email_customer_until_cart_is_recovered: override(settings.email_customer_until_cart_is_recovered),
      marketing_emails_require_customer_consent: override(settings.marketing_emails_require_customer_consent),
      email_merchant_when_cart_is_converted: override(settings.email_merchant_when_cart_is_converted),
      email_merchant_when_cart_is_abandoned: override(settings.email_merchant_when_cart_is_abandoned),
      merchant_email_address: override(settings.merchant_email_address),
      merchant_abandoned_cart_email_frequency_type: override(settings.merchant_abandoned_cart_email_frequency_type),
      merchant_abandoned_cart_digest_email_frequency: override(settings.merchant_abandoned_cart_digest_email_frequency),
    }),
  ),
})

/** What a 422 complains of, where it names one of the settings; nothing else of a refusal is read. */
export function toSettingsField(body: unknown): string | undefined {
  const { data } = z.object({ errors: z.unknown() }).safeParse(body)
  const names = new Set(Object.keys(data?.errors ?? {}))
  const words = new Set(JSON.stringify(data?.errors ?? '').match(/\w+/g))
  const fields = ['enabled', ...Object.keys(settings)]
  return fields.find((field) => names.has(field)) ?? fields.find((field) => words.has(field))
}

/** The envelope of every delivery; what `data` holds depends on the scope. */
export const WireDelivery = z.object({
  scope: z.string(),
  hash: z.string().min(1),
  created_at: z.number().nullish(),
  producer: z.string().nullish(),
  data: z.unknown(),
})

/** Scopes of a channel say `cart_id` in their example, the store's say `id`. */
export const WireCartEvent = z.union([
  z.object({ id: z.string().min(1) }).transform(({ id }) => id),
  z.object({ cart_id: z.string().min(1) }).transform(({ cart_id }) => cart_id),
])

const Hook = z.object({
  id: z.number(),
  scope: z.string(),
  destination: z.string(),
  is_active: z.boolean().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
})
export type WireHook = z.infer<typeof Hook>

/** `GET /hooks`. */
export const WireHooks = z.object({ data: z.array(Hook) })

/** `GET /channels/{id}/site`. */
export const WireSite = z.object({ data: z.object({ id: z.number(), url: z.url() }) })

/** `GET /sites/{id}/routes`. */
export const WireRoutes = z.object({ data: z.array(z.object({ type: z.string(), route: z.string() })) })
