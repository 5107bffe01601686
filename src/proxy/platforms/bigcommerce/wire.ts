import * as z from 'zod'

// What BigCommerce really sends, and only what we read of it. Where its documents disagree, either is taken.

/** For calls whose answer is not read, or read back by another. */
export const WireAnything = z.unknown()

/** `GET /abandoned-carts/{token}`. */
export const WireAbandonedCart = z.object({ data: z.object({ cart_id: z.string().min(1) }) })

const Amount = z.union([z.number(), z.string().transform(Number).pipe(z.number())])
const Id = z.union([z.number(), z.string()]).transform(String)

const Option = z.object({
  name: z.string(),
  nameId: z.number().nullish(),
  value: z.string(),
  valueId: z.number().nullish(),
})

/** A line out of the catalogue. Download addresses are in the answer too, and are not read. */
const CatalogueItem = z.object({
  id: Id,
  // `null`, `{}` or absent where there is none; the specification says string.
  parent_id: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'string' && value !== '' ? value : undefined)),
  product_id: z.number(),
  variant_id: z.number().nullish(),
  sku: z.string().nullish(),
  name: z.string(),
  url: z.string().nullish(),
  quantity: z.number(),
  image_url: z.string().nullish(),
  list_price: Amount,
  sale_price: Amount.nullish(),
  is_mutable: z.boolean().nullish(),
  added_by_promotion: z.boolean().nullish(),
  options: z.array(Option).nullish(),
})
export type WireItem = z.infer<typeof CatalogueItem>

const Contact = z.object({ name: z.string().nullish(), email: z.string().nullish() })

const GiftCertificate = z.object({
  id: Id,
  name: z.string(),
  theme: z.string().nullish(),
  amount: Amount,
  // Only the examples have it.
  quantity: Amount.nullish(),
  sender: Contact.nullish(),
  recipient: Contact.nullish(),
  message: z.string().nullish(),
})
export type WireGiftCertificate = z.infer<typeof GiftCertificate>

const CustomItem = z.object({
  id: Id,
  sku: z.string().nullish(),
  name: z.string(),
  // Strings in the specification, numbers in its examples.
  quantity: Amount,
  list_price: Amount,
  image_url: z.string().nullish(),
})
export type WireCustomItem = z.infer<typeof CustomItem>

export const WireCart = z.object({
  id: z.string(),
  customer_id: z.number().nullish(),
  channel_id: Id.nullish(),
  currency: z.object({ code: z.string() }),
  cart_amount: Amount,
  coupons: z.array(z.object({ code: z.string().nullish(), display_name: z.string().nullish() })).nullish(),
  locale: z.string().nullish(),
  version: z.number().nullish(),
  line_items: z.object({
    physical_items: z.array(CatalogueItem).nullish(),
    digital_items: z.array(CatalogueItem).nullish(),
    gift_certificates: z.array(GiftCertificate).nullish(),
    custom_items: z.array(CustomItem).nullish(),
  }),
})
export type WireCart = z.infer<typeof WireCart>

export const WireCartAnswer = z.object({ data: WireCart })

/** A write that deleted the cart answers 204, with nothing in it. */
export const WireWriteAnswer = z.union([WireCartAnswer, z.undefined()])

const RedirectUrls = z.object({ checkout_url: z.string() })

/** One guide shows the addresses without the envelope that the specification has. */
export const WireRedirectUrls = z.union([z.object({ data: RedirectUrls }).transform(({ data }) => data), RedirectUrls])

/** `POST /carts?include=redirect_urls`. */
export const WireNewCart = z.object({ data: z.object({ id: z.string(), redirect_urls: RedirectUrls.nullish() }) })

const Variant = z.object({
  id: z.number(),
  inventory_level: z.number().nullish(),
  inventory_warning_level: z.number().nullish(),
  purchasing_disabled: z.boolean().nullish(),
})

export const WireProduct = z.object({
  id: z.number(),
  availability: z.string().nullish(),
  is_visible: z.boolean().nullish(),
  inventory_tracking: z.string().nullish(),
  inventory_level: z.number().nullish(),
  inventory_warning_level: z.number().nullish(),
  order_quantity_minimum: z.number().nullish(),
  order_quantity_maximum: z.number().nullish(),
  variants: z.array(Variant).nullish(),
})
export type WireProduct = z.infer<typeof WireProduct>

export const WireProducts = z.object({ data: z.array(WireProduct) })

const InventoryItem = z.object({
  identity: z.object({ variant_id: z.number().nullish() }),
  locations: z
    .array(z.object({ available_to_sell: z.number().nullish(), location_enabled: z.boolean().nullish() }))
    .nullish(),
})
export type WireInventoryItem = z.infer<typeof InventoryItem>

export const WireInventory = z.object({ data: z.array(InventoryItem) })
