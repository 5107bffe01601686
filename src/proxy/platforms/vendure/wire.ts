import * as z from 'zod'

import { isRecord, lenient } from '../../adapter/index.ts'

// What is not asked for is not read. Sources are pages of docs.vendure.io, chapter "GraphQL API", and
// src/engines/vendure where the plugin answers.

const Id = z.union([z.string().min(1), z.int()]).transform(String)
const Amount = z.int()
const Currency = z.string().regex(/^[A-Z]{3}$/)
const Text = lenient(z.string().trim().min(1))
const Time = z.string().transform((text, context) => {
  const at = Date.parse(text)
  if (!Number.isNaN(at)) return at
  context.addIssue({ code: 'custom', message: 'no time' })
  return z.NEVER
})

const Settings = z.object({ serverConfig: z.object({ moneyStrategyPrecision: z.int().min(0).max(12) }) })

const Channel = z.object({ id: Id, code: z.string(), token: z.string() })
export type WireChannel = z.infer<typeof Channel>

const Line = z.object({
  id: Id,
  quantity: z.int().min(0),
  discountedUnitPriceWithTax: Amount,
  featuredAsset: lenient(z.object({ preview: z.string() })),
  productVariant: z.object({
    id: Id,
    sku: Text,
    name: Text,
    product: lenient(z.object({ id: Id, name: Text, slug: Text })),
    options: z.array(z.object({ name: z.string(), group: z.object({ name: z.string() }) })).catch([]),
  }),
})
export type WireLine = z.infer<typeof Line>

const Order = z.object({
  id: Id,
  state: z.string(),
  active: z.boolean(),
  currencyCode: Currency,
  subTotalWithTax: Amount,
  couponCodes: z.array(z.string()).catch([]),
  channels: z.array(Channel).min(1),
  customer: lenient(z.object({ id: Id, user: lenient(z.object({ id: Id })) })),
  discounts: z.array(z.object({ description: z.string() })).catch([]),
  lines: z.array(Line),
})
export type WireOrder = z.infer<typeof Order>

/** `order`. Source: /reference/graphql-api/admin/queries#order, /object-types#order. `null` where there is none. */
export const WireCartAnswer = z.object({ globalSettings: Settings, order: Order.nullable() })

/** `setCartLines`. Source: src/engines/vendure/schema.ts. */
export const WireLinesAnswer = z.object({
  result: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.enum(['CartLinesSet', 'CartChanged']), order: Order }),
    z.object({ __typename: z.literal('CartNotOpen') }),
    z.object({ __typename: z.literal('CartLineRefused'), lineId: Id.nullish(), variantId: Id }),
  ]),
})

const Variant = z.object({
  id: Id,
  enabled: z.boolean(),
  trackInventory: z.enum(['TRUE', 'FALSE', 'INHERIT']),
  outOfStockThreshold: z.int(),
  useGlobalOutOfStockThreshold: z.boolean(),
  product: z.object({ enabled: z.boolean() }),
  stockLevels: z.array(z.object({ stockOnHand: z.int(), stockAllocated: z.int() })),
})
export type WireVariant = z.infer<typeof Variant>

/** `productVariants`. Source: /reference/graphql-api/admin/queries#productvariants. What was deleted is not listed. */
export const WireStockAnswer = z.object({
  globalSettings: z.object({ trackInventory: z.boolean(), outOfStockThreshold: z.int() }),
  productVariants: z.object({ items: z.array(Variant) }),
})
export type WireStockAnswer = z.infer<typeof WireStockAnswer>

const Offer = Variant.extend({
  product: z.object({ id: Id, name: Text, enabled: z.boolean() }),
  priceWithTax: Amount,
  currencyCode: Currency,
  featuredAsset: lenient(z.object({ preview: z.string() })),
  options: z.array(z.object({ name: z.string(), group: z.object({ name: z.string() }) })).catch([]),
})
export type WireOffer = z.infer<typeof Offer>

/** `productVariants` with prices. Source: /reference/graphql-api/admin/object-types#productvariant. */
export const WireOffersAnswer = z.object({
  globalSettings: z.object({ trackInventory: z.boolean(), outOfStockThreshold: z.int() }).extend(Settings.shape),
  productVariants: z.object({ items: z.array(Offer) }),
})
export type WireOffersAnswer = z.infer<typeof WireOffersAnswer>

