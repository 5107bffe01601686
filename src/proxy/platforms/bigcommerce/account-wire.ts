import * as z from 'zod'

import { Flag, lenient, Numeral } from '../../adapter/index.ts'
import { Id, listOfReadable, Text } from './fields.ts'

// What BigCommerce sends about an account rather than a cart: shoppers, settings, deliveries, sites and hooks.
// Sources are files of github.com/bigcommerce/docs at commit 24f580c. What is not marked otherwise is documented there.

/**
 * `GET /carts/{id}`, read for its shopper only. Source: reference/carts.v3.yml, "Get a Cart". Inferred: `customer_id` 0 is
 * a guest.
 */
export const WireCartOwner = z.object({ data: z.object({ customer_id: lenient(Numeral), email: Text }) })

// A text, a number, or a list of chosen labels, depending on the kind of the field.
const FieldValue = z.unknown().optional()

const Address = z.object({ phone: Text, country_code: Text })

const Customer = z.object({
  id: lenient(Numeral),
  email: Text,
  first_name: Text,
  last_name: Text,
  // Mostly empty: shoppers type it with their address.
  phone: Text,
  addresses: listOfReadable(Address),
  accepts_product_review_abandoned_cart_emails: Flag,
  form_fields: listOfReadable(z.object({ name: z.string(), value: FieldValue })),
})
export type WireCustomer = z.infer<typeof Customer>

/** `GET /customers?include=addresses,formfields`. Source: reference/customers.v3.yml, "Get All Customers". */
export const WireCustomers = z.object({ data: z.array(Customer) })

const BillingAddress = z.object({
  email: Text,
  first_name: Text,
  last_name: Text,
  phone: Text,
  country_code: Text,
  custom_fields: listOfReadable(z.object({ field_id: z.string(), field_value: FieldValue })),
})
export type WireBillingAddress = z.infer<typeof BillingAddress>

/** `GET /checkouts/{id}`. Source: reference/checkouts.v3.yml, "Get a Checkout". */
export const WireCheckout = z.object({ data: z.object({ billing_address: lenient(BillingAddress) }) })

const held = <Schema extends z.ZodType>(schema: Schema) => lenient(schema).transform((value) => value ?? null)

const settings = {
  enable_notification: held(Flag),
  email_customer_until_cart_is_recovered: held(Flag),
  marketing_emails_require_customer_consent: held(Flag),
  email_merchant_when_cart_is_converted: held(Flag),
  email_merchant_when_cart_is_abandoned: held(Flag),
  // Of a fresh store empty, of others several.
  merchant_email_address: held(z.string()),
  merchant_abandoned_cart_email_frequency_type: held(z.enum(['digest', 'individual'])),
  merchant_abandoned_cart_digest_email_frequency: held(Numeral.pipe(z.int())),
}

/** The `required` list of the schema says `enabled` where its properties say `enable_notification`. An empty list is `{}`. */
function underOneName(data: unknown) {
  if (Array.isArray(data) && data.length === 0) return {}
  const names = typeof data === 'object' && data !== null && 'enabled' in data
  return names ? { enable_notification: data.enabled, ...data } : data
}

/**
 * `GET /abandoned-carts/settings` and `GET /abandoned-carts/settings/channels/{id}`, where null is the store's value. Source:
 * reference/abandoned_carts.v3.yml, "Get global abandoned cart settings", "Get channel abandoned cart settings"; no
 * property of the answers is required. Inferred: an absent field is null.
 */
export const WireSettings = z.object({ data: z.preprocess(underOneName, z.object(settings)) })

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
  hash: Id,
  created_at: lenient(Numeral.pipe(z.number().min(0).max(1e11))),
  producer: Text,
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

/** Names of headers are the same in any case. */
const toHeader = ([name, value]: [string, unknown]) => [name.toLowerCase(), String(value)] as const

// A hook of another app may be anything.
const Hook = z.object({
  id: Id,
  scope: z.string(),
  destination: z.string(),
  is_active: Flag,
  // Absent where the answer leaves them out; null, and `[]` for an empty object, where there are none.
  headers: z
    .unknown()
    .transform((held) => (held === undefined ? undefined : new Map(Object.entries(held ?? {}).map(toHeader))))
    .optional(),
})
export type WireHook = z.infer<typeof Hook>

/** `GET /hooks`. Source: reference/webhooks.v3.yml, "Get Webhooks". */
export const WireHooks = z.object({ data: listOfReadable(Hook) })

/**
 * `GET /channels/{id}/site`. Source: reference/channels.v3.yml, "Get a Channel Site", and the site of
 * reference/sites.v3.yml. Older answers have no `urls`.
 */
export const WireSite = z.object({
  data: z.object({
    id: Id,
    url: z.url(),
    urls: listOfReadable(z.object({ type: z.string(), url: z.url() })),
    is_checkout_url_customized: Flag,
  }),
})
export type WireSite = z.infer<typeof WireSite>['data']

/** `GET /sites/{id}/routes`. Source: reference/sites.v3.yml, "Get a Site's Routes". */
export const WireRoutes = z.object({ data: listOfReadable(z.object({ type: z.string(), route: z.string() })) })
