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

const Item = z
  .object({
    id: Id.optional(),
    cartItemId: Id.optional(),
    externalProductId: Id.nullish(),
    externalVariantId: Id.nullish(),
    quantity: z.number(),
  })
  .transform(({ id, cartItemId, externalProductId, externalVariantId, quantity }) => ({
    id: id ?? cartItemId ?? '',
    productId: externalProductId ?? '',
    variantId: externalVariantId ?? '',
    quantity,
  }))
export type WireItem = z.infer<typeof Item>

const Items = z.object({ items: z.array(Item) })
const Grouped = z.record(z.string(), z.unknown()).transform((data, context) => {
  for (const value of Object.values(data)) {
    const groups = z.array(Items).safeParse(value)
    if (groups.success) return groups.data.flatMap(({ items }) => items)
  }
  context.addIssue({ code: 'custom', message: 'neither items nor groups of items' })
  return z.NEVER
})

/** The lines of a cart: flat, grouped by brand under whatever name, or groups alone. */
export const WireCart = z
  .object({
    data: z.union([
      Items.transform(({ items }) => items),
      z.array(Items).transform((groups) => groups.flatMap(({ items }) => items)),
      Grouped,
    ]),
  })
  .transform(({ data }) => data)

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
/** The checkout's address, wherever it stands. */
export const WireFinish = z.union([
  z.object({ data: Url }).transform(({ data }) => data),
  z.object({ data: z.object({ checkoutUrl: Url }) }).transform(({ data }) => data.checkoutUrl),
  z.object({ data: z.object({ url: Url }) }).transform(({ data }) => data.url),
  z.object({ data: z.object({ redirectUrl: Url }) }).transform(({ data }) => data.redirectUrl),
  z.object({ checkoutUrl: Url }).transform(({ checkoutUrl }) => checkoutUrl),
])

/** The name that VesuvioPay gives a failure; unknown ones fall through to the status. */
export function toErrorCode(body: unknown): string | undefined {
  const parsed = z.object({ errorCode: z.string().regex(/^[A-Z_]{1,60}$/) }).safeParse(body)
  return parsed.success ? parsed.data.errorCode : undefined
}