const ListedLeft = z.object({
  id: Id,
  updatedAt: Time,
  currencyCode: Currency,
  subTotalWithTax: Amount,
  totalQuantity: z.int(),
  channels: z.array(Channel).min(1),
})
const ListedOrdered = z.object({ id: Id, orderPlacedAt: Time, channels: z.array(Channel).min(1) })

/** Those of a list that can be read, and how many cannot. */
const Page = <Item extends z.ZodType>(item: Item) =>
  z.object({ totalItems: z.int(), items: z.array(z.unknown()) }).transform(({ totalItems, items }) => {
    const read = items.flatMap((one) => {
      const result = item.safeParse(one)
      return result.success ? [result.data] : []
    })
    return { totalItems, items: read, unreadable: items.length - read.length }
  })

/** `orders`, twice. Source: /reference/graphql-api/admin/queries#orders. */
export const WireListAnswer = z.object({
  globalSettings: Settings,
  left: Page(ListedLeft),
  ordered: Page(ListedOrdered),
})
export type WireListAnswer = z.infer<typeof WireListAnswer>

const Consent = lenient(z.object({ cartRecoveryConsent: lenient(z.boolean()) }))
const Address = lenient(z.object({ phoneNumber: Text, countryCode: Text }))

/** `order` with its customer. Source: /reference/graphql-api/admin/object-types#customer; consent is a field of the plugin's. */
export const WireContactAnswer = z.object({
  order: z
    .object({
      state: z.string(),
      active: z.boolean(),
      customFields: Consent,
      customer: lenient(
        z.object({ id: Id, firstName: Text, lastName: Text, phoneNumber: Text, customFields: Consent }),
      ),
      shippingAddress: Address,
      billingAddress: Address,
    })
    .nullable(),
})
export type WireContactOrder = NonNullable<z.infer<typeof WireContactAnswer>['order']>

/** `order`, its channels alone. Source: /reference/graphql-api/admin/object-types#order. */
export const WireChannelsAnswer = z.object({ order: z.object({ channels: z.array(Channel).min(1) }).nullable() })

/** `sendRecoveryMessage`. Source: src/engines/vendure/schema.ts. */
export const WireMessageAnswer = z.object({ isSent: z.boolean() })

/** `activeChannel`. Source: /reference/graphql-api/admin/queries#activechannel. */
export const WireActiveChannelAnswer = z.object({ activeChannel: Channel })

/** `cartRecoveryPlugin`. Source: src/engines/vendure/schema.ts. */
export const WirePluginAnswer = z.object({ cartRecoveryPlugin: z.object({ version: z.int(), webhookUrl: z.string() }) })

/** `cartRecoveryPlugin`, since version 2. Source: src/engines/vendure/schema.ts. */
export const WireProofAnswer = z.object({
  cartRecoveryPlugin: z.object({ linkOrigins: z.array(z.string()), proof: z.string() }),
})

/** A delivery of the plugin's. Source: src/engines/vendure/webhooks.ts. */
export const WireDelivery = z.object({
  type: z.string(),
  timestamp: Time,
  data: z.object({ orderId: Id, state: z.string() }),
})
export type WireDelivery = z.infer<typeof WireDelivery>

const statuses: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  ENTITY_NOT_FOUND: 404,
  CHANNEL_NOT_FOUND: 400,
  USER_INPUT_ERROR: 400,
  BAD_USER_INPUT: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  GRAPHQL_PARSE_FAILED: 400,
}

/** GraphQL's own name for the first error of an answer. Undefined where it has none. */
export function toErrorCode(body: unknown): string | undefined {
  const [first] = errorsOf(body)
  const extensions = isRecord(first) ? first.extensions : undefined
  const code = isRecord(extensions) ? extensions.code : undefined
  return typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : undefined
}

/**
 * The status that a refusal stands for: GraphQL refuses with 200. What the engine calls an error of its own is one, and so is
 * what has no name.
 */
export function toRefusalStatus(body: unknown, status: number): number | undefined {
  if (errorsOf(body).length === 0) return undefined
  return statuses[toErrorCode(body) ?? ''] ?? (status >= 400 ? status : 500)
}

const errorsOf = (body: unknown): unknown[] => (isRecord(body) && Array.isArray(body.errors) ? body.errors : [])

/** Whatever is answered. Source: none; only whether it is an answer counts. */
export const WireAnything = z.unknown()
