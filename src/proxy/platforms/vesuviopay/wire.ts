import * as z from 'zod'

// The reference pages load their schemas dynamically, and those could not be read. So each answer is read in every shape
// that some page shows, and what no page shows is marked as inferred or unknown. Sources are pages of docs.vesuviopay.com;
// "cart page" is /docs/api/cart.

/** With `success: false` a call has failed, whatever its status is. Source: /docs/error-handling. */
const Envelope = z.object({ success: z.boolean().optional() })

/**
 * Any answer that does not say `success: false`; for calls whose result is read back by another call. Source:
 * /docs/error-handling. Unknown: the bodies of bulk calls, subscribe and unsubscribe.
 */
export const WireDone = z.union([
  Envelope.refine(({ success }) => success !== false, { error: 'a refusal' }),
  z.undefined(),
  z.null(),
])

const Token = z.string().min(1)
/**
 * `POST /auth/login`. Source: /docs/guides/cart-integration-guide shows `token`. Inferred: the other places.
 */
export const WireLogin = z.union([
  z.object({ token: Token }).transform(({ token }) => token),
  z.object({ data: z.object({ token: Token }) }).transform(({ data }) => data.token),
  z.object({ data: z.object({ accessToken: Token }) }).transform(({ data }) => data.accessToken),
])

const Id = z.union([z.string(), z.number()]).transform(String)

const Text = z.string().min(1).nullish()
const Amount = z.union([z.number(), z.string().transform(Number).pipe(z.number())]).nullish()

/**
 * An item of a cart. Source: cart page, "Response Format". Inferred: the other names. Unknown: a currency; there is
 * none in any example.
 */
const Item = z
  .object({
    id: Id.optional(),
    cartItemId: Id.optional(),
    externalProductId: Id.nullish(),
    externalVariantId: Id.nullish(),
    quantity: z.number(),
    price: Amount,
    unitPrice: Amount,
    name: Text,
    productName: Text,
    imageUrl: Text,
    product: z.object({ name: Text, imageUrl: Text }).nullish(),
  })
  .transform((item) => ({
    id: item.id ?? item.cartItemId ?? '',
    productId: item.externalProductId ?? '',
    variantId: item.externalVariantId ?? '',
    quantity: item.quantity,
    price: item.price ?? item.unitPrice ?? undefined,
    name: item.product?.name ?? item.productName ?? item.name ?? undefined,
    imageUrl: item.product?.imageUrl ?? item.imageUrl ?? undefined,
  }))
export type WireItem = z.infer<typeof Item>

const Items = z.object({ items: z.array(Item) })
function inGroups(data: object, context: z.RefinementCtx): WireItem[] {
  for (const value of Object.values(data)) {
    const groups = z.array(Items).safeParse(value)
    if (groups.success) return groups.data.flatMap(({ items }) => items)
  }
  context.addIssue({ code: 'custom', message: 'neither items nor groups of items' })
  return z.NEVER
}

const CartId = z.object({ id: Id.nullish(), cartId: Id.nullish() })

/**
 * `GET /cart/{storeId}`. Source: a flat list on the cart page, "Response Format"; "grouped by brand" on
 * /docs/api-reference/sdk-get-cart-by-store, which does not say how. Inferred: the forms of groups. Unknown: the cart's id.
 */
export const WireCart = z
  .object({
    data: z.union([
      Items.extend(CartId.shape),
      z.array(Items).transform((groups) => ({ id: null, cartId: null, items: groups.flatMap(({ items }) => items) })),
      CartId.loose().transform((data, context) => ({ ...data, items: inGroups(data, context) })),
    ]),
  })
  .transform(({ data: { id, cartId, items } }): WireCart => ({ id: cartId ?? id ?? undefined, items }))
export interface WireCart {
  id: string | undefined
  items: WireItem[]
}

/**
 * `POST …/availability` and `…/availability-with-subscription`. Source: cart page, "Response Format";
 * `subscriptionStatus` in its text, `isSubscribedToBackInStock` and `subscriptionDate` on
 * /docs/api-reference/check-product-availability-with-subscription.
 */
