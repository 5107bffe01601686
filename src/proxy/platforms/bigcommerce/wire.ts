import * as z from 'zod'

// What BigCommerce sends, and only what is read of it. Where its documents disagree, both forms are accepted.
// Sources are files of github.com/bigcommerce/docs at commit 24f580c. What is not marked otherwise is documented there.

/** For calls whose answer is not read, or read back by another call. Source: none, nothing is read. */
export const WireAnything = z.unknown()

/** `GET /abandoned-carts/{token}`. Source: reference/abandoned_carts.v3.yml, "Get an abandoned cart". */
export const WireAbandonedCart = z.object({ data: z.object({ cart_id: z.string().min(1) }) })

const Amount = z.union([z.number(), z.string().transform(Number).pipe(z.number())])
const Id = z.union([z.number(), z.string()]).transform(String)

const Option = z.object({
  name: z.string(),
  nameId: z.number().nullish(),
  value: z.string(),
  valueId: z.number().nullish(),
})

/**
 * A line of the catalogue. Download addresses are in the answer too, and are not read. Source:
 * reference/carts.v3.yml, `line_items`; `options` stands only in its examples and in the text about `include`. Inferred:
 * `variant_id` may be null.
 */
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
  // Only the examples of reference/carts.v3.yml have it.
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
  // Strings in the schema of reference/carts.v3.yml, numbers in its examples.
  quantity: Amount,
  list_price: Amount,
  image_url: z.string().nullish(),
})
export type WireCustomItem = z.infer<typeof CustomItem>

/** A cart. Source: reference/carts.v3.yml, "Get a Cart". Inferred: `customer_id` 0 is a guest. */
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

/** `GET /carts/{id}`. Source: reference/carts.v3.yml, "Get a Cart". */
export const WireCartAnswer = z.object({ data: WireCart })

/**
 * A write to a cart's items. A write that deleted the cart answers 204, without a body. Source: reference/carts.v3.yml,
 * "Add Cart Line Items", "Update Cart Line Item", "Delete Cart Line Item".
 */
export const WireWriteAnswer = z.union([WireCartAnswer, z.undefined()])

const RedirectUrls = z.object({ checkout_url: z.string() })

/**
 * `POST /carts/{id}/redirect_urls`. Source: reference/carts.v3.yml, "Create Cart Redirect URL"; without its envelope in
 * docs/storefront/headless/cart-checkout/carts.mdx.
 */
export const WireRedirectUrls = z.union([z.object({ data: RedirectUrls }).transform(({ data }) => data), RedirectUrls])

/** `POST /carts?include=redirect_urls`. Source: reference/carts.v3.yml, "Create a Cart". */
export const WireNewCart = z.object({ data: z.object({ id: z.string(), redirect_urls: RedirectUrls.nullish() }) })

const Variant = z.object({
  id: z.number(),
  inventory_level: z.number().nullish(),
  inventory_warning_level: z.number().nullish(),
  purchasing_disabled: z.boolean().nullish(),
})

/**
 * A product with its variants. Source: reference/catalog/products_catalog.v3.yml, "Get All Products". Inferred: 0 as the
 * smallest or largest quantity of an order is no limit.
 */
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

/** `GET /catalog/products`. Source: reference/catalog/products_catalog.v3.yml, "Get All Products". */
export const WireProducts = z.object({ data: z.array(WireProduct) })

const InventoryItem = z.object({
  identity: z.object({ variant_id: z.number().nullish() }),
  locations: z
    .array(z.object({ available_to_sell: z.number().nullish(), location_enabled: z.boolean().nullish() }))
    .nullish(),
})
export type WireInventoryItem = z.infer<typeof InventoryItem>

/** `GET /inventory/items`. Source: reference/inventory.v3.yml, "Get Inventory at Locations". */
export const WireInventory = z.object({ data: z.array(InventoryItem) })
