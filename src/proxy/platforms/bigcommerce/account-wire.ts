import * as z from 'zod'

// What BigCommerce sends about an account rather than a cart: shoppers, settings, deliveries, sites and hooks.
// Sources are files of github.com/bigcommerce/docs at commit 24f580c. What is not marked otherwise is documented there.

/** `GET /carts/{id}`, read for its shopper only. Source: reference/carts.v3.yml, "Get a Cart". */
export const WireCartOwner = z.object({
  data: z.object({ customer_id: z.number().nullish(), email: z.string().nullish() }),
})

// A text, a number, or a list of chosen labels, depending on the kind of the field.
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

/** `GET /customers?include=formfields`. Source: reference/customers.v3.yml, "Get All Customers". */
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

/** `GET /checkouts/{id}`. Source: reference/checkouts.v3.yml, "Get a Checkout". */
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

/** The `required` list of the schema says `enabled` where its properties say `enable_notification`. */
const underOneName = (data: unknown) =>
  typeof data === 'object' && data !== null && 'enabled' in data ? { enable_notification: data.enabled, ...data } : data

/** `GET /abandoned-carts/settings`. Source: reference/abandoned_carts.v3.yml, "Get global abandoned cart settings". */
export const WireSettings = z.object({ data: z.preprocess(underOneName, z.object(settings)) })

const override = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null)

/**
 * `GET /abandoned-carts/settings/channels/{id}`: null where the store's value counts. Source:
 * reference/abandoned_carts.v3.yml, "Get channel abandoned cart settings". Inferred: an absent field is null.
 */
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

/**
 * The setting that a 422 names, if it names one; nothing else of a refusal is read. Source:
 * reference/abandoned_carts.v3.yml, the 422 of both PUTs. Unknown: whether the key or the text of `errors` holds the name.
 */
export function toSettingsField(body: unknown): string | undefined {
  const { data } = z.object({ errors: z.unknown() }).safeParse(body)
  const names = new Set(Object.keys(data?.errors ?? {}))
  const words = new Set(JSON.stringify(data?.errors ?? '').match(/\w+/g))
  const fields = ['enabled', ...Object.keys(settings)]
  return fields.find((field) => names.has(field)) ?? fields.find((field) => words.has(field))
}

/**
 * The envelope of every delivery; what `data` holds depends on the scope. Source: reference/webhooks.v3.yml and
 * docs/webhooks/callbacks/store_cart_abandoned.yml.
 */
export const WireDelivery = z.object({
  scope: z.string(),
  hash: z.string().min(1),
  created_at: z.number().nullish(),
  producer: z.string().nullish(),
  data: z.unknown(),
})

/**
 * `data` of an event of a cart. Source: `id` in docs/integrations/webhooks/events/index.mdx, `cart_id` in the example for
 * channels, docs/integrations/webhooks/events/channels.mdx.
 */
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

/** `GET /hooks`. Source: reference/webhooks.v3.yml, "Get Webhooks". */
export const WireHooks = z.object({ data: z.array(Hook) })

/** `GET /channels/{id}/site`. Source: reference/channels.v3.yml, "Get a Channel Site". */
export const WireSite = z.object({ data: z.object({ id: z.number(), url: z.url() }) })

/** `GET /sites/{id}/routes`. Source: reference/sites.v3.yml, "Get a Site's Routes". */
export const WireRoutes = z.object({ data: z.array(z.object({ type: z.string(), route: z.string() })) })