export const WireAvailability = z
  .object({
    data: z.object({
      isAvailable: z.boolean(),
      availableQuantity: z.number().nullish(),
      trackInventory: z.boolean().nullish(),
      isSubscribed: z.boolean().nullish(),
      isSubscribedToBackInStock: z.boolean().nullish(),
      subscriptionStatus: z.union([z.boolean(), z.string()]).nullish(),
      subscriptionDate: z.string().nullish(),
    }),
  })
  .transform(({ data }) => data)
export type WireAvailability = z.infer<typeof WireAvailability>

const Url = z.string().min(1)
const FinishUrl = z.union([
  z.object({ data: Url }).transform(({ data }) => data),
  z.object({ data: z.object({ checkoutUrl: Url }) }).transform(({ data }) => data.checkoutUrl),
  z.object({ data: z.object({ url: Url }) }).transform(({ data }) => data.url),
  z.object({ data: z.object({ redirectUrl: Url }) }).transform(({ data }) => data.redirectUrl),
  z.object({ checkoutUrl: Url }).transform(({ checkoutUrl }) => checkoutUrl),
])

const FinishIds = z.object({ cartId: Id.nullish(), customerId: Id.nullish() })

/**
 * `POST …/finish`: the checkout's address, and what the order's event may name. Source: the SDK example of the cart page
 * returns the address itself; /docs/api-reference/finish-cart-flow. Unknown: the JSON. Inferred: where the address stands.
 */
export const WireFinish = z.unknown().transform((answer, context) => {
  const url = FinishUrl.safeParse(answer)
  if (!url.success) {
    context.addIssue({ code: 'custom', message: 'no address of a checkout' })
    return z.NEVER
  }
  const ids = z.union([z.object({ data: FinishIds }).transform(({ data }) => data), FinishIds]).safeParse(answer)
  return {
    checkoutUrl: url.data,
    cartId: ids.data?.cartId ?? undefined,
    customerId: ids.data?.customerId ?? undefined,
  }
})
export type WireFinish = z.infer<typeof WireFinish>

const Currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .toUpperCase()
/**
 * `GET /store/{storeId}/checkout-settings`, read for the currency. Source: /docs/api-reference/get-checkout-settings says
 * that it has one. Inferred: the name of the field.
 */
export const WireCurrency = z.union([
  z.object({ data: z.object({ currency: Currency }) }).transform(({ data }) => data.currency),
  z.object({ data: z.object({ currencyCode: Currency }) }).transform(({ data }) => data.currencyCode),
  z.object({ data: z.object({ currency: z.object({ code: Currency }) }) }).transform(({ data }) => data.currency.code),
])

/** The envelope of every delivery. Source: /docs/webhooks/events-reference. */
export const WireDelivery = z.object({
  id: z.string().min(1),
  type: z.string(),
  created_at: z.string(),
  data: z.unknown(),
})

/** `data` of the events of carts and orders. Source: /docs/webhooks/events-reference. */
export const WireEventData = z.object({
  storeId: z.string(),
  customerId: Id.nullish(),
  cartId: Id.nullish(),
  occurredAt: z.string().nullish(),
})

const Hook = z.object({
  id: Id,
  url: z.string(),
  eventTypes: z.array(z.string()),
  isActive: z.boolean().nullish(),
})
export type WireHook = z.infer<typeof Hook>

/**
 * `GET /webhooks`. Source: /docs/api/webhooks names the call and the fields of a webhook. Unknown: the answer. Inferred:
 * where the list stands.
 */
export const WireHooks = z.union([
  z.array(Hook),
  z.object({ data: z.array(Hook) }).transform(({ data }) => data),
  z.object({ data: z.object({ items: z.array(Hook) }) }).transform(({ data }) => data.items),
  z.object({ data: z.object({ webhooks: z.array(Hook) }) }).transform(({ data }) => data.webhooks),
])

/**
 * The code that VesuvioPay gives a failure. Undefined for what is no code: then the status decides. Source:
 * /docs/error-handling and /docs/reference/error-codes.
 */
export function toErrorCode(body: unknown): string | undefined {
  const parsed = z.object({ errorCode: z.string().regex(/^[A-Z_]{1,60}$/) }).safeParse(body)
  return parsed.success ? parsed.data.errorCode : undefined
}
