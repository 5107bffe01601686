import * as z from 'zod'

// The reference hides its schemas, so each answer is read in every shape that some page of the documentation shows.

/** `success: false` is a failure whatever the status says. */
const Envelope = z.object({ success: z.boolean().optional() })

/** Any answer that is not a refusal in disguise; for calls whose answer is read back anyway. */
export const WireDone = z.union([
  Envelope.refine(({ success }) => success !== false, { error: 'a refusal' }),
  z.undefined(),
  z.null(),
])

const Token = z.string().min(1)
export const WireLogin = z.union([
  z.object({ token: Token }).transform(({ token }) => token),
  z.object({ data: z.object({ token: Token }) }).transform(({ data }) => data.token),
  z.object({ data: z.object({ accessToken: Token }) }).transform(({ data }) => data.accessToken),
])

const Id = z.union([z.string(), z.number()]).transform(String)

const Text = z.string().min(1).nullish()
const Amount = z.union([z.number(), z.string().transform(Number).pipe(z.number())]).nullish()

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

/** The lines of a cart: flat, grouped by brand under whatever name, or groups alone. No example names the cart. */
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

/** The checkout's address, wherever it stands, and what the order's event may name. */
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
/** The currency of a store's checkout settings; its field is not documented. */
export const WireCurrency = z.union([
  z.object({ data: z.object({ currency: Currency }) }).transform(({ data }) => data.currency),
  z.object({ data: z.object({ currencyCode: Currency }) }).transform(({ data }) => data.currencyCode),
  z.object({ data: z.object({ currency: z.object({ code: Currency }) }) }).transform(({ data }) => data.currency.code),
])

/** The envelope of every delivery; what `data` holds depends on the type. */
export const WireDelivery = z.object({
  id: z.string().min(1),
  type: z.string(),
  created_at: z.string(),
  data: z.unknown(),
})

/** `data` of carts' and orders' events. */
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

/** `GET /webhooks`, whose answer no page shows. */
export const WireHooks = z.union([
  z.array(Hook),
  z.object({ data: z.array(Hook) }).transform(({ data }) => data),
  z.object({ data: z.object({ items: z.array(Hook) }) }).transform(({ data }) => data.items),
  z.object({ data: z.object({ webhooks: z.array(Hook) }) }).transform(({ data }) => data.webhooks),
])

/** The name that VesuvioPay gives a failure; unknown ones fall through to the status. */
export function toErrorCode(body: unknown): string | undefined {
  const parsed = z.object({ errorCode: z.string().regex(/^[A-Z_]{1,60}$/) }).safeParse(body)
  return parsed.success ? parsed.data.errorCode : undefined
}
